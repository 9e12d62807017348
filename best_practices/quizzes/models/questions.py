"""Questions, and the versions of them that are frozen at every publishing."""

import hashlib
import json
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index

from best_practices.quizzes.blocks import OptionBlock
from best_practices.quizzes.choices import QuestionKind
from best_practices.quizzes.grading import Key
from content.models import Checked
from core.models import Identified
from reference.models import Topic


class Text(
    WorkflowMixin,
    DraftStateMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    Identified,
    ClusterableModel,
):
    """What a question and a quiz share: a translatable text with drafts and revisions, and no address."""

    released_by_owner: ClassVar = False
    """Reviewed as pages are: nobody publishes what they wrote themself (see `content.gate`)."""

    class Meta(TranslatableMixin.Meta):
        abstract = True

    @property
    def handling_key(self) -> UUID:
        return self.translation_key

    def copy_for_translation(self, locale: Any, exclude_fields: Any = None) -> Any:
        translated = super().copy_for_translation(locale, exclude_fields=exclude_fields)
        translated.uuid = uuid4()
        return translated


class Question(Text, Checked, index.Indexed):
    """One question in one language. What was asked is frozen in a QuestionVersion at every publishing."""

    code = models.CharField(_("code"), max_length=30)
    kind = models.CharField(_("kind"), max_length=12, choices=QuestionKind)
    stem = models.TextField(_("question"))
    options = StreamField([("option", OptionBlock())], blank=True, verbose_name=_("answers"))
    answer = models.DecimalField(_("right number"), max_digits=20, decimal_places=6, null=True, blank=True)
    tolerance = models.DecimalField(_("tolerance (±)"), max_digits=20, decimal_places=6, default=Decimal(0))
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    feedback = models.TextField(_("explanation"), blank=True)
    sources = models.CharField(_("source marks"), max_length=120, blank=True, help_text=_("Codes with spaces: S60 S79"))
    topics = ParentalManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))
    volatile = models.BooleanField(_("likely to go out of date"), default=False)

    panels: ClassVar = [
        MultiFieldPanel([FieldPanel("code"), FieldPanel("kind"), FieldPanel("volatile")], heading=_("Question")),
        FieldPanel("stem"),
        FieldPanel("options"),
        MultiFieldPanel([FieldPanel("answer"), FieldPanel("tolerance"), FieldPanel("unit")], heading=_("A number")),
        FieldPanel("feedback"),
        FieldPanel("sources"),
        FieldPanel("topics", widget=CheckboxSelectMultiple),
        *Checked.check_panels,
    ]
    search_fields: ClassVar = [
        index.SearchField("stem"),
        index.AutocompleteField("stem"),
        index.AutocompleteField("code"),
        *(index.FilterField(name) for name in ("id", "locale", "kind", "check_status", "volatile")),
        index.RelatedFields("topics", [index.FilterField("id")]),
    ]

    class Meta(Text.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["code"]
        indexes = [models.Index(fields=["code"], name="question_by_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.stem[:60]}"

    def clean(self) -> None:
        super().clean()
        if self.kind == QuestionKind.NUMERIC:
            if self.answer is None:
                raise ValidationError({"answer": _("Give the right number.")})
            return
        options = [child.value for child in self.options]
        keys = [option["key"] for option in options]
        right = sum(bool(option["correct"]) for option in options)
        if len(options) < 2:  # noqa: PLR2004 -- a choice needs two
            raise ValidationError({"options": _("Give at least two answers.")})
        if len(set(keys)) != len(keys):
            raise ValidationError({"options": _("Two answers have the same key.")})
        if right == 0 or (right != 1 and self.kind != QuestionKind.MULTIPLE):
            raise ValidationError({"options": _("Mark exactly one right answer; for “several answers” at least one.")})

    @property
    def key(self) -> Key:
        """The language-neutral answer key."""
        if self.kind == QuestionKind.NUMERIC:
            number = None if self.answer is None else self.answer.normalize()
            return Key(kind=self.kind, number=number, tolerance=self.tolerance.normalize())
        options = [child.value for child in self.options]
        return Key(
            kind=self.kind,
            options=frozenset(option["key"] for option in options),
            right=frozenset(option["key"] for option in options if option["correct"]),
        )

    @property
    def content(self) -> dict[str, Any]:
        """What is shown, before and after the answer; plain JSON."""
        return {
            "stem": self.stem,
            "options": [
                {"key": option["key"], "text": option["text"], "feedback": option["feedback"]}
                for option in (child.value for child in self.options)
            ],
            "unit": self.unit,
            "feedback": self.feedback,
            "sources": self.sources.split(),
            "check_status": self.check_status,
        }

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "quizzes/question_preview.html"


def digest(value: Any) -> str:
    """SHA-256 of a JSON value, independent of the order of keys."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class QuestionVersion(Identified):
    """A question as it was published in one language; never changed.

    `key_hash` is the same in every language with the same right answers, so an attempt begun in one
    language can be shown in another.
    """

    question_key = models.UUIDField()
    language = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=30)
    kind = models.CharField(max_length=12, choices=QuestionKind)
    content = models.JSONField()
    key = models.JSONField()
    key_hash = models.CharField(max_length=64)
    content_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("question version")
        verbose_name_plural = _("question versions")
        constraints = [
            models.UniqueConstraint(
                fields=["question_key", "language", "number"], name="one_question_version_per_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.language} v{self.number}"

    @property
    def answer_key(self) -> Key:
        return Key.from_json(self.key)
