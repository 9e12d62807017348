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


class QuizMode(models.TextChoices):
    EXAM = "exam", _("exam: the result counts")
    PRACTICE = "practice", _("practice: wrong answers come back until they are right, and nothing counts")


class FeedbackTime(models.TextChoices):
    """When a person sees what is right, and why."""

    NOW = "now", _("after each answer")
    END = "end", _("after handing in")
    AFTER_CLOSING = "after_closing", _("after the quiz has closed for everybody")


class SittingWay(models.TextChoices):
    """How people take a quiz together."""

    PAPER = "paper", _("on paper")
    PROJECTOR = "projector", _("from one projector")


DRAWINGS = [
    ("container_train", _("A container train of five wagons")),
    ("data_lanes", _("Who sends what to whom, and when")),
    ("data_set", _("A data set before arrival, made up")),
    ("supply_chain", _("A supply chain in five points")),
    ("trailer_scan", _("A drawn scan of a semi-trailer with bags of lime")),
    ("container_doors", _("Rear doors of a container")),
]
"""Drawings of this app: templates in quizzes/drawings/."""
DRAWING_SIZES = {
    "container_train": (1200, 300),
    "data_lanes": (720, 496),
    "data_set": (720, 332),
    "supply_chain": (720, 300),
    "trailer_scan": (720, 360),
    "container_doors": (720, 520),
}
"""Width and height of each, as its `viewBox` has them."""
