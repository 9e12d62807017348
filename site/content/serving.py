"""How a page gets its view from outside: `@serves(LessonPage)` in an app's views.

So models stay pure and nothing below imports a query. `Page.serve` is never bypassed: Wagtail's hooks,
previews and this check all stand on it.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page

from accounts import second_factor
from accounts.queries import viewer_in
from content.visibility import handling_of, may_see
from core.labels import Label

PageView = Callable[..., HttpResponse]

SENSITIVE = frozenset({Label.AMBER.value, Label.AMBER_STRICT.value})

_views: dict[type[Page], PageView] = {}


def serves(page_class: type[Page]) -> Callable[[PageView], PageView]:
    """Register `view(request, page)` for a page class and its subclasses."""

    def register(view: PageView) -> PageView:
        _views[page_class] = view
        return view

    return register


def view_for(page_class: type[Page]) -> PageView:
    for ancestor in page_class.__mro__:
        if ancestor in _views:
            return _views[ancestor]
    raise ImproperlyConfigured(f"No view serves {page_class.__name__}: decorate one with @serves.")


def serve(page: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Answer a request for a live page. Not to be seen is not to exist: 404, the same as a wrong address."""
    if not may_see(viewer_in(request), page):
        raise Http404
    if (asked := second_factor_for(page, request)) is not None:
        return asked
    return view_for(type(page))(request, page, *args, **kwargs)


def second_factor_for(thing: Any, request: HttpRequest) -> HttpResponse | None:
    """The question for a second factor, if the thing is AMBER and none was given yet (no query more)."""
    handling = handling_of(thing)
    if handling is None or handling.label not in SENSITIVE or not second_factor.is_missing(request):
        return None
    return second_factor.ask(request)


def serve_preview(page: Any, request: HttpRequest, mode_name: str) -> HttpResponse:
    """Show an editor an unpublished state; the editor's own rights were checked by Wagtail and the guard."""
    request.is_preview = True  # type: ignore[attr-defined]
    if not hasattr(request, "viewer"):
        from accounts.viewer import STRANGER  # noqa: PLC0415 -- only a preview's made-up request lacks one

        request.viewer = STRANGER  # type: ignore[attr-defined]
    return view_for(type(page))(request, page)
