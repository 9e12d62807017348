"""Vocabularies of files."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    PROCEDURE = "procedure", _("procedure")
    CHECKLIST = "checklist", _("checklist")
    REPORT = "report", _("report")
    LEGAL_TEXT = "legal_text", _("legal text")
    PRESENTATION = "presentation", _("presentation")
    OTHER = "other", _("other")


class ReleaseScope(models.TextChoices):
    NONE = "none", _("not released")
    MEMBERS = "members", _("members only")
    PUBLIC = "public", _("public")
