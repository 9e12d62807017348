"""Questions of a day's work with texts: what waits for review, for a new look, for translation, for its author.

All of them show a person only what the markings let them see, and count nothing else.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Window,
)
from django.db.models.functions import Cast, RowNumber
from django.utils import timezone
from wagtail.models import Page, WorkflowState

from accounts.models import User
from accounts.viewer import Viewer
from content.queries.review import SENT_BACK, WAITS, Said, page_type, part_types, said_in
from content.visibility import visible_to

Row = TypeVar("Row")
MOST = 20
MOST_OF_A_LANGUAGE = 10


@dataclass(frozen=True)
class Listed(Generic[Row]):
    """The first rows of a list, and how many it has in all."""

    rows: tuple[Row, ...]
    total: int

    @property
    def has_more(self) -> bool:
        return self.total > len(self.rows)


@dataclass(frozen=True)
class Waiting:
    """A text that waits for review. `days`: since it was last submitted."""

    page: Page
    kind: str
    by: str
    since: datetime
    days: int


@dataclass(frozen=True)
class Draft:
    page: Page
    kind: str
    at: datetime | None


@dataclass(frozen=True)
class SentBack:
    """A text that was sent back, with what was said about each of its pages (a module and its lessons)."""

    page: Page
    kind: str
    at: datetime
    by: str
    text: str
    points: tuple[tuple[Page, Said], ...]


@dataclass(frozen=True)
class Untranslated:
    """A page that shows a text of another language, or (`stale`) whose source was published after it."""

    page: Page
    kind: str
    stale: bool


@dataclass(frozen=True)
class Language:
    """What waits for translation into one language."""

    code: str
    rows: tuple[Untranslated, ...]
    total: int


def kind_of(page: Page) -> str:
    """What kind of page it is, as a person calls it (no query once its type is known)."""
    return str(page.specific_class._meta.verbose_name)


def first_of(found: QuerySet[Any], most: int = MOST) -> tuple[list[Any], int]:
    """The first rows and the number of all (1 query; 2 if there are more than fit)."""
    rows = list(found[: most + 1])
    return rows[:most], len(rows) if len(rows) <= most else found.count()


def _pages_at(*statuses: str) -> QuerySet[Any]:
    """The numbers of the pages that have a workflow state of this kind."""
    states = WorkflowState.objects.filter(base_content_type=page_type(), status__in=statuses)
    return states.annotate(page_pk=Cast("object_id", BigIntegerField())).values("page_pk")


def waiting_for(viewer: Viewer) -> QuerySet[Any]:
    """What a person may decide on, each page with `since` and `asked_by`; parts wait with their whole."""
    state = WorkflowState.objects.filter(
        base_content_type=page_type(), status=WAITS, object_id=Cast(OuterRef("pk"), CharField())
    )
    return (
        visible_to(viewer, Page.objects.filter(pk__in=_pages_at(WAITS)))
        .exclude(content_type__in=part_types())
        .annotate(
            since=Subquery(state.values("current_task_state__started_at")[:1]),
            asked_by=Subquery(state.values("requested_by_id")[:1]),
        )
        .select_related("locale")
    )


def to_review(viewer: Viewer) -> Listed[Waiting]:
    """What a person may decide on, the longest waiting first (2 queries, 3 if long)."""
    pages, total = first_of(waiting_for(viewer).order_by("since", "pk"))
    people = User.objects.in_bulk([page.asked_by for page in pages if page.asked_by])
    now = timezone.now()
    rows = (
        Waiting(page, kind_of(page), str(people.get(page.asked_by, "")), page.since, (now - page.since).days)
        for page in pages
    )
    return Listed(tuple(rows), total)


def to_translate(viewer: Viewer) -> list[Language]:
    """What waits for translation, by language: how much, and the first of each (1 query).

    The source of a text is the first page made of it: translations and stand-ins come after.
    """
    newer = Page.objects.filter(
        translation_key=OuterRef("translation_key"),
        pk__lt=OuterRef("pk"),
        alias_of__isnull=True,
        live=True,
        last_published_at__gt=OuterRef("last_published_at"),
    )
    stands_in = Q(alias_of__isnull=False) & ~Q(alias_of__locale=F("locale"))
    found = (
        visible_to(viewer, Page.objects.live().filter(depth__gt=1))
        .annotate(stale=Exists(newer))
        .filter(stands_in | Q(alias_of__isnull=True, stale=True))
        .annotate(
            number=Window(RowNumber(), partition_by="locale_id", order_by=["path"]),
            total=Window(Count("pk"), partition_by="locale_id"),
        )
        .filter(number__lte=MOST_OF_A_LANGUAGE)
        .select_related("locale")
        .order_by("locale__language_code", "path")
    )
    languages: dict[str, list[Any]] = defaultdict(list)
    for page in found:
        languages[page.locale.language_code].append(page)
    return [
        Language(
            code, tuple(Untranslated(page, kind_of(page), page.alias_of_id is None) for page in pages), pages[0].total
        )
        for code, pages in languages.items()
    ]


def drafts_of(viewer: Viewer) -> Listed[Draft]:
    """What a person began or last wrote on, and neither submitted nor got back (1 query, 2 if long)."""
    found = (
        visible_to(viewer, Page.objects.filter(has_unpublished_changes=True, alias_of__isnull=True))
        .filter(Q(owner_id=viewer.user_id) | Q(latest_revision__user_id=viewer.user_id))
        .exclude(pk__in=_pages_at(WAITS, SENT_BACK))
        .select_related("locale")
        .order_by("-latest_revision_created_at", "pk")
    )
    pages, total = first_of(found)
    return Listed(tuple(Draft(page, kind_of(page), page.latest_revision_created_at) for page in pages), total)


def sent_back_to(viewer: Viewer) -> Listed[SentBack]:
    """What was sent back to the person who submitted it, the last first; parts stand with their whole (2 queries)."""
    states = {
        int(state.object_id): state
        for state in WorkflowState.objects.filter(
            base_content_type=page_type(), status=SENT_BACK, requested_by_id=viewer.user_id
        ).select_related("current_task_state__finished_by", "current_task_state__review_note")
    }
    pages = visible_to(viewer, Page.objects.filter(pk__in=states)).select_related("locale").order_by("path")
    rows = sorted(_sent_back(list(pages), states), key=lambda row: row.at, reverse=True)
    return Listed(tuple(rows[:MOST]), len(rows))


def _sent_back(pages: list[Page], states: dict[int, WorkflowState]) -> Iterator[SentBack]:
    together: dict[str, list[Page]] = defaultdict(list)
    parts = {content_type.pk for content_type in part_types()}
    for page in pages:
        together[page.path[: -page.steplen] if page.content_type_id in parts else page.path].append(page)
    for found in together.values():
        points = tuple((page, said_in(states[page.pk], page.specific_class)) for page in found)
        page, said = points[0]
        named = tuple((of, point) for of, point in points if point.fields)
        yield SentBack(page, kind_of(page), said.at, said.by, said.text, named)
