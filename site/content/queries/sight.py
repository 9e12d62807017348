"""What can this person see: everything that carries a marking, counted and listed, with the reason of each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Count, Prefetch
from django.utils.text import capfirst

from accounts.viewer import Viewer
from content.handling import Handling
from content.queries.eyes import Reason, Terms, reason
from content.visibility import key_field, visible_keys
from core.labels import STORABLE, Label
from reference.models import Organisation

ROWS_OF_A_PAGE = 50


@dataclass(frozen=True)
class KindSeen:
    """How many things of a kind a person's markings let through. `labels`: the number by label, strictest last."""

    code: str
    name: str
    labels: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        return sum(number for _label, number in self.labels)


@dataclass(frozen=True)
class Seen:
    """One thing a person sees. `title` is empty if whoever asks may not see it; `published` None if it never is."""

    key: UUID
    title: str
    label: str
    reason: Reason
    published: bool | None


def kinds_seen(viewer: Viewer) -> list[KindSeen]:
    """The kinds of things a person sees, by name, each counted by label (1 query)."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for kind, label, number in (
        visible_keys(viewer)
        .order_by()
        .values("kind", "label")
        .annotate(n=Count("pk"))
        .values_list("kind", "label", "n")
    ):
        counts[kind][label] = number
    found = [
        KindSeen(kind, kind_name(kind), tuple((label.value, by.get(label.value, 0)) for label in STORABLE))
        for kind, by in counts.items()
    ]
    return sorted(found, key=lambda kind: kind.name)


def kind_name(code: str) -> str:
    """What a kind of thing is called in the reader's language; its code, if it is known no more (no query)."""
    model = model_of(code)
    return capfirst(str(model._meta.verbose_name)) if model else code


def model_of(code: str) -> Any:
    """The model of a kind of thing, or None if there is none any more (no query)."""
    try:
        return apps.get_model(code)
    except (LookupError, ValueError):
        return None


def seen(viewer: Viewer, *, kind: str, label: str = "") -> Any:
    """The markings of a kind (and label) that let a person through, by title; to be sliced, then given to `told`."""
    found = visible_keys(viewer).filter(kind=kind)
    if label in {known.value for known in Label}:
        found = found.filter(label=label)
    return found.order_by("title", "pk")


def told(handlings: Any, viewer: Viewer, *, to: Viewer, at: datetime) -> list[Seen]:
    """A page of `seen` with the reasons, as far as whoever asks may know it (at most 7 queries)."""
    named = Organisation.objects.prefetch_related("names")
    rows: list[Handling] = list(
        handlings.prefetch_related(Prefetch("shared_with", named.order_by("slug")), Prefetch("owner", named))
    )
    keys = [row.key for row in rows]
    known = set(visible_keys(to, at).filter(key__in=keys).values_list("key", flat=True))
    live, titles = _state_of(rows)
    return [
        Seen(
            key=row.key,
            title=(titles.get(row.key) or row.title or str(row.key)) if row.key in known else "",
            label=row.label,
            reason=reason(Terms(row, row.owner, tuple(row.shared_with.all())), viewer, at),
            published=None if live is None else row.key in live,
        )
        for row in rows
    ]


def _state_of(rows: Iterable[Handling]) -> tuple[set[UUID] | None, dict[UUID, str]]:
    """Which of some things of one kind are published (None: nothing of the kind ever is), and their titles today."""
    rows = list(rows)
    model = model_of(rows[0].kind) if rows else None
    if model is None:
        return None, {}
    names = {field.name for field in model._meta.get_fields()}
    if "live" not in names:
        return None, {}
    title = "title" if "title" in names else "code"
    key = key_field(model)
    found = model._default_manager.filter(**{f"{key}__in": [row.key for row in rows]}).order_by("-pk")
    states = list(found.values_list(key, "live", title))
    return {key for key, live, _title in states if live}, {key: title for key, _live, title in states}
