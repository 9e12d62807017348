"""The addresses these tests need: the files and the admin, and nothing of Wagtail's own document view."""

from typing import Any

from django.http import HttpRequest, HttpResponseNotFound
from django.urls import include, path
from wagtail.admin import urls as admin

urlpatterns = [
    path("uploads/", include("media.files.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", include(admin)),
]


def handler404(request: HttpRequest, exception: Any) -> HttpResponseNotFound:
    return HttpResponseNotFound("not found")
