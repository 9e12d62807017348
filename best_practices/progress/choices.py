"""Stages of an assignment, and who gives certificates elsewhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.IntegerChoices):
    """How near the day of an assignment is; a person is reminded once at each."""

    GIVEN = 1, _("assigned")
    SOON = 2, _("due soon")
    OVERDUE = 3, _("overdue")


class Provider(models.TextChoices):
    CLIKC = "clikc", _("CLiKC!")
    ACADEMY = "academy", _("an academy")
    OTHER = "other", _("another")
