"""The viewer of the request, the person's time zone, and the language of addresses that carry none."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from accounts import second_factor, shared_computer
from accounts.queries import viewer_for, viewer_in


class SharedComputerMiddleware:
    """Keeps a session on a shared computer alive by clicks, and lets the browser keep nothing of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        was_shared = has_session and shared_computer.is_on(request)
        if was_shared:
            request.session.modified = True  # ten minutes from now
        response = self.get_response(request)
        if was_shared or shared_computer.is_on(request):
            shared_computer.leave_nothing(response)
        if was_shared and not request.user.is_authenticated:
            response["Clear-Site-Data"] = '"cache", "storage"'
        if request.method == "POST" and "login" in request.POST:
            self._remember(request, response)
        return response

    @staticmethod
    def _remember(request: HttpRequest, response: HttpResponse) -> None:
        """What was said of the computer holds until somebody says otherwise."""
        if request.POST.get("shared"):
            response.set_cookie(
                shared_computer.COOKIE,
                "1",
                max_age=shared_computer.YEAR,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        elif shared_computer.is_marked(request):
            response.delete_cookie(shared_computer.COOKIE)


class ViewerMiddleware:
    """Sets `request.viewer` (lazy, one query at most) and, for a signed-in person, zone and language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: viewer_for(request.user))  # type: ignore[attr-defined]
        if request.path_info.startswith("/uploads/"):  # a public file is handed out without asking who is there
            return self.get_response(request)
        language = translation.get_language_from_path(request.path_info)
        if language is None:
            self._speak(request)
        if not self._has_session(request):
            return self.get_response(request)
        zone = request.user.time_zone if request.user.is_authenticated else "UTC"
        with timezone.override(ZoneInfo(zone)):
            return self.get_response(request)

    @staticmethod
    def _has_session(request: HttpRequest) -> bool:
        return settings.SESSION_COOKIE_NAME in request.COOKIES

    def _speak(self, request: HttpRequest) -> None:
        """An address without a language speaks that of the page one came from, else the person's own."""
        came_from = request.GET.get("next") or request.POST.get("next") or ""
        language = translation.get_language_from_path(came_from)
        if language is None and self._has_session(request) and request.user.is_authenticated:
            language = request.user.language
        if language:
            translation.activate(language)
            request.LANGUAGE_CODE = language


class SecondFactorMiddleware:
    """Asks those who edit for their second factor before anything else, where it is required.

    And everybody who has one before they change it, wherever it is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        if second_factor.is_changed_without(request):
            return second_factor.ask(request)
        if settings.MFA_REQUIRED and second_factor.is_missing_of_editor(request, viewer_in(request)):
            return second_factor.ask(request)
        return self.get_response(request)
