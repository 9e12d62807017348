"""The sitemap: what a stranger may see, each text once (stand-ins for missing translations left out)."""

from typing import Any

from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from accounts.viewer import STRANGER
from content.visibility import visible_to


class VisiblePages(Sitemap):
    def items(self) -> Any:
        pages = Page.objects.live().public().filter(alias_of__isnull=True, depth__gt=1)
        return visible_to(STRANGER, pages).order_by("path").specific()


def sitemap(request: HttpRequest) -> HttpResponse:
    return sitemap_view(request, sitemaps={"pages": VisiblePages(request)})
