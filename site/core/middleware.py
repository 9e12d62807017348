"""The language of an address."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware import locale

WITHOUT_LANGUAGE = (
    "/admin/",
    "/accounts/",
    "/uploads/",
    "/static/",
    "/verify/",
    "/feeds/",
    "/healthz",
    "/readyz",
)
"""Addresses that never carry a language: what is not found there is not looked for below `/en/` (design, 5)."""


class LocaleMiddleware(locale.LocaleMiddleware):
    """Django's, except that a file or an admin page that is not there is a plain 404, not a detour."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path_info.startswith(WITHOUT_LANGUAGE):
            return response
        return super().process_response(request, response)
