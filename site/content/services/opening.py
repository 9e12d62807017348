"""Opening single items to people whom the marking does not let see them: always with a reason, for a time, logged."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.choices import GROUNDS, Ground
from accounts.models import Opening, User
from accounts.queries import viewer_for
from audit.services import record
from content.handling import Handling
from content.models import BasePage
from content.queries.eyes import item_of
from content.queries.surroundings import keys_marked_with
from content.signals import item_opened
from content.visibility import allows

GLASS_LASTS = timedelta(minutes=60)
ASSIGNMENT_LASTS = timedelta(days=14)
SHORTEST_REASON = 15


class OpeningRefused(ValueError):
    """An opening that a rule forbids; the text says which."""


@transaction.atomic
def break_glass(*, handling: Handling, user: User, reason: str, at: datetime | None = None) -> Opening:
    """Open one item, with its parts, to an administrator for 60 minutes. Logged, and its owner is told.

    Broken twice it is open until the first hour ends. Sends `item_opened`. Raises OpeningRefused: no
    administrator, no reason to speak of, or they see it anyway.
    """
    at = at or timezone.now()
    viewer = viewer_for(User.objects.select_for_update().get(pk=user.pk))
    if viewer.roles.isdisjoint(GROUNDS[Ground.GLASS]):
        raise OpeningRefused(_("Only administrators may break the glass."))
    if len(reason.strip()) < SHORTEST_REASON:
        raise OpeningRefused(_("Give the reason in a sentence: it is kept, and the owner reads it."))
    now = Opening.objects.filter(user=user, key=handling.key, ground=Ground.GLASS, opened_at__lte=at, until__gt=at)
    if (still := now.first()) is not None:
        return still
    if allows(handling, viewer, at):
        raise OpeningRefused(_("You see it already: there is no glass to break."))
    opening = Opening.objects.create(
        user=user,
        key=handling.key,
        parts=parts_of(handling=handling),
        ground=Ground.GLASS,
        reason=reason.strip(),
        given_by=str(user),
        given_at=at,
        opened_at=at,
        until=at + GLASS_LASTS,
    )
    _write_down("glass.broken", handling, opening, user)
    item_opened.send(sender=Opening, opening=opening, handling=handling)
    return opening


@transaction.atomic
def assign(*, handling: Handling, person: User, ground: str, actor: User, at: datetime | None = None) -> Opening:
    """Give an item to somebody to review or translate. They see it once they have opened it (`open_assigned`).

    Given again, it only lasts longer. Raises OpeningRefused: their role is another one, or they see it anyway.
    """
    at = at or timezone.now()
    viewer = viewer_for(person)
    if ground == Ground.GLASS or viewer.roles.isdisjoint(GROUNDS[ground]):
        raise OpeningRefused(
            _("%(person)s has no role for that: name a reviewer or a translator.") % {"person": person}
        )
    if allows(handling, viewer, at) and handling.key not in viewer.opened:
        raise OpeningRefused(_("%(person)s sees it already.") % {"person": person})
    given = Opening.objects.filter(user=person, key=handling.key, ground=ground, until__gt=at).first()
    if given is None:
        given = Opening(user=person, key=handling.key, ground=ground, given_at=at)
    given.parts, given.given_by, given.until = parts_of(handling=handling), str(actor), at + ASSIGNMENT_LASTS
    given.save()
    _write_down("item.assigned", handling, given, actor)
    return given


@transaction.atomic
def open_assigned(*, opening: Opening, at: datetime | None = None) -> Opening:
    """What somebody does who begins with an item they were assigned to; the first time is logged.

    Raises OpeningRefused if it was taken back or its time is over.
    """
    at = at or timezone.now()
    opening = Opening.objects.select_for_update(of=("self",)).select_related("user").get(pk=opening.pk)
    handling = Handling.objects.filter(key=opening.key).first()
    if opening.until <= at or handling is None:
        raise OpeningRefused(_("This is not assigned to you any more."))
    if opening.opened_at is None:
        opening.opened_at = at
        opening.save(update_fields=["opened_at"])
        _write_down("item.opened", handling, opening, opening.user)
    return opening


@transaction.atomic
def end_opening(*, opening: Opening, actor: User, at: datetime | None = None) -> None:
    """Close an item again before its time: by whoever opened it, or by who keeps it."""
    at = at or timezone.now()
    opening = Opening.objects.select_for_update().get(pk=opening.pk)
    if opening.until <= at:
        return
    opening.until = max(at, opening.given_at)
    opening.save(update_fields=["until"])
    handling = Handling.objects.filter(key=opening.key).first()
    if handling is not None:
        _write_down("item.closed", handling, opening, actor)


def parts_of(*, handling: Handling) -> list[str]:
    """The keys, as text, of what is marked with an item and opened with it: the lessons of a module."""
    rows = item_of(handling).rows
    first = rows[0] if rows else None
    return sorted(map(str, keys_marked_with(first))) if isinstance(first, BasePage) else []


def _write_down(act: str, handling: Handling, opening: Opening, actor: Any) -> None:
    record(
        act=act,
        actor=actor,
        kind=handling.kind,
        uuid=handling.key,
        title=handling.title,
        detail={
            "ground": opening.ground,
            "reason": opening.reason,
            "person": str(opening.user.uuid),
            "until": opening.until.isoformat(),
        },
    )
