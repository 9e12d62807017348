"""What a certificate is of, what it is worth on a day, and why it was revoked."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class CertificateKind(models.TextChoices):
    COMPLETION = "completion", _("Certificate of completion")
    PASS = "pass", _("Certificate of a passed quiz")
    ATTENDANCE = "attendance", _("Certificate of attendance")


class CertificateState(StrEnum):
    """What is said of a certificate, to anybody."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"


class RevocationReason(models.TextChoices):
    MISTAKE = "mistake", _("issued by mistake")
    WRONG_DATA = "wrong_data", _("something on it is wrong")
    RESULT = "result", _("the result does not stand")
    REPLACED = "replaced", _("replaced by a corrected one")
    OTHER = "other", _("another reason")
