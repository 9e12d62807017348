"""Questions about a review: what is decided together, what is in it, what was said about it.

A whole (a module) and its parts (its lessons) are one act: each has a workflow state of Wagtail's own, which
locks it and keeps its history, and all of them move together (`content.services.review`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.text import capfirst
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.models.panels import PanelPlaceholder
from wagtail_localize.models import Translation

from accounts.viewer import Viewer
from content.choices import DECIDING_ROLES
from content.models import BasePage
from content.visibility import may_see
from core.identifiers import Identifier, uncleared
from core.screening import found_in

WAITS, SENT_BACK = WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES
NOT_TEXT = frozenset({"check_status", "checked_by", "checked_role", "checked_on"})


def page_type() -> ContentType:
    """The type under which Wagtail keeps the workflow states of every page (no query once it is known)."""
    return ContentType.objects.get_for_model(Page)


def part_types() -> list[ContentType]:
    """The types of pages that are parts of a whole (no query once they are known)."""
    models = [model for model in apps.get_models() if getattr(model, "handling_follows_parent", False)]
    return list(ContentType.objects.get_for_models(*models).values())


def states_of(pages: Iterable[Any]) -> QuerySet[WorkflowState]:
    """The workflow states of some pages, of all times, with who asked for them."""
    numbers = [str(page.pk) for page in pages]
    return WorkflowState.objects.filter(base_content_type=page_type(), object_id__in=numbers).select_related(
        "current_task_state", "requested_by"
    )


def with_waiting(pages: QuerySet[Any]) -> QuerySet[Any]:
    """The pages, each with `waits`: whether it waits for review (no query of its own)."""
    number = Cast(OuterRef("pk"), CharField())
    states = WorkflowState.objects.filter(base_content_type=page_type(), status=WAITS, object_id=number)
    return pages.annotate(waits=Exists(states))


def may_decide(viewer: Viewer, page: BasePage) -> bool:
    """Whether a person may publish a text or send it back: in that role, and only what they may see."""
    return viewer.has_role(*DECIDING_ROLES) and may_see(viewer, page)


def whole_of(page: BasePage) -> BasePage:
    """The page that is decided with this one: itself, or of a part its whole (2 queries at most)."""
    return page.get_parent().specific if page.handling_follows_parent else page


def parts_of(whole: Any) -> QuerySet[Page]:
    """The originals among the parts of a whole, in order."""
    return Page.objects.child_of(whole).filter(content_type__in=part_types(), alias_of__isnull=True).order_by("path")


def changed_parts(whole: BasePage) -> QuerySet[Page]:
    """The parts whose text has changed since it was published, or that never were.

    One that was taken off the site stays off it, unless it was written on since.
    """
    written_on = Q(latest_revision_created_at__gt=F("last_published_at"))
    return parts_of(whole).filter(
        Q(live=True, has_unpublished_changes=True) | Q(live=False, first_published_at__isnull=True) | written_on
    )


def findings_in(model: type[BasePage], values: Mapping[str, Any]) -> dict[str, list[Identifier]]:
    """What the words of a page may identify, by field; `values` by field, of a revision or of the page. No query."""
    harmless = values.get(model.harmless_field) or ""
    asked = [name for name, _called in fields_of(model) if name != model.harmless_field and values.get(name)]
    found = {name: uncleared(found_in(values[name]), harmless) for name in asked}
    return {name: findings for name, findings in found.items() if findings}


def findings_on(page: BasePage) -> dict[str, list[Identifier]]:
    """The same of a page as it stands in memory. No query."""
    own = {field.name for field in page._meta.concrete_fields if not field.is_relation}
    return findings_in(type(page), {name: getattr(page, name) for name in own})


def fields_of(model: type[Page]) -> Iterator[tuple[str, str]]:
    """(name, what it is called) of the fields an author fills in, in the order of the editor."""
    for name in _names_in(model.content_panels):
        if name not in NOT_TEXT:
            yield name, capfirst(str(model._meta.get_field(name).verbose_name))


def _names_in(panels: Iterable[Any]) -> Iterator[str]:
    for listed in panels:
        panel = listed.construct() if isinstance(listed, PanelPlaceholder) else listed
        if isinstance(panel, str):
            yield panel
        elif hasattr(panel, "children"):
            yield from _names_in(panel.children)
        elif getattr(panel, "field_name", None):
            yield panel.field_name


def last_decision(page: BasePage) -> Any:
    """The last task of a page's reviews that somebody ended, or None (1 query)."""
    return (
        TaskState.objects.for_instance(page)
        .filter(finished_at__isnull=False)
        .select_related("finished_by", "review_note")
        .order_by("-finished_at")
        .first()
    )


@dataclass(frozen=True)
class Said:
    """What a reviewer said when sending a page back. `fields`: (name, what it is called)."""

    by: str
    at: datetime
    text: str
    fields: tuple[tuple[str, str], ...]

    @property
    def named(self) -> str:
        return ", ".join(called for _name, called in self.fields)


def said_in(state: WorkflowState, model: type[Page]) -> Said:
    """What was said in a state of `SENT_BACK` (no query, if the task came with its note and person)."""
    task = state.current_task_state
    note = getattr(task, "review_note", None)
    named = set(note.fields) if note else set()
    return Said(
        by=str(task.finished_by or ""),
        at=task.finished_at,
        text=task.comment,
        fields=tuple((name, called) for name, called in fields_of(model) if name in named),
    )


def said_about(page: BasePage) -> Said | None:
    """What a reviewer asks of a page that was sent back and not submitted again (1 query)."""
    state = (
        states_of([page])
        .filter(status=SENT_BACK)
        .select_related("current_task_state__finished_by", "current_task_state__review_note")
        .first()
    )
    return said_in(state, type(page)) if state else None


def translation_in_work(text: Any) -> Translation | None:
    """The translation a text is made of in wagtail-localize, if it is (1 query)."""
    return Translation.objects.filter(
        source__object_id=text.translation_key, target_locale_id=text.locale_id, enabled=True
    ).first()
