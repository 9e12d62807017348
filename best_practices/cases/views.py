"""Cases on the site."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from accounts.queries import viewer_in
from best_practices.cases import presentation, queries
from best_practices.cases.choices import RecordKind
from best_practices.cases.models import CaseIndexPage, CaseStudyPage
from content.queries import page_context, surroundings
from content.rendering import linked
from content.serving import serves
from core.stations import Line


@serves(CaseIndexPage)
def case_index(request: HttpRequest, page: CaseIndexPage) -> HttpResponse:
    """The cases a person may see, by topic and kind of record."""
    topic, kind = request.GET.get("topic", "")[:12], request.GET.get("kind", "")[:12]
    every = queries.cases_for(viewer_in(request), language=surroundings(page).tree)
    of_kind = [case for case in every if not kind or case.record_kind == kind]
    found = queries.on_topics(of_kind, [topic]) if topic else of_kind
    used = {case.record_kind for case in every}
    context = page_context(request, page) | {
        "rows": presentation.list_rows(found),
        "topics": queries.topics_used(every),
        "kinds": [(code, presentation.label(RecordKind, code)) for code in RecordKind.values if code in used],
        "topic": topic,
        "kind": kind,
    }
    return render(request, "cases/case_index_page.html", context)


@serves(CaseStudyPage)
def case_study(request: HttpRequest, page: CaseStudyPage) -> HttpResponse:
    """A case: facts, route, lists, what it teaches."""
    context = page_context(request, page)
    text = linked(presentation.texts_to_link(page), name=_state_name(page, request), language=context["text_language"])
    names = queries.names_for(page, language=get_language() or "en", kept=not getattr(request, "is_preview", False))
    context |= {
        "names": names,
        "facts": presentation.facts(page, names),
        "line": Line(presentation.stations(page)),
        "groups": presentation.groups(page, text["texts"]),
        "text": text,
    }
    return render(request, "cases/case_study_page.html", context)


def _state_name(page: Any, request: HttpRequest) -> str:
    """What identifies this state of a page's text; nothing for a preview, whose text is never kept."""
    if getattr(request, "is_preview", False):
        return ""
    return f"case:{page.pk}:{page.live_revision_id or page.alias_of_id}:{page.last_published_at}"
