"""Vocabularies of the practice card."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EvidenceLevel(models.TextChoices):
    """How much is known of a practice, in ascending order."""

    PRESENTED = "presented", _("Presented")
    OBSERVED = "observed", _("Observed")
    TRIED = "tried", _("Tried")
    MEASURED = "measured", _("Measured")


DRAWINGS = [
    ("gauge_breaks", _("Gauge breaks between China and Poland")),
    ("container_number", _("Anatomy of a container number")),
    ("crossing_steps", _("Five stations of a road crossing")),
    ("seven_points", _("Seven points of a container")),
    ("safe_pillars", _("Three pillars of the SAFE Framework")),
]
"""Drawings of this app: templates in modules/drawings/."""
