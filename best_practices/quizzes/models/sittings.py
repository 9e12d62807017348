"""Sittings: a quiz taken together, on paper or from one projector; and who took part."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from best_practices.quizzes.choices import SittingWay
from best_practices.quizzes.models.questions import QuestionVersion
from core.models import Identified
from reference.models import Organisation


class Sitting(Identified):
    """The questions of a quiz, drawn and frozen once, for the people of a unit. `code` stands on the paper."""

    code = models.CharField(max_length=8, unique=True)
    way = models.CharField(_("way"), max_length=10, choices=SittingWay)
    quiz_key = models.UUIDField(db_index=True)
    quiz_title = models.CharField(max_length=255)
    pass_mark = models.PositiveSmallIntegerField()
    total = models.PositiveSmallIntegerField()
    time_limit = models.PositiveSmallIntegerField(null=True)
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit"))
    led_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    held_on = models.DateField(_("day"))
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("sitting")
        verbose_name_plural = _("sittings")
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["unit", "-held_on"], name="sittings_of_unit")]

    def __str__(self) -> str:
        return f"{self.code} {self.quiz_title}"

    @property
    def on_paper(self) -> bool:
        return self.way == SittingWay.PAPER


class SittingItem(models.Model):
    """A question of a sitting; as AttemptItem has them."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    question_key = models.UUIDField()
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=12, blank=True)
    seed = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "position"], name="one_question_per_place_in_sitting"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.version}"


class Participation(Identified):
    """Somebody was there. It says nothing about what they know."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="participations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="participations")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [
            models.UniqueConstraint(fields=["sitting", "user"], name="one_participation_per_person"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.sitting}"
