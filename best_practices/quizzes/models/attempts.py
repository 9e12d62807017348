"""Attempts and responses: people's records."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from best_practices.quizzes.choices import AttemptState
from best_practices.quizzes.models.questions import QuestionVersion
from core.models import Identified


class Attempt(Identified):
    """One person's go at a quiz, in whatever languages they read it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attempts")
    quiz_key = models.UUIDField()
    quiz_title = models.CharField(max_length=255)
    pass_mark = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=AttemptState, default=AttemptState.OPEN)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    right = models.PositiveSmallIntegerField(null=True)
    total = models.PositiveSmallIntegerField()
    points = models.DecimalField(max_digits=8, decimal_places=4, null=True)
    passed = models.BooleanField(null=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["-started_at", "-pk"]
        indexes = [models.Index(fields=["user", "quiz_key", "-started_at"], name="attempts_of_person_in_quiz")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "quiz_key"],
                condition=Q(state="open"),
                name="one_open_attempt_per_person_and_quiz",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="attempt_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_title} {self.started_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        return self.state == AttemptState.OPEN


class AttemptItem(models.Model):
    """A question of an attempt, in the version that was asked."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    question_key = models.UUIDField()
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="one_question_per_position"),
            models.UniqueConstraint(fields=["attempt", "question_key"], name="one_item_per_question"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.version}"


class Response(Identified):
    """The answer given to one item: stored when it is given, replaced when it is changed.

    `answer`, by the kind of question: {"chosen": [option keys]}, {"number": "2800", "typed": "2 800"}, {"text": "as
    typed"}, {"pairs": {left: right}}, {"order": [step keys]}, {"gaps": {gap: choice}} or {"points": [[across, down]]}
    in percent of the picture. `changes` counts writes.
    """

    item = models.OneToOneField(AttemptItem, on_delete=models.CASCADE, related_name="response")
    answer = models.JSONField()
    language = models.CharField(max_length=12)
    saved_at = models.DateTimeField()
    changes = models.PositiveIntegerField(default=1)
    points = models.DecimalField(max_digits=6, decimal_places=4, null=True)
    right = models.BooleanField(null=True)

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")

    def __str__(self) -> str:
        return f"{self.item}: {self.answer}"
