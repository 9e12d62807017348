"""Vocabularies of the practice card."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EvidenceLevel(models.TextChoices):
    """How much is known of a practice, in ascending order."""

    PRESENTED = "presented", _("Presented")
    OBSERVED = "observed", _("Observed")
    TRIED = "tried", _("Tried")
    MEASURED = "measured", _("Measured")


class Level(models.TextChoices):
    """How much a module takes for granted, in ascending order."""

    INTRODUCTORY = "introductory", _("Introductory")
    INTERMEDIATE = "intermediate", _("Intermediate")
    ADVANCED = "advanced", _("Advanced")


DRAWINGS = [
    ("gauge_breaks", _("Gauge breaks between China and Poland")),
    ("container_number", _("Anatomy of a container number")),
]
"""Drawings of this app: templates in modules/drawings/."""
