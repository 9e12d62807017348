"""The addresses of the site: those without a language first, then `/<lang>/`, pages last."""

from django.apps import apps
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from accounts.views.own import admin_login
from best_practices.progress import urls as progress_urls
from content import urls as content_urls
from content.sitemap import sitemap
from core.views import alive, ready
from home.views import after_sign_in, front_door

urlpatterns = [
    path("", front_door),
    path("healthz", alive, name="healthz"),
    path("readyz", ready, name="readyz"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("accounts/after-sign-in/", after_sign_in, name="after_sign_in"),
    path("accounts/", include("accounts.urls")),
    path("admin/login/", admin_login),
    path("admin/", include(wagtailadmin_urls)),
    path("uploads/", include("media.files.urls")),
    path("verify/", include(progress_urls.verifying_patterns)),
]

VISITS = [path("desk/visits/", include("visits.records.urls"))] if apps.is_installed("visits.records") else []

urlpatterns += i18n_patterns(
    path("", include("home.urls")),
    path("search/", include("search.urls")),
    path("desk/review/", include("content.urls")),
    path("", include("feedback.urls")),
    path("desk/", include(content_urls.sharing)),
    *VISITS,
    path("quiz/", include("best_practices.quizzes.urls")),
    path("desk/", include(progress_urls.desk)),
    path("me/", include(progress_urls)),
    path("units/", include(progress_urls.unit_patterns)),
    path("_util/login/", admin_login, name="page_login"),  # instead of Wagtail's own: one way in
    path("", include(wagtail_urls)),
    prefix_default_language=True,
)
