"""ResourcePage: something to use at work, as a page or as files. LibraryPage: the way to them."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from content.models import HOME_DEPTH, BasePage, Checked
from content.visibility import handling_of
from core.labels import Label
from media.files.models import SiteDocument
from media.library.blocks import FilesBlock, ResourceBodyBlock
from media.library.choices import ResourceKind


class LibraryPage(BasePage):
    """`/library/`: the resources a person may see."""

    intro = models.TextField(_("introduction"), blank=True)

    default_label: ClassVar = Label.CLEAR
    subpage_types: ClassVar = ["library.ResourcePage"]
    max_count_per_parent = 1
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("intro")]
    translatable_fields: ClassVar = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("intro"),
        SynchronizedField("topics"),
    ]

    class Meta:
        verbose_name = _("library")

    @classmethod
    def can_create_at(cls, parent: Any) -> bool:
        """Below a home page only. Said by depth: the home page is of an app above, and cannot be named here."""
        return super().can_create_at(parent) and parent.depth == HOME_DEPTH


class ResourcePage(Checked, BasePage):
    """A checklist, guide, form, reference card: read here, or in the files it brings.

    The files carry the handling of the page. A document belongs to one resource, for two could give it two.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=ResourceKind)
    lead = models.TextField(_("in one sentence"), blank=True)
    issuer = models.CharField(_("issuer"), max_length=255, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    for_paper = models.BooleanField(
        _("filled in by hand"),
        default=False,
        help_text=_("Print lines for the train, the date and the officer above the text."),
    )
    body = StreamField(ResourceBodyBlock(required=False), blank=True, verbose_name=_("text"))
    files = StreamField(FilesBlock(required=False), blank=True, verbose_name=_("files"))

    parent_page_types: ClassVar = ["library.LibraryPage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("issuer"), FieldPanel("issued_on")]),
        FieldPanel("lead"),
        FieldPanel("for_paper"),
        FieldPanel("body"),
        FieldPanel("files"),
        HelpPanel(template="library/words_of_files.html", heading=_("Words of the files")),
        FieldPanel("topics", widget=CheckboxSelectMultiple),
        *Checked.check_panels,
    ]
    search_fields: ClassVar = [
        *BasePage.search_fields,
        *(index.SearchField(name) for name in ("lead", "issuer", "body")),
    ]
    translatable_fields: ClassVar = [
        *(
            TranslatableField(name)
            for name in ("title", "slug", "seo_title", "search_description", "lead", "issuer", "body")
        ),
        *(SynchronizedField(name) for name in ("kind", "issued_on", "for_paper", "files", "topics")),
    ]

    class Meta:
        verbose_name = _("resource")

    @property
    def document_ids(self) -> list[int]:
        """Of its files in order, without looking them up."""
        return [raw["value"] for raw in self.files.raw_data if raw["value"]]

    @property
    def documents(self) -> list[SiteDocument]:
        """Its files in order; a deleted one is left out."""
        return [block.value for block in self.files if block.value]

    def clean(self) -> None:
        super().clean()
        if not self.body and not self.files:
            raise ValidationError({"body": _("A resource has a text, or at least one file.")})
        if self.files:
            self._refuse_foreign_files()

    def _refuse_foreign_files(self) -> None:
        """A file of another resource, or one marked more strictly, would be given away by this page."""
        others = ResourcePage.objects.exclude(translation_key=self.translation_key)
        owners = {number: other.title for other in others.only("title", "files") for number in other.document_ids}
        page = handling_of(self)
        most = max(Label(page.label).strictness if page else 0, Label.GREEN.strictness)
        for document in self.documents:
            if document.pk in owners:
                raise ValidationError(
                    {
                        "files": _("“%(file)s” belongs to “%(page)s” already. Add it as a document of its own.")
                        % {"file": document.title, "page": owners[document.pk]}
                    }
                )
            handling = handling_of(document)
            if handling is not None and Label(handling.label).strictness > most:
                raise ValidationError(
                    {
                        "files": _("“%(file)s” is %(label)s, more strictly marked than this page. Mark the page first.")
                        % {"file": document.title, "label": handling.label}
                    }
                )
