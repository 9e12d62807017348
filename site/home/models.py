"""The home page and plain pages of text."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from content.blocks import CalloutBlock, HeadingBlock, TableBlock, TextBlock
from content.models import BasePage
from core.labels import Label

COMMON_FIELDS = [TranslatableField("title"), TranslatableField("slug"), SynchronizedField("topics")]


class HomePage(BasePage):
    """The front door of one language."""

    headline = models.CharField(_("headline"), max_length=255, blank=True)
    lead = models.TextField(_("what Corridor is"), blank=True)

    default_label: ClassVar = Label.CLEAR
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("headline"), FieldPanel("lead")]
    translatable_fields: ClassVar = [*COMMON_FIELDS, TranslatableField("headline"), TranslatableField("lead")]

    class Meta:
        verbose_name = _("home page")


class StandardPage(BasePage):
    """A plain page: about, accessibility, privacy, handling labels."""

    lead = models.TextField(_("in one sentence"), blank=True)
    body = StreamField(
        [
            ("heading", HeadingBlock()),
            ("text", TextBlock()),
            ("callout", CalloutBlock()),
            ("table", TableBlock()),
        ],
        blank=True,
        verbose_name=_("text"),
    )

    default_label: ClassVar = Label.CLEAR
    parent_page_types: ClassVar = ["home.HomePage", "home.StandardPage"]
    subpage_types: ClassVar = ["home.StandardPage"]
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("lead"), index.SearchField("body")]
    translatable_fields: ClassVar = [*COMMON_FIELDS, TranslatableField("lead"), TranslatableField("body")]

    class Meta:
        verbose_name = _("page")
