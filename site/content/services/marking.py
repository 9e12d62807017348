"""Marking: who may see a thing, for the thing, its parts and all its languages at once."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from audit.services import record
from content.choices import DEFAULT_LABEL, RED_REFUSED
from content.handling import Handling
from content.models import BasePage
from content.queries import keys_marked_with
from content.signals import content_changed, handling_changed
from content.visibility import handling_of
from core.labels import STORABLE, Label
from reference.models import Organisation


class MarkingRefused(ValueError):
    """A marking that would break a rule; the text says which and what to do."""


@transaction.atomic
def ensure_handling(*, key: UUID, kind: str, title: str, like: Handling | None, label: Label) -> Handling:
    """The handling of a new thing: that of its parent (`like`), with `label` if there is none.

    Existing handling is left as it is, so a translation or alias never changes it.
    """
    existing = Handling.objects.filter(key=key).first()
    if existing is not None:
        return existing
    handling = Handling.objects.create(
        key=key,
        kind=kind,
        title=title,
        label=like.label if like else label.value,
        owner_id=like.owner_id if like else None,
        embargo_until=like.embargo_until if like else None,
        expires_at=like.expires_at if like else None,
    )
    if like is not None:
        handling.shared_with.set(like.shared_with.all())
    return handling


@transaction.atomic
def mark(
    *,
    key: UUID,
    label: Label,
    owner: Organisation | None = None,
    shared_with: Iterable[Organisation] = (),
    embargo_until: datetime | None = None,
    expires_at: datetime | None = None,
    actor: Any = None,
) -> Handling:
    """Change the handling of a thing at once, in all its languages, and log it. Sends `handling_changed`.

    A marking that says what is so already writes, logs and outdates nothing. Raises MarkingRefused for
    TLP:RED, and Handling.DoesNotExist for an unknown key.
    """
    if label not in STORABLE:
        raise MarkingRefused(str(RED_REFUSED))
    handling = Handling.objects.get(key=key)
    shared = list(shared_with)
    asked = (label.value, owner, embargo_until, expires_at, set(shared))
    if asked == handling.terms:
        return handling
    previous = handling.label
    handling.label, handling.owner = label.value, owner
    handling.embargo_until, handling.expires_at = embargo_until, expires_at
    handling.version = F("version") + 1
    handling.save()
    handling.refresh_from_db()
    handling.shared_with.set(shared)
    record(
        act="handling.changed",
        actor=actor,
        kind=handling.kind,
        uuid=handling.key,
        title=handling.title,
        detail={
            "from": previous,
            "to": handling.label,
            "owner": owner.slug if owner else None,
            "shared_with": [organisation.slug for organisation in shared],
        },
    )
    handling_changed.send(sender=Handling, handling=handling, previous=previous)
    content_changed.send(sender=Handling, key=handling.key, kind=handling.kind)
    return handling


@transaction.atomic
def mark_page(*, page: BasePage, label: Label, actor: Any = None, **terms: Any) -> Handling:
    """Mark a page and its parts (a module and its lessons) as one act; `terms` as for `mark`.

    A part is never marked by itself, so a container is never less strict than its parts. Raises MarkingRefused.
    """
    if page.handling_follows_parent:
        raise MarkingRefused(
            _("A part carries the handling of its whole. Mark “%s” instead.") % page.get_parent().title
        )
    handling = mark(key=page.handling_key, label=label, actor=actor, **terms)
    page.__dict__.pop("_handling", None)
    for key in keys_marked_with(page):
        mark(key=key, label=label, actor=actor, **terms)
    return handling


@transaction.atomic
def mark_like(*, key: UUID, handling: Handling) -> None:
    """Give the thing of a key, if there is one, the same handling."""
    if not Handling.objects.filter(key=key).exists():
        return
    mark(
        key=key,
        label=Label(handling.label),
        owner=handling.owner,
        shared_with=handling.shared_with.all(),
        embargo_until=handling.embargo_until,
        expires_at=handling.expires_at,
    )


@transaction.atomic
def hand_over(*, organisation: Organisation, to: Organisation, actor: Any = None) -> None:
    """Let another organisation own and receive what one owned and received; each change is logged."""
    concerned = Handling.objects.filter(Q(owner=organisation) | Q(shared_with=organisation)).distinct()
    for handling in concerned.select_related("owner").prefetch_related("shared_with"):
        shared = {to if receiver == organisation else receiver for receiver in handling.shared_with.all()}
        mark(
            key=handling.key,
            label=Label(handling.label),
            owner=to if handling.owner == organisation else handling.owner,
            shared_with=shared,
            embargo_until=handling.embargo_until,
            expires_at=handling.expires_at,
            actor=actor,
        )


@transaction.atomic
def follow_new_whole(*, page: BasePage) -> None:
    """A part that was moved takes over the handling of its new whole."""
    handling = handling_of(page.get_parent().specific)
    if page.handling_follows_parent and handling is not None:
        mark_like(key=page.handling_key, handling=handling)


def handling_for_new_page(*, page: BasePage) -> Handling:
    """Give a page that was just created its handling: a copy or alias that of its original.

    Else that of its class; else that of its parent, which for a part counts first.
    """
    parent = page.get_parent()
    like = handling_of(parent.specific) if parent is not None and parent.depth > 1 else None
    if not page.handling_follows_parent:
        original = page.copied_from
        like = handling_of(original) if original else like if page.default_label is None else None

    return ensure_handling(
        key=page.handling_key,
        kind=page._meta.label_lower,
        title=page.title,
        like=like,
        label=page.default_label or DEFAULT_LABEL,
    )
