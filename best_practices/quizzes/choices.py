"""Kinds of question, how hard it is, and states of an attempt; drawings for questions about a picture."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionKind(models.TextChoices):
    SINGLE = "single", _("one answer")
    MULTIPLE = "multiple", _("several answers")
    TRUE_FALSE = "true_false", _("true or false")
    NUMERIC = "numeric", _("a number")
    TEXT = "text", _("a short text")
    MATCHING = "matching", _("matching")
    ORDERING = "ordering", _("putting in order")
    GAPS = "gaps", _("gaps to fill")
    HOTSPOT = "hotspot", _("places in a picture")


class Difficulty(models.IntegerChoices):
    EASY = 1, _("easy")
    MEDIUM = 2, _("medium")
    HARD = 3, _("hard")


class AttemptState(models.TextChoices):
    OPEN = "open", _("open")
    GRADED = "graded", _("graded")
    WITHDRAWN = "withdrawn", _("withdrawn")


DRAWINGS = [("container_train", _("A container train of five wagons"))]
"""Drawings of this app: templates in quizzes/drawings/."""
DRAWING_SIZES = {"container_train": (1200, 300)}
"""Width and height of each, as its `viewBox` has them."""
