"""Having a text reviewed: submitting it, publishing it, sending it back. On Wagtail's own workflow states.

A whole and its parts are one act. Whoever acts on one of them, here or in Wagtail's editor, acts on all: the
receivers call `submit_together`, `decide_together` and `withdraw_together` for every state that changes.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Page, Revision, WorkflowState

from audit.services import record
from content.blocks import problems_in
from content.gate import released_by_its_author
from content.models import BasePage, ReviewNote
from content.queries.acts import Act, act_of, standing_in
from content.queries.review import (
    SENT_BACK,
    WAITS,
    changed_parts,
    fields_of,
    last_decision,
    parts_of,
    states_of,
    whole_of,
)


class ReviewRefused(ValueError):
    """An act that the state of the text does not allow; the text says why and what to do."""


class NotWaiting(ReviewRefused):
    """The text does not wait for review (any more): it was decided on, withdrawn, or never submitted."""


@transaction.atomic
def submit_for_review(*, page: BasePage, user: Any) -> None:
    """Ask for a review of a page's latest draft, of its whole and of the whole's changed parts, as one act.

    Raises ReviewRefused: it waits already, there is nothing new, it is a stand-in, or something is missing.
    """
    page = Page.objects.select_for_update().get(pk=page.pk).specific
    whole = whole_of(page)
    if page.alias_of_id is not None:
        raise ReviewRefused(_("“%s” only stands in for a text of another language. Translate it first.") % page.title)
    if states_of([page]).filter(status=WAITS).exists():
        raise ReviewRefused(_("“%s” waits for review already.") % page.title)
    if page.live and not page.has_unpublished_changes and not changed_parts(whole).exists():
        raise ReviewRefused(_("Nothing in “%s” has changed since it was published.") % page.title)
    refuse_what_is_missing(pages=[page])
    _begin(page, user)


@transaction.atomic
def approve(
    *,
    page: BasePage,
    user: Any,
    comment: str = "",
    seen: Iterable[int] | None = None,
    because: str = "",
    at: datetime | None = None,
) -> Act:
    """Publish a page and everything that waits with it, or nothing of it. Returns what was published.

    `seen`: the drafts (numbers of revisions) the decision is about. `because`: why an administrator releases what
    they wrote themself. `at`: the hour (aware) at which it goes live; None for now. Raises NotWaiting; ReviewRefused
    if a draft was changed since, lacks what it cannot be published without, if the gate holds the person back or the
    hour is past; PermissionDenied.
    """
    act = _open_act(page, seen)
    refuse_what_is_missing(pages=[reviewed.page for reviewed in act.pages])
    standing = standing_in(act, user)
    if not standing.may_release(because):
        raise ReviewRefused(" ".join(obstacle.text for obstacle in standing.obstacles))
    if at is not None and at <= timezone.now():
        raise ReviewRefused(_("This hour is past. Choose a later one, or none to publish now."))
    _go_live(act, at)
    with released_by_its_author(because):
        act.pages[0].state.current_task_state.specific.approve(user=user, comment=comment)
    if standing.obstacles:
        _write_down(act, "review.released_by_author", user, because=because)
    return act


def _go_live(act: Act, at: datetime | None) -> None:
    """Set the hour in the drafts: what an editor left there does not count."""
    numbers = [reviewed.page.latest_revision_id for reviewed in act.pages]
    for revision in Revision.objects.filter(pk__in=numbers):
        revision.content["go_live_at"] = at.isoformat() if at else None
        revision.save(update_fields=["content"])


def _write_down(act: Act, what: str, user: Any, **detail: Any) -> None:
    whole = act.whole
    record(act=what, actor=user, kind=whole._meta.label_lower, uuid=whole.uuid, title=whole.draft_title, detail=detail)


@transaction.atomic
def send_back(
    *,
    page: BasePage,
    user: Any,
    comment: str,
    fields: Mapping[int, Iterable[str]] | None = None,
    seen: Iterable[int] | None = None,
) -> Act:
    """Ask the author for changes, and name the fields: by number of the page, their names.

    Fields that a page does not have are left out. Raises NotWaiting, or ReviewRefused as `approve` does.
    """
    act = _open_act(page, seen)
    for reviewed in act.pages:
        asked = set((fields or {}).get(reviewed.page.pk, ()))
        named = [name for name, _called in reviewed.fields if name in asked]
        if named:
            ReviewNote.objects.create(task_state=reviewed.state.current_task_state, fields=named)
    act.pages[0].state.current_task_state.specific.reject(user=user, comment=comment)
    return act


@transaction.atomic
def submit_together(*, page: BasePage, user: Any) -> None:
    """What follows when a page was submitted: of a part its whole, of a whole its changed parts."""
    whole = whole_of(page)
    others = [whole] if page.handling_follows_parent else list(changed_parts(whole))
    waiting = set(states_of(others).filter(status=WAITS).values_list("object_id", flat=True))
    for other in others:
        if str(other.pk) not in waiting:
            _begin(other.specific, user)


@transaction.atomic
def decide_together(*, page: BasePage, state: WorkflowState, user: Any) -> None:
    """What follows when a page was published by a review or sent back: the same for all that waits with it."""
    task = state.current_task_state
    for other in _others(page, WAITS):
        decided = other.current_task_state.specific
        if state.status == SENT_BACK:
            decided.reject(user=user, comment=task.comment)
        else:
            decided.approve(user=user, comment=task.comment)


@transaction.atomic
def withdraw_together(*, page: BasePage, state: WorkflowState, user: Any) -> None:
    """What follows when a review was ended without a decision.

    Publishing a page past its review by somebody who may is a decision: what waits with it is published too.
    Else all of it is withdrawn.
    """
    task = state.current_task_state
    published = bool(user and task and page.live and page.last_published_at > task.started_at)
    for other in _others(page, *([WAITS] if published else [WAITS, SENT_BACK])):
        if published:
            other.current_task_state.specific.approve(user=user)
        else:
            other.cancel(user=user)


def refuse_what_is_missing(*, pages: Iterable[Any]) -> None:
    """Raise ReviewRefused, naming page and field, if the latest draft of a page could not be published."""
    missing = [problem for page in pages for problem in _problems(page.specific)]
    if missing:
        raise ReviewRefused(" ".join(missing))


def _problems(page: BasePage) -> Iterator[str]:
    draft = page.get_latest_revision_as_object()
    called = dict(fields_of(type(page)))
    for name, messages in _found_in(draft):
        yield _("“%(title)s”, field “%(field)s”: %(problem)s") % {
            "title": draft.title,
            "field": called.get(name) or capfirst(name.replace("_", " ").strip()),
            "problem": " ".join(messages),
        }


def _found_in(draft: BasePage) -> Iterator[tuple[str, list[str]]]:
    """(field, what is wrong), first by the rules of the page, then by those of its blocks."""
    try:
        draft.full_clean()
    except ValidationError as error:
        yield from error.message_dict.items()
    for field in draft._meta.get_fields():
        if isinstance(field, StreamField) and (problems := problems_in(field.stream_block, getattr(draft, field.name))):
            yield field.name, problems


def _begin(page: BasePage, user: Any) -> None:
    """Start the review of a page, or go on with one that was sent back."""
    if page.latest_revision_id is None:
        page.save_revision(user=user)
    state = states_of([page]).filter(status=SENT_BACK).first()
    if state is not None:
        state.resume(user=user)
        return
    workflow = page.get_workflow()
    if workflow is None:
        raise ReviewRefused(_("No review is set up here. Ask the administrator."))
    try:
        workflow.start(page, user)
    except ValidationError as error:  # somebody submitted it a moment ago
        raise ReviewRefused(_("“%s” waits for review already.") % page.title) from error


def _open_act(page: BasePage, seen: Iterable[int] | None) -> Act:
    """What is to be decided, as it stands now, and nobody else decides it while this transaction runs."""
    whole = whole_of(Page.objects.get(pk=page.pk).specific)
    list(states_of([whole, *parts_of(whole)]).select_for_update(of=("self",)).filter(status=WAITS))
    act = act_of(whole)
    if act is None:
        raise NotWaiting(how_it_ended(page=whole))
    if seen is not None and frozenset(seen) != act.revisions:
        raise ReviewRefused(_("The text was changed since you opened this page. Look at it again, then decide."))
    return act


def how_it_ended(*, page: BasePage) -> str:
    """In one sentence, why a page does not wait for review."""
    last = last_decision(page)
    if last is None:
        return _("“%s” does not wait for review.") % page.title
    if last.status == last.STATUS_APPROVED and (planned := page.scheduled_revision):
        return _("“%(title)s” was approved by %(by)s already. It goes live on %(at)s.") % {
            "title": page.title,
            "by": last.finished_by or _("the system"),
            "at": date_format(timezone.localtime(planned.approved_go_live_at), "DATETIME_FORMAT"),
        }
    sentences = {
        last.STATUS_APPROVED: _("“%(title)s” was published by %(by)s already."),
        last.STATUS_REJECTED: _("“%(title)s” was sent back by %(by)s already."),
    }
    withdrawn = _("The review of “%(title)s” was ended by %(by)s: it was withdrawn or published.")
    return sentences.get(last.status, withdrawn) % {"title": page.title, "by": last.finished_by or _("the system")}


def _others(page: BasePage, *statuses: str) -> list[WorkflowState]:
    """The states that move when this page's did: of a part that of its whole, of a whole those of its parts."""
    others = [whole_of(page)] if page.handling_follows_parent else parts_of(page)
    return list(states_of(others).filter(status__in=statuses))
