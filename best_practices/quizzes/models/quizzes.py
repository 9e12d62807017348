"""Quizzes: ordered sets of questions, and the rules by which they are taken."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import (
    Orderable,
)

from best_practices.quizzes.blocks import SectionBlock
from best_practices.quizzes.choices import FeedbackTime, QuizMode
from best_practices.quizzes.models.questions import Question, Text

LONGEST_TEST = 600
"""Minutes."""


class Quiz(Text):
    """An ordered set of questions with a pass mark. What stands in RULES is the same in every language."""

    RULES: ClassVar = (
        "pass_mark",
        "mode",
        "feedback",
        "shuffle",
        "time_limit",
        "attempts",
        "delay_hours",
        "opens_at",
        "closes_at",
    )
    """Publishing one language carries these to the others (`services.share_rules`), and what sections draw."""

    code = models.CharField(_("code"), max_length=30)
    title = models.CharField(_("title"), max_length=255)
    intro = models.TextField(_("introduction"), blank=True)
    pass_mark = models.PositiveSmallIntegerField(
        _("questions right to pass"), default=1, validators=[MinValueValidator(1)]
    )
    sections = StreamField(
        [("section", SectionBlock())],
        blank=True,
        verbose_name=_("sections"),
        help_text=_("Without sections every question below is asked. A section asks its questions, or draws some."),
    )
    mode = models.CharField(_("purpose"), max_length=10, choices=QuizMode, default=QuizMode.EXAM)
    feedback = models.CharField(
        _("what is right is shown"), max_length=16, choices=FeedbackTime, default=FeedbackTime.END
    )
    shuffle = models.BooleanField(
        _("mix questions and answers"), default=False, help_text=_("In an order of each attempt's own.")
    )
    time_limit = models.PositiveSmallIntegerField(
        _("time limit in minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_TEST)],
    )
    attempts = models.PositiveSmallIntegerField(
        _("attempts allowed"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: as often as one likes."),
    )
    delay_hours = models.PositiveSmallIntegerField(_("hours between two attempts"), default=0)
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)

    panels: ClassVar = [
        FieldPanel("code"),
        FieldPanel("title"),
        FieldPanel("intro"),
        MultiFieldPanel(
            [
                FieldPanel("pass_mark"),
                FieldPanel("mode"),
                FieldPanel("feedback"),
                FieldPanel("shuffle"),
                FieldRowPanel([FieldPanel("time_limit"), FieldPanel("attempts"), FieldPanel("delay_hours")]),
                FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
            ],
            heading=_("Rules, the same in every language"),
        ),
        FieldPanel("sections"),
        InlinePanel("quiz_questions", heading=_("Questions"), label=_("Question")),
    ]

    class Meta(Text.Meta):
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.opens_at and self.closes_at and self.opens_at >= self.closes_at:
            raise ValidationError({"closes_at": _("It closes before it opens.")})
        if self.feedback == FeedbackTime.AFTER_CLOSING and not self.closes_at:
            raise ValidationError({"closes_at": _("Say when it closes, or show what is right at another time.")})
        keys = [section.value["key"] for section in self.sections]
        if len(set(keys)) != len(keys):
            raise ValidationError({"sections": _("Two sections have the same key.")})
        if any(draws_from_bank(section.value) and not section.value["draw"] for section in self.sections):
            raise ValidationError({"sections": _("A section that draws from the bank says how many questions.")})

    @property
    def is_practice(self) -> bool:
        return self.mode == QuizMode.PRACTICE

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "quizzes/quiz_preview.html"


def draws_from_bank(section: Mapping[str, Any]) -> bool:
    """Whether a section takes its questions from the bank, not from those the quiz names."""
    return bool(section["topic"] or section["difficulty"])


class QuizQuestion(Orderable):
    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="quiz_questions")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+", verbose_name=_("question"))
    section = models.CharField(_("key of its section"), max_length=12, blank=True)

    panels: ClassVar = [FieldPanel("question"), FieldPanel("section")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["quiz", "question"], name="one_place_per_question_in_quiz"),
        ]

    def __str__(self) -> str:
        return str(self.question)
