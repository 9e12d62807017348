"""The home page, plain pages, My desk, glossary and topics."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from accounts.queries import viewer_in
from content.languages import language_shown
from content.queries import page_context
from content.rendering import rendered
from content.serving import serves
from core.languages import reading_order
from core.slots import slot_values
from home.models import HomePage, StandardPage
from reference.queries import term_views, topics


@serves(HomePage)
def home_page(request: HttpRequest, page: HomePage) -> HttpResponse:
    """What Corridor is, and the way in."""
    return render(request, "home/home_page.html", page_context(request, page))


@serves(StandardPage)
def standard_page(request: HttpRequest, page: StandardPage) -> HttpResponse:
    name = "" if getattr(request, "is_preview", False) else f"standard:{page.pk}:{page.last_published_at}"
    language = language_shown(page)
    text = rendered(name, language=language, body=page.body, extra=(page.lead,))
    return render(
        request,
        "home/standard_page.html",
        page_context(request, page) | {"text": text, "text_language": language},
    )


@login_required
@never_cache
def desk(request: HttpRequest) -> HttpResponse:
    """A person's desk; every section comes from the app that knows it."""
    context = {
        "handling_label": "TLP:GREEN",
        "name": viewer_in(request).name_in(get_language() or "en"),
        "main": slot_values("desk.main", request=request),
        "side": slot_values("desk.side", request=request),
    }
    return render(request, "home/desk.html", context)


def after_sign_in(request: HttpRequest) -> HttpResponse:
    """Where one lands without a page to go back to: the desk, in one's own language."""
    language = viewer_in(request).language if viewer_in(request).signed_in else get_language()
    return redirect(f"/{language}/desk/" if viewer_in(request).signed_in else f"/{language}/")


def front_door(request: HttpRequest) -> HttpResponse:
    """`/`: to the home page in the language of the browser."""
    response = redirect(f"/{get_language() or 'en'}/")
    response["Vary"] = "Accept-Language, Cookie"
    return response


def glossary(request: HttpRequest) -> HttpResponse:
    """Every term of the field in the reader's language."""
    language = get_language() or "en"
    return render(request, "home/glossary.html", {"terms": term_views(language=language), "language": language})


def topic(request: HttpRequest, code: str) -> HttpResponse:
    """A topic and everything on it, from the apps that have something."""
    found = (
        topics()
        .select_related("broader")
        .prefetch_related("related__names", "broader__names")
        .filter(code=code)
        .first()
    )
    if found is None:
        raise Http404
    language = get_language() or "en"
    definitions = {definition.language: definition.text for definition in found.definitions.all()}
    defined = (definitions[code] for code in reading_order(language) if definitions.get(code))
    context = {
        "topic": found,
        "definition": next(defined, ""),
        "main": slot_values("topic.main", request=request, subject=found),
    }
    return render(request, "home/topic.html", context)
