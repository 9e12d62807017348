"""The addresses these tests need: the files, the admin behind them, and nothing of Wagtail's own document view."""

from django.urls import include, path
from wagtail.admin import urls as admin

urlpatterns = [
    path("uploads/", include("media.files.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", include(admin)),
]
