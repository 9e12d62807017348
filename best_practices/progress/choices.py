"""Of certificates: kind, worth, why revoked; stages of an assignment; who gives certificates elsewhere."""

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


class Stage(models.IntegerChoices):
    """How near the day of an assignment is; a person is reminded once at each."""

    GIVEN = 1, _("assigned")
    SOON = 2, _("due soon")
    OVERDUE = 3, _("overdue")


class Provider(models.TextChoices):
    CLIKC = "clikc", _("CLiKC!")
    ACADEMY = "academy", _("an academy")
    OTHER = "other", _("another")
