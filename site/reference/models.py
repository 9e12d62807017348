"""Language-neutral rows with dated names. Nothing here knows Wagtail's pages (docs/decisions/004)."""

from collections.abc import Container
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from core.models import Identified
from reference.choices import NameKind, OrganisationKind, PlaceKind
from reference.names import NameValue, best_name


class Named(Identified, ClusterableModel):
    """A thing with names. `slug` is its stable key in addresses and data files."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name()

    def name(self, *, language: str | None = None, on: date | None = None) -> str:
        """The name in a language (default: the active one) valid on a date (default: today)."""
        found = best_name(
            (name.value for name in self.names.all()),
            language=language or get_language() or "en",
            on=on or timezone.localdate(),
        )
        return found.text if found else self.slug

    def name_as_in_source(self, codes: Container[str]) -> str:
        """The spelling of one of the sources with these codes, if it differs; else empty."""
        spelled = (name for name in self.names.all() if name.kind == NameKind.AS_IN_SOURCE)
        return next((name.text for name in spelled if name.source in codes), "")


class Name(models.Model):
    """One name in one language, with the days on which it was valid and where it was found."""

    language = models.CharField(_("language"), max_length=12)
    text = models.CharField(_("name"), max_length=255)
    kind = models.CharField(_("kind"), max_length=16, choices=NameKind, default=NameKind.OFFICIAL)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=40, blank=True)
    checked = models.BooleanField(_("checked by a native officer"), default=False)

    class Meta:
        abstract = True
        ordering = ["language", "kind", "valid_from", "text"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="%(class)s_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def value(self) -> NameValue:
        return NameValue(self.language, self.text, self.kind, self.valid_from, self.valid_to)


class Source(Identified):
    """Where a fact was found; its code stands beside the fact, e.g. [S60]."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    title = models.CharField(_("title"), max_length=400)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Place(Named):
    """A dry port, border crossing, seaport, town. Coordinates in degrees (WGS 84), unknown where empty."""

    kind = models.CharField(_("kind"), max_length=16, choices=PlaceKind)
    country = models.CharField(_("country"), max_length=2, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    un_locode = models.CharField(_("UN/LOCODE"), max_length=5, blank=True)
    photo_rule = models.TextField(_("photo rule"), blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True) | Q(latitude__range=(-90, 90)),
                name="place_latitude_is_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True) | Q(longitude__range=(-180, 180)),
                name="place_longitude_is_on_earth",
            ),
        ]


class PlaceName(Name):
    place = ParentalKey(Place, on_delete=models.CASCADE, related_name="names")


class Organisation(Named):
    """An administration, post, unit, ministry, international organisation, donor or company.

    `participates`: its signed-in members are the community that TLP:GREEN speaks of.
    `lineage`: the ids of its ancestors and itself from the top, as "/1/7/12/"; kept by the service
    `move_organisation`, so that a person's ancestors are known without a query per level.
    """

    kind = models.CharField(_("kind"), max_length=30, choices=OrganisationKind)
    country = models.CharField(_("country"), max_length=2, blank=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="units",
        verbose_name=_("part of"),
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("merged into"),
        help_text=_("Its people and items, and what is shared with it, go there at once. Old records keep its name."),
    )
    lineage = models.CharField(max_length=255, blank=True, editable=False, db_index=True)
    fictitious = models.BooleanField(_("fictitious"), default=False)
    participates = models.BooleanField(_("participates"), default=False)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["slug"]

    @property
    def lineage_ids(self) -> frozenset[int]:
        """The ids of this organisation and all it is part of."""
        return frozenset(int(part) for part in self.lineage.split("/") if part)


class OrganisationName(Name):
    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="names")


class Programme(Named):
    """A programme or a segment of one (CCP, later PCCP: data, not code)."""

    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="segments",
        verbose_name=_("part of"),
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["slug"]


class ProgrammeName(Name):
    programme = ParentalKey(Programme, on_delete=models.CASCADE, related_name="names")


class Grant(Identified):
    """Money for a programme: who gives it, under which code, for which days, and how to credit it."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="grants")
    donor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="grants")
    code = models.CharField(_("code"), max_length=60, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)
    credit_line = models.CharField(_("credit line"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        ordering = ["programme", "donor"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "donor", "code"], name="one_grant_per_donor_and_code"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="grant_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.donor} → {self.programme}"


class Corridor(Named):
    """A transport corridor: places in order."""

    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("corridor")
        verbose_name_plural = _("corridors")
        ordering = ["slug"]


class CorridorName(Name):
    corridor = ParentalKey(Corridor, on_delete=models.CASCADE, related_name="names")


class CorridorStop(models.Model):
    corridor = ParentalKey(Corridor, on_delete=models.CASCADE, related_name="stops")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="corridor_stops")
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["corridor", "position"], name="one_place_per_corridor_position"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.place}"


class Topic(Named):
    """One of the 18 topics; broader and related as in SKOS. `code` is what stands on pages, e.g. PROF."""

    code = models.CharField(_("code"), max_length=12, unique=True)
    broader = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="narrower",
        verbose_name=_("broader"),
    )
    related = models.ManyToManyField("self", blank=True, verbose_name=_("related"))
    instruments = models.TextField(_("instruments and standard terms"), blank=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["code"]


class Definition(models.Model):
    """What a thing means, in one language."""

    language = models.CharField(_("language"), max_length=12)
    text = models.TextField(_("definition"))
    note = models.TextField(_("note for translators"), blank=True)
    checked = models.BooleanField(_("checked by a native officer"), default=False)

    class Meta:
        abstract = True
        ordering = ["language"]

    def __str__(self) -> str:
        return self.text


class TopicName(Name):
    topic = ParentalKey(Topic, on_delete=models.CASCADE, related_name="names")


class TopicDefinition(Definition):
    topic = ParentalKey(Topic, on_delete=models.CASCADE, related_name="definitions")

    class Meta(Definition.Meta):
        constraints = [
            models.UniqueConstraint(fields=["topic", "language"], name="one_definition_per_topic_and_language"),
        ]


class GlossaryTerm(Named):
    """A term of the field with its names and definitions; cited in text as [[slug|words]]."""

    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ["slug"]


class TermName(Name):
    term = ParentalKey(GlossaryTerm, on_delete=models.CASCADE, related_name="names")


class TermDefinition(Definition):
    term = ParentalKey(GlossaryTerm, on_delete=models.CASCADE, related_name="definitions")

    class Meta(Definition.Meta):
        constraints = [
            models.UniqueConstraint(fields=["term", "language"], name="one_definition_per_term_and_language"),
        ]
