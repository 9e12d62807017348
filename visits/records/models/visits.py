"""The visit itself and the delegations that met: language-neutral rows, saved at once."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from content.choices import RESERVED_SLUGS
from content.models import Marked
from core.models import Identified
from reference.countries import country_name
from reference.models import Corridor, Organisation, Place, Programme
from visits.records.choices import DatePrecision, FundingScope, Side, VisitStatus, VisitType


class Visit(Marked):
    """A study visit. What its page says in words is VisitPage's; everything here is the same in all languages.

    `version` counts saves of the visit's own facts, so that of two people who save at once the second is told.
    What is empty is not stated in the source.
    """

    slug = models.SlugField(_("short name in addresses"), max_length=80, unique=True)
    working_title = models.CharField(_("working title"), max_length=200)
    visit_type = models.CharField(_("type of visit"), max_length=16, choices=VisitType, default=VisitType.STUDY_VISIT)
    status = models.CharField(_("status"), max_length=10, choices=VisitStatus, default=VisitStatus.PLANNED)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    date_precision = models.CharField(
        _("dates are known"), max_length=8, choices=DatePrecision, default=DatePrecision.DAY
    )
    time_zone = models.CharField(_("time zone of the place"), max_length=64, default="UTC")
    organiser = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organiser")
    )
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("programme")
    )
    corridor = models.ForeignKey(
        Corridor, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("corridor")
    )
    funding_scope = models.CharField(
        _("what the donors fund"), max_length=10, choices=FundingScope, default=FundingScope.NOT_STATED
    )
    donors = models.ManyToManyField(Organisation, blank=True, related_name="+", verbose_name=_("donors"))
    languages_used = models.CharField(_("languages used on the visit"), max_length=120, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.UUIDField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ["-starts_on", "slug"]
        indexes = [models.Index(fields=["-starts_on", "slug"], name="visits_latest_first")]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="visit_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.working_title

    @property
    def team_key(self) -> UUID:
        """The scope of the memberships that make the visit's team."""
        return self.uuid

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.slug in RESERVED_SLUGS:
            errors["slug"] = _("This is an address of the site itself. Choose another one.")
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            errors["ends_on"] = _("The visit cannot end before it begins. Check both dates.")
        if errors:
            raise ValidationError(errors)

    def includes(self, day: date) -> bool:
        """Whether a day lies within the visit; dates that are not known to the day exclude nothing."""
        if self.date_precision != DatePrecision.DAY or self.starts_on is None:
            return True
        return self.starts_on <= day <= (self.ends_on or self.starts_on)


class Party(NamedTuple):
    """An organisation; or, where the source does not name it, its country alone (ISO 3166-1 alpha-2)."""

    organisation: Organisation | None = None
    country: str = ""


class Delegation(Identified):
    """Who came, or who received them: an organisation, how many people if that is stated. Never a person's name.

    Where the source names a country and no organisation, `country` (ISO 3166-1 alpha-2) stands alone.
    """

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="delegations")
    side = models.CharField(_("side"), max_length=8, choices=Side)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    country = models.CharField(_("country"), max_length=2, blank=True)
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("where it is based")
    )
    name_as_in_source = models.CharField(_("name as in the source"), max_length=255, blank=True)
    head_count = models.PositiveSmallIntegerField(_("number of people"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["side", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "side", "organisation"],
                name="one_delegation_per_side_and_organisation",
                violation_error_message=_("This organisation is on that side already."),
            ),
            models.UniqueConstraint(
                fields=["visit", "side", "country"],
                condition=~Q(country=""),
                name="one_delegation_per_side_and_country",
                violation_error_message=_("This country is on that side already."),
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, country="") | Q(organisation__isnull=True) & ~Q(country=""),
                name="delegation_is_of_an_organisation_or_a_country",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name()} ({self.get_side_display()})"

    def name(self, *, language: str | None = None, on: date | None = None) -> str:
        """Of the organisation, else of the country, in a language (default: the active one)."""
        if self.organisation is not None:
            return self.organisation.name(language=language, on=on)
        return country_name(self.country, language or get_language() or "en")

    @property
    def of_country(self) -> str:
        """The country of either, as its code; empty if the organisation has none."""
        return self.organisation.country if self.organisation is not None else self.country
