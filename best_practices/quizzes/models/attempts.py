"""Attempts and responses: people's records."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from best_practices.quizzes.choices import AttemptState, FeedbackTime, QuizMode
from best_practices.quizzes.models.questions import QuestionVersion
from best_practices.quizzes.models.sittings import Sitting
from core.models import Identified


class Attempt(Identified):
    """One person's go at a quiz, in whatever languages they read it, under the rules of the moment it began.

    `deadline_at`: server time after which no answer is taken (plus a grace). `feedback_at`: before it nothing
    is shown of what is right, with feedback after closing. `sitting` and `entered_by`: taken on paper, and who
    entered the answers. `pass_kept`: a correction of a question would have taken the pass away.
    """

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
    mode = models.CharField(max_length=10, choices=QuizMode, default=QuizMode.EXAM)
    feedback = models.CharField(max_length=16, choices=FeedbackTime, default=FeedbackTime.END)
    feedback_at = models.DateTimeField(null=True)
    deadline_at = models.DateTimeField(null=True)
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, null=True, related_name="attempts")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    regraded_at = models.DateTimeField(null=True)
    pass_kept = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["-started_at", "-pk"]
        indexes = [
            models.Index(fields=["user", "quiz_key", "-started_at"], name="attempts_of_person_in_quiz"),
            models.Index(fields=["quiz_key"], condition=Q(state="open"), name="open_attempts_of_quiz"),
            models.Index(fields=["deadline_at"], condition=Q(state="open"), name="open_attempts_by_deadline"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "quiz_key"],
                condition=Q(state="open"),
                name="one_open_attempt_per_person_and_quiz",
            ),
            models.UniqueConstraint(
                fields=["sitting", "user"],
                condition=Q(sitting__isnull=False) & ~Q(state="withdrawn"),
                name="one_attempt_per_person_and_sitting",
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

    @property
    def is_practice(self) -> bool:
        return self.mode == QuizMode.PRACTICE

    @property
    def tells_at_once(self) -> bool:
        """Whether each answer is followed by what is right; then it can be changed no more."""
        return self.is_practice or self.feedback == FeedbackTime.NOW


class AttemptItem(models.Model):
    """A question of an attempt, in the version that was asked: that of the language in which it was answered last.

    `seed`: the order of its parts, None for that of the editor. `corrected`: the version by which it was graded again.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    question_key = models.UUIDField()
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=12, blank=True)
    seed = models.PositiveIntegerField(null=True)
    corrected = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["question_key"], name="attempt_items_of_question")]
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
    in percent of the picture. `changes` counts writes and is the version token of a form. `sent`: the last
    writes as [key, changes, moment, digest of the answer], so that the same form sent again changes nothing.
    `checked_at`: told whether it is right, and closed by that.
    """

    item = models.OneToOneField(AttemptItem, on_delete=models.CASCADE, related_name="response")
    answer = models.JSONField()
    language = models.CharField(max_length=12)
    saved_at = models.DateTimeField()
    changes = models.PositiveIntegerField(default=1)
    sent = models.JSONField(default=list)
    checked_at = models.DateTimeField(null=True)
    points = models.DecimalField(max_digits=6, decimal_places=4, null=True)
    right = models.BooleanField(null=True)

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")

    def __str__(self) -> str:
        return f"{self.item}: {self.answer}"
