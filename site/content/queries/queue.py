"""The whole queue of a reviewer: filtered, paged, with who holds what back; and what goes live later."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as Leaf
from django.core.paginator import Paginator
from django.utils import timezone
from wagtail.models import Page, Revision, WorkflowState

from accounts.models import User
from accounts.viewer import Viewer
from content.gate import Obstacle, languages_of, obstacles, writers_of
from content.handling import Handling
from content.queries.desk import kind_of, waiting_for
from content.queries.review import WAITS, page_type, part_types
from content.visibility import visible_to

ON_A_LEAF = 25


@dataclass(frozen=True)
class Sought:
    """What a person looks for in the queue. Empty: everything. `days`: waits at least that long."""

    kind: str = ""
    language: str = ""
    days: int = 0
    by: int | None = None


@dataclass(frozen=True)
class InQueue:
    """A text in the queue. `obstacles`: why this person may not publish it."""

    page: Page
    kind: str
    by: str
    since: datetime
    days: int
    label: str
    owner: str
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True)
class Planned:
    page: Page
    kind: str
    at: datetime


@dataclass(frozen=True)
class Asked:
    """What the filters offer: the kinds of texts and the people that are in the queue, each with what it is called."""

    kinds: tuple[tuple[str, str], ...]
    people: tuple[tuple[int, str], ...]


def asked_in(viewer: Viewer) -> Asked:
    """What a person's queue can be filtered by (2 queries)."""
    found = list(waiting_for(viewer).order_by().values_list("content_type_id", "asked_by").distinct())
    kinds = [ContentType.objects.get_for_id(number) for number in {number for number, _by in found}]
    called = {kind.model: kind.name for kind in kinds}
    people = User.objects.filter(pk__in={by for _number, by in found if by})
    return Asked(
        kinds=tuple(sorted(called.items(), key=lambda pair: pair[1])),
        people=tuple(sorted(((person.pk, str(person)) for person in people), key=lambda pair: pair[1])),
    )


def queue(viewer: Viewer, sought: Sought, *, number: Any = 1) -> Leaf[Any]:
    """A leaf of what waits for a person's decision, the longest waiting first (9 queries)."""
    found = waiting_for(viewer).order_by("since", "pk")
    if sought.kind:
        found = found.filter(content_type__model=sought.kind)
    if sought.language:
        found = found.filter(locale__language_code=sought.language)
    if sought.days:
        found = found.filter(since__lte=timezone.now() - timedelta(days=sought.days))
    if sought.by:
        found = found.filter(asked_by=sought.by)
    leaf = Paginator(found, ON_A_LEAF).get_page(number)
    leaf.object_list = _rows(viewer, list(leaf.object_list))
    return leaf


def _rows(viewer: Viewer, pages: list[Any]) -> list[InQueue]:
    people = User.objects.in_bulk([page.asked_by for page in pages if page.asked_by])
    handlings = (
        Handling.objects.select_related("owner")
        .prefetch_related("owner__names")
        .in_bulk([page.translation_key for page in pages], field_name="key")
    )
    parts = _waiting_parts(pages)
    together = {page.pk: [page, *parts[page.path]] for page in pages}
    for page in pages:
        page.__dict__["_handling"] = handlings.get(page.translation_key)
    writers = writers_of([text for texts in together.values() for text in texts])
    languages, now = languages_of(viewer), timezone.now()
    return [
        InQueue(
            page=page,
            kind=kind_of(page),
            by=str(people.get(page.asked_by, "")),
            since=page.since,
            days=(now - page.since).days,
            label=getattr(handlings.get(page.translation_key), "label", ""),
            owner=str(getattr(handlings.get(page.translation_key), "owner", None) or ""),
            obstacles=obstacles(viewer, together[page.pk], writers, languages=languages),
        )
        for page in pages
    ]


def _waiting_parts(wholes: list[Any]) -> dict[str, list[Page]]:
    """By the path of the whole, the parts that wait with it (2 queries)."""
    found: dict[str, list[Page]] = defaultdict(list)
    if not wholes:
        return found
    states = WorkflowState.objects.filter(base_content_type=page_type(), status=WAITS)
    waiting = {int(number) for number in states.values_list("object_id", flat=True)}
    paths = {whole.path for whole in wholes}
    for part in Page.objects.filter(pk__in=waiting, content_type__in=part_types()):
        above = part.path[: -part.steplen]
        if above in paths:
            found[above].append(part)
    return found


def planned_for(viewer: Viewer) -> tuple[Planned, ...]:
    """What was approved for a later hour, the next first (2 queries)."""
    revisions = Revision.objects.filter(base_content_type=page_type(), approved_go_live_at__isnull=False)
    hours = {int(number): at for number, at in revisions.values_list("object_id", "approved_go_live_at")}
    pages = visible_to(viewer, Page.objects.filter(pk__in=hours)).select_related("locale")
    found = (Planned(page, kind_of(page), hours[page.pk]) for page in pages)
    return tuple(sorted(found, key=lambda planned: planned.at))
