"""A page with a text, served the way Wagtail serves pages."""

from typing import Any, ClassVar

from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from tests.bench.floors.rows.presentation import page_context


class PlainPage(Page):
    text = RichTextField(blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("text")]
    template = "floor_page.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | page_context(request)
