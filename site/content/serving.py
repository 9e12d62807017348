"""How a page gets its view from outside: `@serves(LessonPage)` in an app's views.

So models stay pure and nothing below imports a query. `Page.serve` is never bypassed: Wagtail's hooks,
previews and this check all stand on it.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page

from accounts.queries import viewer_in
from content.visibility import may_see

PageView = Callable[..., HttpResponse]

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
    return view_for(type(page))(request, page, *args, **kwargs)


def serve_preview(page: Any, request: HttpRequest, mode_name: str) -> HttpResponse:
    """Show an editor an unpublished state; the editor's own rights were checked by Wagtail and the guard."""
    request.is_preview = True  # type: ignore[attr-defined]
    if not hasattr(request, "viewer"):
        from accounts.viewer import STRANGER  # noqa: PLC0415 -- only a preview's made-up request lacks one

        request.viewer = STRANGER  # type: ignore[attr-defined]
    return view_for(type(page))(request, page)
