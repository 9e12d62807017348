"""The search: one page, one question."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.queries import viewer_in
from core.search_kinds import search_kinds
from search.folding import terms
from search.forms import SearchForm
from search.presentation import facets, in_other_languages, neighbours, rows, without_narrowing
from search.queries import Asked, find, topic_names


def search(request: HttpRequest) -> HttpResponse:
    """`?q=&kind=&topic=&page=`. Whatever stands there, the answer is a page that says what was made of it."""
    viewer, language = viewer_in(request), get_language() or "en"
    kinds, topics = {kind.name: kind.title for kind in search_kinds()}, topic_names(language)
    form = SearchForm(request.GET, kinds=kinds, topics=topics)
    asked = Asked(form.query, terms(form.query), form.kind, form.topic)
    found = find(asked, viewer=viewer, language=language, page=form.page)
    context = {
        "form": form,
        "asked": asked,
        "notes": form.notes(found.page),
        "found": found,
        "rows": rows(found, kinds, language),
        "facets": facets(asked, found, kinds=(_("Kind"), kinds), topics=(_("Topic"), topics)),
        "kinds": kinds.values(),
        "without_narrowing": without_narrowing(asked),
        "neighbours": neighbours(asked, found),
        "language_links": in_other_languages(request),
        "handling_label": found.label,
        "viewer_known": viewer.signed_in,
    }
    response = render(request, "search/search.html", context)
    response["X-Robots-Tag"] = "noindex"
    if viewer.signed_in:
        response["Cache-Control"] = "private, no-store"
    return response
