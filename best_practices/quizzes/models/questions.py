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
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from taggit.models import TaggedItemBase
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

from best_practices.quizzes.blocks import PARTS
from best_practices.quizzes.choices import DRAWINGS, Difficulty, QuestionKind
from best_practices.quizzes.grading import Key, read_key
from best_practices.quizzes.kinds import KINDS
from best_practices.quizzes.kinds.hotspot import drawing_picture, shown_picture
from content.models import Checked
from core.models import Identified
from media.files.models import SiteImage
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


def only_for(*kinds: QuestionKind) -> dict[str, str]:
    """Attributes of a panel that the editor shows for some kinds; without scripts it is always there."""
    return {"data-w-rules-target": "show", "data-w-rules": json.dumps({"kind": [str(kind) for kind in kinds]})}


class Question(Text, Checked, index.Indexed):
    """One question in one language. What was asked is frozen in a QuestionVersion at every publishing.

    `options` holds the parts of its kind: options, pairs, steps, gaps, regions or accepted forms (see `blocks`).
    """

    code = models.CharField(_("code"), max_length=30)
    kind = models.CharField(_("kind"), max_length=12, choices=QuestionKind)
    stem = models.TextField(_("question"))
    options = StreamField(
        PARTS, blank=True, verbose_name=_("answers"), help_text=_("Add the parts that belong to the kind of question.")
    )
    answer = models.DecimalField(_("right number"), max_digits=20, decimal_places=6, null=True, blank=True)
    tolerance = models.DecimalField(_("tolerance (±)"), max_digits=20, decimal_places=6, default=Decimal(0))
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    text = models.TextField(
        _("text with gaps"), blank=True, help_text=_("Write a gap as [[1]]; add a gap with the key 1 below.")
    )
    drawing = models.CharField(_("drawing"), max_length=40, blank=True, choices=DRAWINGS)
    picture = models.ForeignKey(
        SiteImage, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    picture_text = models.TextField(
        _("the picture in words"),
        blank=True,
        help_text=_(
            "For who cannot see it: what is where, by columns A to T and rows 1 to 10. Do not name the answer."
        ),
    )
    feedback = models.TextField(_("explanation"), blank=True)
    sources = models.CharField(_("source marks"), max_length=120, blank=True, help_text=_("Codes with spaces: S60 S79"))
    topics = ParentalManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))
    tags = ClusterTaggableManager(through="quizzes.QuestionTag", blank=True, verbose_name=_("tags"))
    difficulty = models.PositiveSmallIntegerField(_("difficulty"), choices=Difficulty, default=Difficulty.MEDIUM)
    volatile = models.BooleanField(_("likely to go out of date"), default=False)

    panels: ClassVar = [
        MultiFieldPanel(
            [FieldPanel("code"), FieldPanel("kind"), FieldPanel("difficulty"), FieldPanel("volatile")],
            heading=_("Question"),
        ),
        FieldPanel("stem"),
        FieldPanel("text", attrs=only_for(QuestionKind.GAPS)),
        MultiFieldPanel(
            [FieldPanel("drawing"), FieldPanel("picture"), FieldPanel("picture_text")],
            heading=_("The picture"),
            attrs=only_for(QuestionKind.HOTSPOT) | {"data-picture-of-question": ""},
        ),
        FieldPanel("options", attrs=only_for(*(kind for kind in QuestionKind if KINDS[kind].parts))),
        MultiFieldPanel(
            [FieldPanel("answer"), FieldPanel("tolerance"), FieldPanel("unit")],
            heading=_("A number"),
            attrs=only_for(QuestionKind.NUMERIC),
        ),
        FieldPanel("feedback"),
        FieldPanel("sources"),
        FieldPanel("topics", widget=CheckboxSelectMultiple),
        FieldPanel("tags"),
        *Checked.check_panels,
    ]
    search_fields: ClassVar = [
        index.SearchField("stem"),
        index.AutocompleteField("stem"),
        index.AutocompleteField("code"),
        *(index.FilterField(name) for name in ("id", "locale", "kind", "difficulty", "check_status", "volatile")),
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
        found: dict[str, list[Any]] = {}
        if self.kind in KINDS:
            for field, problem in KINDS[self.kind].problems(self):
                found.setdefault(field, []).append(problem)
        if found:
            raise ValidationError(found)

    @property
    def key(self) -> Key:
        """The language-neutral answer key."""
        return KINDS[self.kind].key_of(self)

    @property
    def content(self) -> dict[str, Any]:
        """What is shown, before and after the answer; plain JSON. Nothing in it stands in a telling order."""
        return {
            "stem": self.stem,
            **KINDS[self.kind].content_of(self),
            "feedback": self.feedback,
            "sources": self.sources.split(),
            "check_status": self.check_status,
        }

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "quizzes/question_preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        """The question as it will be asked, and what its result will say."""
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        kind, content = KINDS.get(self.kind), {}
        if kind is not None:
            content = self.content
            player = kind.player(kind.again(None, content), content)
            result = kind.result(None, content, self.key)
            picture = drawing_picture(self.drawing) or shown_picture(request.viewer, self.picture)
            context |= {"kind": kind, "how": kind.how(content), "player": player, "result": result, "picture": picture}
        return context | {"content": content}


class QuestionTag(TaggedItemBase):
    """A tag on a question."""

    content_object = ParentalKey(Question, on_delete=models.CASCADE, related_name="tagged_items")

    class Meta:
        verbose_name = _("tag of a question")
        verbose_name_plural = _("tags of questions")


def digest(value: Any) -> str:
    """SHA-256 of a JSON value, independent of the order of keys."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class QuestionVersion(Identified):
    """A question as it was published in one language; never changed.

    `key_hash` is the same in every language with the same right answers, so an attempt begun in one
    language can be shown in another; the accepted forms of a text, which each language has of its own, are not in it.
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
        return read_key(self.key)
