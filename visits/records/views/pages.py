"""The pages of visits, as everyone reads them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from accounts.queries import viewer_in
from content.queries import page_context, surroundings
from content.rendering import linked, rendered
from content.serving import serves
from media.files.queries import files_seen
from visits.records import presentation
from visits.records.choices import Direction, Side
from visits.records.models import VisitIndexPage, VisitPage
from visits.records.queries.becoming import modules_seen
from visits.records.queries.page import pages_for, visit_view
from visits.records.queries.words import dates_text


@serves(VisitIndexPage)
def visit_index(request: HttpRequest, page: VisitIndexPage) -> HttpResponse:
    """The visits a person may see, latest first."""
    found = pages_for(viewer_in(request), language=surroundings(page).tree)
    context = page_context(request, page) | {"rows": presentation.board_rows(found)}
    return render(request, "records/visit_index_page.html", context)


@serves(VisitPage)
def visit_page(request: HttpRequest, page: VisitPage) -> HttpResponse:
    """Who learned what from whom, where, and on which sentence each statement rests."""
    context = page_context(request, page)
    language = context["text_language"]
    view = visit_view(page.visit_id, language=language)
    name = (
        "" if getattr(request, "is_preview", False) else f"visit:{page.pk}:{page.live_revision_id or page.alias_of_id}"
    )
    text = rendered(
        name, language=language, body=page.body, extra=(page.lead,), seen=files_seen(viewer_in(request), page.body)
    )
    own_sources = {source.code for source in view.sources}
    context |= {
        "view": view,
        "visit": view.visit,
        "cites": {field: places for (subject, field), places in view.cited.items() if subject == view.visit.uuid},
        "dates": dates_text(view.visit),
        "line": presentation.visit_stations(view),
        "host_country": presentation.countries_of(view, Side.HOST),
        "visiting_country": presentation.countries_of(view, Side.VISITING),
        "from_hosts": view.shown_by(Direction.HOST_TO_VISITOR),
        "from_visitors": view.shown_by(Direction.VISITOR_TO_HOST),
        "together": view.shown_by(Direction.BOTH),
        "became": modules_seen(view.module_keys, viewer_in(request), language=get_language() or "en"),
        "card": linked({"aims": page.aims, "lead": page.lead}, name=name and f"{name}:card", language=language),
        "text": text,
        "other_sources": [source for source in text.sources if source.code not in own_sources],
        "maps": presentation.maps_of(view, name=f"{view.visit.uuid}", language=language),
        "days_known": any(item.day for item in view.items),
    }
    return render(request, "records/visit_page.html", context)
