"""Whole pages for strangers from the file cache, short ways to pages, closed addresses of the admin."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils import timezone
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from accounts.choices import EDITING_ROLES
from accounts.queries import viewer_in
from content.queries import page_at
from content.version import DAY, content_version
from content.visibility import next_change
from content.wagtail_guard import address_is_closed

UNCACHED = ("/admin/", "/accounts/", "/static/", "/uploads/", "/healthz", "/readyz")


class StrangerPageCache:
    """Keeps 200 answers to GETs without a session or a query string, compressed as they were sent.

    Only what a stranger may see can get in here; what a stranger sees is the same for every stranger.
    Browsers are told to ask again (`max-age=0`), so a change shows at the next click.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self._may_cache(request):
            return self.get_response(request)
        zipped = "gzip" in request.headers.get("Accept-Encoding", "")
        name = f"{request.get_host()} {'z' if zipped else 'p'} {request.path}"
        key = f"{content_version()}:{hashlib.sha256(name.encode()).hexdigest()[:32]}"
        cache = caches["pages"]
        kept: tuple[bytes, dict[str, str]] | None = cache.get(key)
        if kept is not None:
            return HttpResponse(kept[0], headers=kept[1] | {"X-Cache": "hit"})
        response = self.get_response(request)
        if self._may_keep(response):
            cache.set(key, (response.content, dict(response.items())), timeout=seconds_to_keep(timezone.now()))
        return response

    @staticmethod
    def _may_cache(request: HttpRequest) -> bool:
        return (
            request.method == "GET"
            and not getattr(request, "is_dummy", False)  # a preview
            and not request.META.get("QUERY_STRING")
            and settings.SESSION_COOKIE_NAME not in request.COOKIES
            and "messages" not in request.COOKIES
            and not request.path.startswith(UNCACHED)
        )

    @staticmethod
    def _may_keep(response: HttpResponse) -> bool:
        return (
            response.status_code == 200  # noqa: PLR2004 -- the status everyone knows
            and not response.streaming
            and not response.cookies
            and "no-store" not in response.get("Cache-Control", "")
            and "private" not in response.get("Cache-Control", "")
        )


class AdminAddressGuard:
    """Not to be seen is not to exist: 404 at every address of the admin that names such a thing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> None:
        match = request.resolver_match
        if match is None or not request.path.startswith("/admin/") or not request.user.is_authenticated:
            return
        if not request.user.is_superuser and not viewer_in(request).has_role(*EDITING_ROLES):
            raise Http404  # the groups of a role that has just ended are left by `run_due` only
        if address_is_closed(match, request.GET, request.user):
            raise Http404

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A form of the admin that came without its hidden fields is a bad request, not a failure of ours."""
        if not request.path.startswith("/admin/") or not isinstance(exception, MultiValueDictKeyError):
            return None
        return HttpResponseBadRequest(_("The form came without its fields. Load the page again, then send it again."))


class KnownRoutes:
    """Tells Wagtail which page an address leads to, where that is known; else Wagtail looks for itself.

    `Page.serve` and the hooks around it run as ever. The walk it spares is two queries for each step.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, arguments: Any, _named: Any) -> None:
        if view is wagtail_serve:
            page = page_at(arguments[0], language=get_language() or "")
            if page is not None:
                request._wagtail_route_for_request = RouteResult(page)  # type: ignore[attr-defined]


def seconds_to_keep(now: datetime) -> float:
    """A day, or until an embargo or expiry changes what a stranger sees: time sends no signal."""
    change = next_change(now)
    return DAY if change is None else min(DAY, (change - now).total_seconds())
