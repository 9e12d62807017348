"""What a person learned elsewhere, and the paper that shows it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from best_practices.progress.choices import Provider
from core.models import Identified


def evidence_name(row: Any, name: str) -> str:
    """A name that tells nothing of what the person called the file."""
    return f"evidence/{row.uuid.hex}.{name.rpartition('.')[2].lower()}"


class ExternalCertificate(Identified):
    """A course done elsewhere. Its owner's alone, and, once released, also their coordinators'.

    The file is handed out by a view of ours; `/uploads/` does not know its folder.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="external_certificates")
    title = models.CharField(_("what it is for"), max_length=255)
    provider = models.CharField(_("given by"), max_length=12, choices=Provider)
    issuer = models.CharField(_("name of who gave it"), max_length=255, blank=True)
    completed_on = models.DateField(_("date on it"))
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    hours = models.DecimalField(_("hours"), max_digits=5, decimal_places=1, null=True, blank=True)
    file = models.FileField(_("evidence"), upload_to=evidence_name, blank=True, max_length=255)
    released = models.BooleanField(_("my coordinators may see it"), default=False)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("certificate from elsewhere")
        verbose_name_plural = _("certificates from elsewhere")
        ordering = ["-completed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("completed_on")),
                name="external_certificate_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title
