"""What visits put into the frames below them."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language

from core.slots import fills
from visits.records import presentation
from visits.records.queries import record as queries
from visits.records.queries.becoming import seen_on
from visits.records.queries.notes import visits_as_guest
from visits.records.queries.page import pages_for
from visits.records.queries.words import dates_text


@fills("desk.main", queries=3, order=5)
def my_visits(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """An organiser's visits, what is missing in each, the next step."""
    may_record = queries.may_record(viewer)
    if not may_record and not viewer.teams:
        return None
    rows = [
        {
            "visit": visit,
            "dates": dates_text(visit),
            "line": presentation.record_stations(queries.state_of(visit), visit),
            "gaps": presentation.gap_texts(queries.state_of(visit)),
        }
        for visit in queries.visits_of(viewer)[:20]
    ]
    return render_to_string("records/desk.html", {"rows": rows, "may_record": may_record}, request=request)


@fills("desk.main", queries=1, order=3)
def as_guest(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """The visits whose guest one is."""
    visits = visits_as_guest(viewer)
    return render_to_string("records/guest_desk.html", {"visits": visits}, request=request) if visits else None


@fills("home.main", queries=3, order=60)
def visits_on_the_home_page(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    rows = presentation.board_rows(pages_for(viewer, language=get_language() or "en")[:3])
    return render_to_string("records/visits_here.html", {"rows": rows}, request=request) if rows else None


@fills("module.aside", queries=3, order=20)
def where_the_practice_was_seen(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """`subject`: a ModuleView."""
    visits = seen_on(subject.key, viewer, language=get_language() or "en")
    return render_to_string("records/seen_on.html", {"visits": visits}, request=request) if visits else None
