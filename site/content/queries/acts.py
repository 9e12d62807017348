"""What is decided by one click: the pages in it, what changed in them and was said, and how a person stands to it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from wagtail.models import Comment, Page, Revision, WorkflowState

from content.differences import Piece, is_same_text, pieces, plain, shortened
from content.gate import Obstacle, Why, languages_of, may_release_own, obstacles, who_could, writers_of
from content.models import BasePage
from content.queries.review import WAITS, Said, fields_of, findings_in, parts_of, states_of, whole_of
from content.wagtail_guard import viewer_of
from core.screening import named
from reference.models import Organisation

EMPTY: tuple[Any, ...] = (None, "", "[]", [])


@dataclass(frozen=True)
class Change:
    """A field of a draft that differs from what is published. No pieces: its words do not tell (a picture, a date)."""

    called: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Reviewed:
    """One page of an act as it is to be decided: its latest draft, not what is published.

    `check_status` is None for a kind of page that has none. `fields`: (name, what it is called) of everything an
    author fills in; `left_empty`: the names of those without a value; `changes`: those that differ from what is
    published; `comments`: what people said in the editor and did not resolve; `findings`: (what a field is called,
    what in it may identify somebody).
    """

    page: Page
    state: WorkflowState
    title: str
    kind: str
    check_status: str | None
    checked_by: str
    checked_role: str
    checked_on: date | None
    go_live_at: datetime | None
    fields: tuple[tuple[str, str], ...]
    left_empty: tuple[str, ...]
    changes: tuple[Change, ...]
    comments: tuple[Said, ...]
    findings: tuple[tuple[str, str], ...]

    @property
    def is_new(self) -> bool:
        return self.page.live_revision_id is None

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """The fields as a form offers them: ("number of the page:name", what it is called)."""
        return tuple((f"{self.page.pk}:{name}", called) for name, called in self.fields)


@dataclass(frozen=True)
class Act:
    """What is decided by one click: a whole and its parts that wait for review. Never without pages."""

    whole: BasePage
    pages: tuple[Reviewed, ...]

    @property
    def revisions(self) -> frozenset[int]:
        """The drafts that are decided on. Others by now: somebody changed one meanwhile."""
        return frozenset(reviewed.page.latest_revision_id for reviewed in self.pages)

    @property
    def since(self) -> datetime:
        return min(reviewed.state.current_task_state.started_at for reviewed in self.pages)

    @property
    def planned(self) -> datetime | None:
        """The hour at which it is to go live, as an editor left it in the draft, unless that is past."""
        at = self.pages[0].go_live_at
        return at if at and at > timezone.now() else None

    @property
    def submitted_by(self) -> Any:
        return self.pages[0].state.requested_by


@dataclass(frozen=True)
class Standing:
    """How a person stands to a decision. `others`: some who could release it, if this person may not.

    `own_allowed`: nothing but their own authorship stands against it, and they may set that aside with a reason.
    """

    obstacles: tuple[Obstacle, ...]
    others: tuple[str, ...]
    own_allowed: bool

    def may_release(self, because: str = "") -> bool:
        return not self.obstacles or (self.own_allowed and bool(because.strip()))


def standing_in(act: Act, user: Any) -> Standing:
    """Whether a person may release what is decided together (4 queries; `who_could`'s more if not)."""
    pages = [reviewed.page for reviewed in act.pages]
    viewer, writers = viewer_of(user), writers_of(pages)
    found = obstacles(viewer, pages, writers, languages=languages_of(viewer))
    only_own = all(obstacle.why is Why.OWN for obstacle in found)
    return Standing(
        obstacles=found,
        others=who_could(pages, writers) if found else (),
        own_allowed=bool(found) and only_own and may_release_own(user),
    )


def act_of(page: BasePage) -> Act | None:
    """What waits for review together with a page, or None if nothing does (11 queries at most)."""
    whole = whole_of(page)
    pages = {str(found.pk): found for found in (whole, *parts_of(whole))}
    states = {state.object_id: state for state in states_of(pages.values()).filter(status=WAITS)}
    decided = [found for key, found in pages.items() if key in states]
    numbers = [number for found in decided for number in (found.latest_revision_id, found.live_revision_id)]
    texts = dict(Revision.objects.filter(pk__in=numbers).values_list("pk", "content"))
    said = comments_on(decided) if decided else {}
    checkers = _named({text.get("checked_by") for text in texts.values()} - {None})
    waiting = tuple(
        _reviewed(
            found,
            states[str(found.pk)],
            texts.get(found.latest_revision_id) or {},
            texts.get(found.live_revision_id),
            comments=tuple(said.get(found.pk, ())),
            checkers=checkers,
        )
        for found in decided
    )
    return Act(whole, waiting) if waiting else None


def _reviewed(
    page: Page,
    state: WorkflowState,
    draft: dict[str, Any],
    published: dict[str, Any] | None,
    *,
    comments: tuple[Said, ...],
    checkers: dict[int, str],
) -> Reviewed:
    model: Any = page.specific_class
    fields, found = tuple(fields_of(model)), findings_in(model, draft)
    return Reviewed(
        page=page,
        state=state,
        title=draft.get("title") or page.draft_title,
        kind=str(model._meta.verbose_name),
        check_status=draft.get("check_status"),
        checked_by=checkers.get(draft.get("checked_by") or 0, ""),
        checked_role=draft.get("checked_role") or "",
        checked_on=parse_date(draft.get("checked_on") or ""),
        go_live_at=parse_datetime(draft.get("go_live_at") or ""),
        fields=fields,
        left_empty=tuple(called for name, called in fields if draft.get(name) in EMPTY),
        changes=tuple(_changes(model, fields, published, draft)) if published else (),
        comments=comments,
        findings=tuple((called, named(found[name])) for name, called in fields if name in found),
    )


def _named(organisations: Iterable[int]) -> dict[int, str]:
    """The names of organisations (2 queries, none if there are none)."""
    numbers = set(organisations)
    if not numbers:
        return {}
    found = Organisation.objects.filter(pk__in=numbers).prefetch_related("names")
    return {organisation.pk: str(organisation) for organisation in found}


def _changes(
    model: type[Page], fields: Iterable[tuple[str, str]], published: dict[str, Any], draft: dict[str, Any]
) -> Iterator[Change]:
    for name, called in fields:
        before, after = published.get(name), draft.get(name)
        if before == after or (before in EMPTY and after in EMPTY):
            continue
        if is_same_text(before, after):
            continue
        field = model._meta.get_field(name)
        is_relation = field.is_relation  # its revisions keep numbers, which say nothing to a reader
        texts = ("", "") if is_relation else (_words(field, before), _words(field, after))
        yield Change(called, shortened(pieces(*texts)))


def _words(field: Any, value: Any) -> str:
    called = dict(field.flatchoices).get(value) if isinstance(value, str) and field.flatchoices else None
    return str(called) if called is not None else plain(value)


def comments_on(pages: Iterable[Page]) -> dict[int, list[Said]]:
    """By number of the page: what people said in its editor and nobody resolved, replies after it (2 queries)."""
    found: dict[int, list[Said]] = defaultdict(list)
    by_number = {page.pk: page for page in pages}
    open_ones = Comment.objects.filter(page_id__in=by_number, resolved_at__isnull=True).select_related("user")
    for comment in open_ones.prefetch_related("replies__user").order_by("created_at", "pk"):
        called = dict(fields_of(by_number[comment.page_id].specific_class))
        name = comment.contentpath.split(".")[0]
        field = ((name, called.get(name) or name),)
        for said in (comment, *comment.replies.all()):
            found[comment.page_id].append(Said(by=str(said.user), at=said.created_at, text=said.text, fields=field))
    return found
