"""Vocabularies of the library."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ResourceKind(models.TextChoices):
    CHECKLIST = "checklist", _("checklist")
    GUIDE = "guide", _("guide")
    FORM = "form", _("form")
    REFERENCE_CARD = "reference_card", _("reference card")
    TEMPLATE = "template", _("template")
    LEGAL_TEXT = "legal_text", _("legal text")
    OTHER = "other", _("other")


EXTRACT_WORDS = "extract_words"
"""Kind of the job that reads the words of a document."""
