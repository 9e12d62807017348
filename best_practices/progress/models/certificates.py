"""Certificates: what was done, by whom, said by an issuer on a day; each says for ever what it said then."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from best_practices.progress.choices import CertificateKind, CertificateState, RevocationReason
from best_practices.progress.models.issuers import Issuer
from best_practices.progress.serials import shown
from core.models import Identified

FALLBACKS = ("en", "ru")


def in_language(texts: dict[str, str], language: str | None = None) -> str:
    """A text of several, by language: the one asked for (default: the active), else English, Russian, any, or empty."""
    wanted = (language or get_language() or "en", *FALLBACKS)
    return next((texts[code] for code in wanted if texts.get(code)), next(iter(texts.values()), ""))


class Certificate(Identified):
    """A certificate of one person.

    `subject_key`: of the module (completion), of the quiz (pass), of what somebody took part in (attendance). Names,
    titles and wording are copies of the day of issue, by language where they have one. `lessons`: [{"code", "titles"}].
    The last day ends in the zone of the issuer. A certificate that was issued anew, with a corrected name,
    has `replaced_at` and goes on saying what it said, unless it is revoked too.
    `seal`: see `seals`; over every field here that says something, so that a changed row is no certificate.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="certificates", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=CertificateKind)
    subject_key = models.UUIDField(_("identity of what was done"))
    titles = models.JSONField(_("titles"))
    lessons = models.JSONField(_("lessons"), default=list)
    minutes = models.PositiveIntegerField(_("minutes"), null=True)
    name_latin = models.CharField(_("name in Latin letters"), max_length=150, blank=True)
    name_national = models.CharField(_("name in national script"), max_length=150, blank=True)
    issuer = models.ForeignKey(
        Issuer, on_delete=models.PROTECT, related_name="certificates", verbose_name=_("issued by")
    )
    issuer_names = models.JSONField(_("names of the issuer"))
    signatories = models.JSONField(_("signatories"), default=dict)
    demonstration = models.BooleanField(_("demonstration"), default=False)
    serial = models.CharField(_("serial"), max_length=16, unique=True, editable=False)
    achieved_at = models.DateTimeField(_("achieved"))
    issued_at = models.DateTimeField(_("issued"))
    expires_on = models.DateField(_("valid until"), null=True)
    time_zone = models.CharField(_("time zone"), max_length=64)
    replaces = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, related_name="replaced_by", verbose_name=_("issued instead of")
    )
    replaced_at = models.DateTimeField(_("replaced"), null=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    revoked_by = models.CharField(_("revoked by"), max_length=200, blank=True)
    reason = models.CharField(_("reason"), max_length=12, choices=RevocationReason, blank=True)
    reason_note = models.TextField(_("note"), blank=True)
    seal = models.CharField(max_length=64, editable=False)
    sealed_with = models.CharField(max_length=16, editable=False)
    folded = models.CharField(max_length=500, editable=False)

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_at", "-pk"]
        indexes = [
            models.Index(fields=["user", "-issued_at"], name="certificates_of_a_person"),
            models.Index(fields=["-issued_at", "-id"], name="certificates_newest_first"),
            models.Index(fields=["sealed_with"], name="certificates_by_key_of_seal"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "subject_key"],
                condition=Q(replaced_at__isnull=True),
                name="one_certificate_per_person_and_thing",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | ~Q(reason=""), name="revocation_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(issued_at__gte=F("achieved_at")), name="certificate_is_issued_after_it_is_earned"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shown_serial} {self.title}"

    @property
    def shown_serial(self) -> str:
        return shown(self.serial)

    @property
    def title(self) -> str:
        return in_language(self.titles)

    @property
    def issuer_name(self) -> str:
        return in_language(self.issuer_names)

    @property
    def signatory(self) -> str:
        return in_language(self.signatories)

    @property
    def name(self) -> str:
        return self.name_latin or self.name_national

    @property
    def issued_on(self) -> date:
        """The day of issue where the issuer is."""
        return self.issued_at.astimezone(ZoneInfo(self.time_zone)).date()

    def state(self, at: datetime) -> CertificateState:
        """What it is worth at a moment. It holds through the whole of its last day where the issuer is."""
        if self.revoked_at is not None:
            return CertificateState.REVOKED
        if self.expires_on is not None and at.astimezone(ZoneInfo(self.time_zone)).date() > self.expires_on:
            return CertificateState.EXPIRED
        return CertificateState.VALID

    @property
    def said(self) -> dict[str, Any]:
        """Everything that it says, as plain values: what is sealed."""
        return {
            "uuid": str(self.uuid),
            "origin": self.origin,
            "serial": self.serial,
            "person": str(self.user.uuid),
            "kind": self.kind,
            "subject": str(self.subject_key),
            "titles": self.titles,
            "lessons": self.lessons,
            "minutes": self.minutes,
            "names": [self.name_latin, self.name_national],
            "issuer": self.issuer_names,
            "signatories": self.signatories,
            "demonstration": self.demonstration,
            "achieved": _moment(self.achieved_at),
            "issued": _moment(self.issued_at),
            "expires": str(self.expires_on or ""),
            "zone": self.time_zone,
            "revoked": _moment(self.revoked_at),
            "reason": self.reason,
        }


def _moment(at: datetime | None) -> str:
    """A moment as the same text on every database and in every zone."""
    return at.astimezone(ZoneInfo("UTC")).isoformat() if at else ""
