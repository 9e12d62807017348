"""Quizzes: ordered sets of questions."""

from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import (
    Orderable,
)

from best_practices.quizzes.models.questions import Question, Text


class Quiz(Text):
    """An ordered set of questions with a pass mark."""

    code = models.CharField(_("code"), max_length=30)
    title = models.CharField(_("title"), max_length=255)
    intro = models.TextField(_("introduction"), blank=True)
    pass_mark = models.PositiveSmallIntegerField(
        _("questions right to pass"), default=1, validators=[MinValueValidator(1)]
    )

    panels: ClassVar = [
        FieldPanel("code"),
        FieldPanel("title"),
        FieldPanel("intro"),
        FieldPanel("pass_mark"),
        InlinePanel("quiz_questions", heading=_("Questions"), label=_("Question")),
    ]

    class Meta(Text.Meta):
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "quizzes/quiz_preview.html"


class QuizQuestion(Orderable):
    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="quiz_questions")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+", verbose_name=_("question"))

    panels: ClassVar = [FieldPanel("question")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["quiz", "question"], name="one_place_per_question_in_quiz"),
        ]

    def __str__(self) -> str:
        return str(self.question)
