"""What content puts onto desks: what waits for review, for a new look, for translation, and what came back."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from accounts.choices import EDITING_ROLES, GROUNDS, Role
from accounts.viewer import Viewer
from content.choices import DECIDING_ROLES, TRANSLATING_ROLES
from content.queries import Addresses, drafts_of, notes_for, overdue_reviews, sent_back_to, to_review, to_translate
from content.queries.openings import KEEPERS, broken_of, open_to
from content.queries.parts import stricter_parts
from core.context import AUTONYMS
from core.slots import fills

OPENED_TO = frozenset().union(*GROUNDS.values())


def section(name: str, request: HttpRequest, viewer: Viewer, **context: Any) -> str:
    """A section of a desk. `edits`: whether the person works in Wagtail's admin, where links would lead."""
    shown = {"autonyms": AUTONYMS, "edits": viewer.has_role(*EDITING_ROLES), **context}
    return render_to_string(f"content/desk/{name}.html", shown, request=request)


@fills("desk.main", queries=3, order=4)
def sent_back(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """Only if there is something: it is the first thing to do."""
    if not viewer.has_role(*EDITING_ROLES, Role.ORGANISER):
        return None
    found = sent_back_to(viewer)
    return section("sent_back", request, viewer, found=found) if found.rows else None


@fills("desk.main", queries=2, order=4)
def notes(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """Only if there are some: what others noted beside one's texts."""
    if not viewer.has_role(*EDITING_ROLES, Role.ORGANISER):
        return None
    found = notes_for(viewer)
    return section("notes", request, viewer, found=found) if found.rows else None


@fills("desk.main", queries=4, order=5)
def review_queue(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    if not viewer.has_role(*DECIDING_ROLES):
        return None
    return section("to_review", request, viewer, found=to_review(viewer))


@fills("desk.main", queries=3, order=6)
def new_looks(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    if not viewer.has_role(*DECIDING_ROLES):
        return None
    found = overdue_reviews(viewer, language=get_language() or "en")
    addresses = Addresses()
    rows = [(row, addresses.of(row.page)) for row in found.rows]
    return section("overdue", request, viewer, found=found, rows=rows)


@fills("desk.main", queries=2, order=7)
def drafts(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    if not viewer.has_role(*EDITING_ROLES):
        return None
    return section("drafts", request, viewer, found=drafts_of(viewer))


@fills("desk.side", queries=2, order=20)
def translations(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    if not viewer.has_role(*DECIDING_ROLES, Role.TRANSLATOR):
        return None
    translates = viewer.has_role(*TRANSLATING_ROLES)
    return section("translations", request, viewer, languages=to_translate(viewer), translates=translates)


@fills("desk.main", queries=2, order=3)
def openings(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """What is open, or assigned, to the person beyond its label; only if there is something."""
    if not viewer.has_openings or viewer.roles.isdisjoint(OPENED_TO):
        return None
    found = open_to(viewer)
    return section("open_to_me", request, viewer, found=found) if found else None


@fills("desk.side", queries=2, order=10)
def broken_glass(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """The glass that was broken of what the person keeps; only if there is something."""
    if not viewer.has_role(*KEEPERS):
        return None
    found = broken_of(viewer)
    return section("broken", request, viewer, found=found) if found else None


@fills("desk.side", queries=0, order=90)
def who_sees_what(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    asks = viewer.has_role(Role.STAFF, Role.ADMINISTRATOR)
    return section("sharing", request, viewer, asks=asks) if asks else None


@fills("review.sharing", queries=14)
def sharing_of_reviewed(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """On the page of a decision: what the text shows that is stricter than itself, and the way to who sees it."""
    edit, mark = (reverse(name, args=[subject.pk]) for name in ("wagtailadmin_pages:edit", "content_handling"))
    shown = {"stricter": stricter_parts(subject), "edit": edit, "mark": mark, "key": subject.handling_key}
    return render_to_string("content/sharing/reviewed.html", shown, request=request)
