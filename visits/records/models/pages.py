"""The page of a visit: its words and pictures in one language. Its facts are rows of their own."""

from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from content.blocks import CalloutBlock, HeadingBlock, TableBlock, TextBlock
from content.models import HOME_DEPTH, BasePage, Checked
from core.labels import Label
from media.files.blocks import FigureBlock
from visits.records.models.visits import Visit


class NarrativeBlock(blocks.StreamBlock):
    heading = HeadingBlock()
    text = TextBlock()
    figure = FigureBlock()
    callout = CalloutBlock()
    table = TableBlock()


class VisitIndexPage(BasePage):
    """`/visits/`: the visits a person may see."""

    intro = models.TextField(_("introduction"), blank=True)

    default_label: ClassVar = Label.CLEAR
    subpage_types: ClassVar = ["records.VisitPage"]
    max_count_per_parent = 1
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("intro")]
    translatable_fields: ClassVar = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("intro"),
        SynchronizedField("topics"),
    ]

    class Meta:
        verbose_name = _("index of visits")

    @classmethod
    def can_create_at(cls, parent: Any) -> bool:
        """Below a home page only. Said by depth: the home page is of an app above, and cannot be named here."""
        return super().can_create_at(parent) and parent.depth == HOME_DEPTH


class VisitPage(Checked, BasePage):
    """A visit in words. Publishing an old draft brings back old words, never old facts: those are not here."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="pages", verbose_name=_("visit"))
    lead = models.TextField(_("in one sentence"), blank=True)
    aims = RichTextField(_("stated aims"), features=["ul", "ol", "bold", "italic"], blank=True)
    body = StreamField(NarrativeBlock(), blank=True, verbose_name=_("narrative"))

    parent_page_types: ClassVar = ["records.VisitIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("visit"),
        FieldPanel("lead"),
        FieldPanel("aims"),
        FieldPanel("body"),
        FieldPanel("topics", widget=CheckboxSelectMultiple),
        *Checked.check_panels,
    ]
    search_fields: ClassVar = [
        *BasePage.search_fields,
        index.SearchField("lead"),
        index.SearchField("aims"),
        index.SearchField("body"),
    ]
    translatable_fields: ClassVar = [
        *(TranslatableField(name) for name in ("title", "slug", "seo_title", "search_description", "lead")),
        TranslatableField("aims"),
        TranslatableField("body"),
        SynchronizedField("visit"),
        SynchronizedField("topics"),
    ]

    class Meta:
        verbose_name = _("visit page")

    @property
    def team_key(self) -> UUID:
        return self.visit.uuid

    def clean(self) -> None:
        super().clean()
        others = VisitPage.objects.filter(visit=self.visit_id, locale=self.locale_id, alias_of__isnull=True).exclude(
            pk=self.pk
        )
        if self.visit_id and others.exists():
            raise ValidationError({"visit": _("This visit has its page in this language already.")})
