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


class MarkingCheck(models.TextChoices):
    """What came of looking for a marking of secrecy in a file. Empty: it came before anybody looked."""

    CLEAR = "clear", _("no marking found")
    UNREADABLE = "unreadable", _("could not be checked")
    KEPT = "kept", _("carries a marking, kept for a reason")


FIGURE_WIDTHS = (480, 800, 1280)
FIGURE_FILTERS = tuple(f"width-{width}|format-webp|webpquality-75" for width in FIGURE_WIDTHS)
"""The sizes in which figures are shown, for a telephone, a page, and a page on a dense screen."""
