"""CaseStudyPage: what was found, where, how, and what it teaches others. Its index."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from best_practices.cases import choices
from best_practices.cases.blocks import GoodsBlock, RouteBlock
from best_practices.cases.validators import (
    COUNTRY_CODE,
    HS_CODE,
    SIZE_TYPE,
    refuse_identifiers,
    refuse_live_prefixes,
)
from best_practices.cases.vocabularies import CodesField
from content.blocks import texts_in
from content.models import HOME_DEPTH, BasePage, Checked
from core.labels import Label
from reference.markup import source_codes
from reference.models import Organisation, Place

FEATURES = ["bold", "italic", "ol", "ul", "link"]
PLAIN = (
    *("lead", "release_basis", "visit_note", "region", "carrier_type"),
    *("declared_description", "declared_weight", "declared_value", "legal_basis", "disposal", "follow_up"),
)
RICH = ("selection_basis", "false_positives", "concealed", "done_well", "done_better", "for_others")
LISTS = ("route_points", "goods")
CODED = (
    *("record_kind", "date_precision", "place_precision", "direction", "unit_type", "mode", "conveyance"),
    *("seal_state", "consignment_note", "procedure", "trigger", "methods", "indicators", "concealment"),
    *("techniques", "sophistication", "outcomes"),
)
"""Fields by how they are shown: a line of text, a text with lists, a list of blocks, codes of a vocabulary."""


def rich(title: Any, **kwargs: Any) -> RichTextField:
    return RichTextField(title, features=FEATURES, blank=True, **kwargs)


def chosen(title: Any, vocabulary: type[models.TextChoices], **kwargs: Any) -> models.CharField:
    """One code of a vocabulary; empty where the source does not say, unless a choice is asked for."""
    return models.CharField(title, max_length=20, choices=vocabulary, **{"blank": True} | kwargs)


class CaseIndexPage(BasePage):
    """`/cases/`: the cases a person may see."""

    intro = models.TextField(_("introduction"), blank=True)

    default_label: ClassVar = Label.CLEAR
    subpage_types: ClassVar = ["cases.CaseStudyPage"]
    max_count_per_parent = 1
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("intro")]
    translatable_fields: ClassVar = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("intro"),
        SynchronizedField("topics"),
    ]

    class Meta:
        verbose_name = _("index of cases")

    @classmethod
    def can_create_at(cls, parent: Any) -> bool:
        """Below a home page only. Said by depth: the home page is of an app above, and cannot be named here."""
        return super().can_create_at(parent) and parent.depth == HOME_DEPTH


class CaseStudyPage(Checked, BasePage):
    """One seizure or other case, as far as its owner releases it (domain notes, 3.2).

    What must be there to publish has no `blank`; a draft may lack it. Everything else may be unknown.
    """

    case_ref = models.CharField(_("reference"), max_length=40)
    record_kind = chosen(_("kind of record"), choices.RecordKind, blank=False)
    lead = models.TextField(_("in one sentence"), blank=True)
    sources = models.CharField(_("sources"), max_length=120, blank=True, help_text=_("Marks of sources: [S10] [S73]"))
    source_url = models.URLField(_("address of the source"), blank=True)
    release_basis = models.CharField(
        _("basis of release"), max_length=255, help_text=_("Why others may read it: published by …, released by …")
    )
    released_by = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("released by"),
    )
    released_on = models.DateField(_("released on"), null=True, blank=True)
    review_due = models.DateField(_("review due"), null=True, blank=True)
    visit_note = models.CharField(
        _("shown on a visit?"),
        max_length=255,
        blank=True,
        help_text=_("Whether a source says that the case was shown on a study visit."),
    )
    may_stay = models.TextField(
        _("may stay in the text"),
        blank=True,
        help_text=_("Findings of the check that identify nobody, one on each line. The check lets exactly these pass."),
    )

    date_precision = chosen(_("how exact is the date"), choices.DatePrecision, blank=False)
    date = models.DateField(_("date"), null=True, blank=True, help_text=_("Any day of the month, quarter or year."))
    place_precision = chosen(_("how exact is the place"), choices.PlacePrecision, blank=False)
    place = models.ForeignKey(
        Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("site")
    )
    region = models.CharField(_("region"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True, validators=[COUNTRY_CODE])
    direction = chosen(_("direction"), choices.Direction)
    unit_type = chosen(_("kind of unit"), choices.UnitType)
    unit_country = models.CharField(_("country of the unit"), max_length=2, blank=True, validators=[COUNTRY_CODE])

    mode = chosen(_("mode of transport"), choices.Mode, blank=False)
    conveyance = chosen(_("conveyance"), choices.Conveyance)
    carrier_type = models.CharField(_("kind of carrier"), max_length=120, blank=True)
    container_number = models.CharField(
        _("container number, masked"), max_length=20, blank=True, help_text=_("MSCU 12•••••")
    )
    size_type = models.CharField(_("size and type code"), max_length=4, blank=True, validators=[SIZE_TYPE])
    seal_state = chosen(_("state of the seal"), choices.SealState)
    consignment_note = chosen(_("consignment note"), choices.ConsignmentNote)
    route_points = StreamField(RouteBlock(required=False), blank=True, verbose_name=_("route"))

    declared_description = models.CharField(_("declared as"), max_length=255, blank=True)
    declared_hs = models.CharField(_("declared HS code"), max_length=6, blank=True, validators=[HS_CODE])
    declared_weight = models.CharField(_("declared weight"), max_length=60, blank=True)
    declared_value = models.CharField(_("declared value, as a band"), max_length=60, blank=True)
    procedure = chosen(_("customs procedure"), choices.Procedure)

    trigger = chosen(_("what led to the control"), choices.Trigger, blank=False)
    methods = CodesField(_("methods of detection"), vocabulary=choices.Method)
    selection_basis = rich(_("basis of selection"))
    indicators = CodesField(_("indicators"), vocabulary=choices.Indicator, blank=True)
    false_positives = rich(_("notes on false positives"))

    goods = StreamField(GoodsBlock(), verbose_name=_("goods"))

    concealment = chosen(_("place of concealment"), choices.Concealment, blank=False)
    techniques = CodesField(_("techniques"), vocabulary=choices.Technique)
    sophistication = chosen(_("sophistication"), choices.Sophistication)
    concealed = rich(_("how it was hidden"))

    outcomes = CodesField(_("outcome"), vocabulary=choices.Outcome)
    legal_basis = models.CharField(_("legal basis"), max_length=255, blank=True)
    persons_detained = models.PositiveSmallIntegerField(
        _("persons detained"), null=True, blank=True, help_text=_("How many, never who. Empty: not stated.")
    )
    disposal = models.CharField(_("disposal"), max_length=120, blank=True)
    follow_up = models.CharField(_("follow-up"), max_length=255, blank=True)

    done_well = rich(_("what was done well"))
    done_better = rich(_("what could be better"))
    for_others = rich(_("ask of your own traffic"))

    released_by_owner: ClassVar = True
    harmless_field: ClassVar = "may_stay"

    parent_page_types: ClassVar = ["cases.CaseIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels: ClassVar = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("case_ref"), FieldPanel("record_kind")]),
                *(FieldPanel(name) for name in ("lead", "sources", "source_url", "release_basis")),
                FieldRowPanel([FieldPanel("released_by"), FieldPanel("released_on"), FieldPanel("review_due")]),
                FieldPanel("visit_note"),
                FieldPanel("topics", widget=CheckboxSelectMultiple),
            ],
            heading=_("The record"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("date_precision"), FieldPanel("date")]),
                FieldRowPanel([FieldPanel("place_precision"), FieldPanel("place")]),
                FieldRowPanel([FieldPanel("region"), FieldPanel("country")]),
                FieldRowPanel([FieldPanel("unit_type"), FieldPanel("unit_country"), FieldPanel("direction")]),
            ],
            heading=_("When, where, who"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("mode"), FieldPanel("conveyance")]),
                FieldRowPanel([FieldPanel("carrier_type"), FieldPanel("consignment_note")]),
                FieldRowPanel([FieldPanel("container_number"), FieldPanel("size_type"), FieldPanel("seal_state")]),
                FieldPanel("route_points"),
            ],
            heading=_("Transport and route"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("declared_description"),
                FieldRowPanel([FieldPanel("declared_hs"), FieldPanel("declared_weight"), FieldPanel("declared_value")]),
                FieldPanel("procedure"),
            ],
            heading=_("Declaration"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("trigger", "methods", "selection_basis", "indicators", "false_positives")],
            heading=_("How it was found"),
        ),
        FieldPanel("goods"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("concealment", "techniques", "sophistication", "concealed")],
            heading=_("Concealment"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("outcomes", "legal_basis", "persons_detained", "disposal", "follow_up")],
            heading=_("Outcome"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("done_well", "done_better", "for_others")], heading=_("What it teaches")
        ),
        FieldPanel("may_stay"),
        *Checked.check_panels,
    ]
    search_fields: ClassVar = [
        *BasePage.search_fields,
        *(index.SearchField(name) for name in ("case_ref", "lead", "goods", "for_others")),
    ]
    translatable_fields: ClassVar = [
        *(TranslatableField(name) for name in ("title", "slug", "seo_title", "search_description")),
        *(TranslatableField(name) for name in (*PLAIN, *RICH, *LISTS)),
        *(SynchronizedField(name) for name in CODED),
        *(SynchronizedField(name) for name in ("case_ref", "sources", "source_url", "released_by", "released_on")),
        *(SynchronizedField(name) for name in ("review_due", "may_stay", "date", "place", "country", "unit_country")),
        *(SynchronizedField(name) for name in ("container_number", "size_type", "declared_hs", "persons_detained")),
        SynchronizedField("topics"),
    ]

    class Meta:
        verbose_name = _("case study")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(record_kind__in=["", *choices.RecordKind.values]),
                name="case_is_public_sanitised_or_fictitious",
            ),
        ]

    @property
    def fictitious(self) -> bool:
        return bool(self.record_kind == choices.RecordKind.FICTITIOUS)

    def free_texts(self) -> Iterator[tuple[str, str]]:
        """(field, plain words) of everything an editor types."""
        for name in ("title", "case_ref", "container_number", *PLAIN):
            yield name, getattr(self, name) or ""
        for name in RICH:
            yield name, strip_tags(getattr(self, name) or "")
        for name in LISTS:
            yield name, "\n".join(texts_in(getattr(self, name)))

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        for rule in (self._date_error, self._place_error, self._source_error):
            errors |= rule()
        errors |= self._text_errors()
        if errors:
            raise ValidationError(errors)

    def _date_error(self) -> dict[str, Any]:
        if self.date and self.date > timezone.localdate():
            return {"date": _("This day is still to come.")}
        if self.date is None and self.date_precision not in {"", choices.UNKNOWN}:
            return {"date": _("Give the date, or say that the source does not state it.")}
        return {}

    def _place_error(self) -> dict[str, Any]:
        name = {"site": "place", "region": "region", "country": "country"}.get(self.place_precision, "")
        given = {"place": self.place_id, "region": self.region, "country": self.country, "": True}[name]
        return {} if given else {name: _("Give it, or say that the place is less exact.")}

    def _source_error(self) -> dict[str, Any]:
        if self.record_kind == choices.RecordKind.PUBLIC and not list(source_codes(self.sources)):
            return {"sources": _("A public case names its source, e.g. [S10].")}
        return {}

    def _text_errors(self) -> dict[str, Any]:
        errors = {}
        for name, text in self.free_texts():
            try:
                if self.fictitious:
                    refuse_live_prefixes([text])
                refuse_identifiers(text, self.may_stay)
            except ValidationError as error:
                errors[name] = error
        return errors
