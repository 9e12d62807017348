"""Vocabularies of the practice card, and the rules of when a lesson and a module are done."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EvidenceLevel(models.TextChoices):
    """How much is known of a practice, in ascending order."""

    PRESENTED = "presented", _("Presented")
    OBSERVED = "observed", _("Observed")
    TRIED = "tried", _("Tried")
    MEASURED = "measured", _("Measured")


class LessonRule(models.TextChoices):
    """When a lesson may be marked as done."""

    CLICK = "click", _("when the reader says so")
    TIME = "time", _("when the reader says so, after some minutes on its page")


class ModuleRule(models.TextChoices):
    """What completes a module."""

    ALL = "all", _("all lessons and the quiz")
    LESSONS = "lessons", _("all lessons; the quiz is for practice")
    QUIZ = "quiz", _("the quiz alone; the lessons are for reading")


class Force(models.TextChoices):
    """How much what comes before a module binds."""

    RECOMMENDED = "recommended", _("recommended: it is said, and one may go on")
    REQUIRED = "required", _("required: lessons and quiz are taken afterwards")


class Level(models.TextChoices):
    """How much a module takes for granted, in ascending order."""

    INTRODUCTORY = "introductory", _("Introductory")
    INTERMEDIATE = "intermediate", _("Intermediate")
    ADVANCED = "advanced", _("Advanced")


DRAWINGS = [
    ("gauge_breaks", _("Gauge breaks between China and Poland")),
    ("container_number", _("Anatomy of a container number")),
    ("data_moments", _("Three moments for early data")),
    ("time_limits", _("Latest moment for the ENS by rail and by road")),
    ("crossing_steps", _("Five stations of a road crossing")),
    ("seven_points", _("Seven points of a container")),
    ("safe_pillars", _("Three pillars of the SAFE Framework")),
]
"""Drawings of this app: templates in modules/drawings/."""
