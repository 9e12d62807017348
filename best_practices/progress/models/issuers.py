"""Who issues certificates: an organisation, in the languages in which it signs."""

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel

from accounts.choices import language_choices
from accounts.models import validate_time_zone
from core.models import Identified
from reference.models import Organisation


class Issuer(Identified, ClusterableModel):
    """An organisation that issues certificates for what it owns, and for what is owned by what is part of it.

    A certificate keeps the wording of the day on which it was issued.
    """

    organisation = models.OneToOneField(
        Organisation, on_delete=models.PROTECT, related_name="issuer", verbose_name=_("organisation")
    )
    valid_months = models.PositiveSmallIntegerField(
        _("months for which a certificate holds"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: for ever."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        default="UTC",
        validators=[validate_time_zone],
        help_text=_("Where the last day of a certificate ends, e.g. Asia/Almaty."),
    )
    demonstration = models.BooleanField(
        _("demonstration"), default=False, help_text=_("Every certificate says that it is a demonstration.")
    )
    active = models.BooleanField(_("issues certificates"), default=True)

    panels: ClassVar = [
        *(FieldPanel(name) for name in ("organisation", "valid_months", "time_zone", "demonstration", "active")),
        InlinePanel("wordings", heading=_("Wording"), label=_("Wording")),
    ]

    class Meta:
        verbose_name = _("issuer of certificates")
        verbose_name_plural = _("issuers of certificates")
        ordering = ["organisation__slug"]

    def __str__(self) -> str:
        return str(self.organisation)


class IssuerWording(models.Model):
    """What a certificate says of its issuer in one language."""

    issuer = ParentalKey(Issuer, on_delete=models.CASCADE, related_name="wordings")
    language = models.CharField(_("language"), max_length=12, choices=language_choices)
    name = models.CharField(_("name"), max_length=255, help_text=_("As it stands on the certificate."))
    signatory = models.CharField(
        _("signatory"), max_length=255, blank=True, help_text=_("Name and office of who signs, in one line.")
    )

    class Meta:
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "language"], name="one_wording_per_issuer_and_language"),
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.name}"
