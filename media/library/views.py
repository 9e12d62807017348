"""The library on the site."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.queries import viewer_in
from content.queries import page_context, surroundings
from content.rendering import rendered
from content.serving import serves
from core.context import AUTONYMS
from media.files.delivery import STAMPED_LABELS
from media.library import presentation, queries
from media.library.choices import ResourceKind
from media.library.models import LibraryPage, ResourcePage
from media.library.queries import ResourceFacts

FACETS = ("kind", "topic", "language")


@serves(LibraryPage)
def library(request: HttpRequest, page: LibraryPage) -> HttpResponse:
    """The resources a person may see, by kind, topic and language."""
    asked = {name: request.GET.get(name, "")[:20] for name in FACETS}
    every = queries.resources_for(viewer_in(request), language=surroundings(page).tree)
    kinds = {resource.kind for resource in every}
    languages = sorted({code for resource in every for code in resource.languages})
    context = page_context(request, page) | {
        "rows": presentation.list_rows(resource for resource in every if _fits(resource, asked)),
        "asked": asked,
        "filtered": any(asked.values()),
        "kinds": [(code, presentation.kind_words(code)) for code in ResourceKind.values if code in kinds],
        "topics": queries.topics_used(every),
        "written": [(code, AUTONYMS.get(code, code)) for code in languages],
    }
    return render(request, "library/library_page.html", context)


def _fits(resource: ResourceFacts, asked: dict[str, str]) -> bool:
    offered = {
        "kind": {resource.kind},
        "topic": {topic.code for topic in resource.topics},
        "language": set(resource.languages),
    }
    return all(not asked[name] or asked[name] in offered[name] for name in FACETS)


@serves(ResourcePage)
def resource(request: HttpRequest, page: ResourcePage) -> HttpResponse:
    """A resource: its text, to read or to tick, and its files."""
    context = page_context(request, page)
    language = context["text_language"]
    context |= {
        "kind": presentation.kind_words(page.kind),
        "stamped": context["handling_label"] in STAMPED_LABELS,
        "files": presentation.file_views(queries.files_of(page, viewer_in(request)), surroundings(page).tree),
        "text": rendered(_state_name(page, request), language=language, body=page.body, extra=(page.lead,)),
    }
    return render(request, "library/resource_page.html", context)


def _state_name(page: Any, request: HttpRequest) -> str:
    """What identifies this state of a page's text; nothing for a preview, whose text is never kept."""
    if getattr(request, "is_preview", False):
        return ""
    return f"resource:{page.pk}:{page.live_revision_id or page.alias_of_id}:{page.last_published_at}"
