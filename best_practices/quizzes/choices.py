"""Kinds of question and states of an attempt."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionKind(models.TextChoices):
    SINGLE = "single", _("one answer")
    MULTIPLE = "multiple", _("several answers")
    TRUE_FALSE = "true_false", _("true or false")
    NUMERIC = "numeric", _("a number")


class AttemptState(models.TextChoices):
    OPEN = "open", _("open")
    GRADED = "graded", _("graded")
    WITHDRAWN = "withdrawn", _("withdrawn")
