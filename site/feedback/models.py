"""What was asked, the earlier wordings of its answer, and when a person was last sent a digest."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Identified
from feedback.choices import About, State


class Enquiry(Identified):
    """A report or question about one thing, and what came of it.

    `kind`, `key`: the thing, as its Handling names it. `title` and `asked_from` (a path of this site) are those at the
    moment of asking: `title` is read where the thing has none of its own, `asked_from` by the asker alone.
    `version` counts the acts of the answering side, so that one of two who answer at once is told.
    `shown_question`: the question as everybody reads it beside a released answer, without what names the asker.
    """

    kind = models.CharField(_("kind of thing"), max_length=60)
    key = models.UUIDField(_("identity of the thing"))
    title = models.CharField(_("title"), max_length=255)
    asked_from = models.CharField(max_length=500, blank=True)

    about = models.CharField(_("what it is"), max_length=12, choices=About)
    text = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=12)
    wants_answer = models.BooleanField(_("wants an answer"), default=True)
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(_("asked"))

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    version = models.PositiveIntegerField(default=0, editable=False)
    answer = models.TextField(_("answer"), blank=True)
    answer_language = models.CharField(max_length=12, blank=True)
    released = models.BooleanField(_("shown to everybody who may see the page"), default=False)
    shown_question = models.TextField(_("question as everybody reads it"), blank=True)
    reason = models.TextField(_("why it was closed"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(_("answered"), null=True)
    read_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore: ClassVar = True

    class Meta:
        verbose_name = _("report or question")
        verbose_name_plural = _("reports and questions")
        ordering = ["asked_at", "pk"]
        indexes = [
            models.Index(fields=["state", "asked_at"], name="enquiries_by_age"),
            models.Index(fields=["asker", "-asked_at"], name="enquiries_of_person"),
            models.Index(fields=["key", "released"], name="enquiries_about_thing"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.ANSWERED.value) | ~Q(answer=""), name="answered_enquiry_has_an_answer"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CLOSED.value) | ~Q(reason=""), name="closed_enquiry_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(released=False) | (Q(state=State.ANSWERED.value) & ~Q(shown_question="")),
                name="only_an_answer_with_its_question_is_released",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_about_display()}: {self.title}"

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def is_news(self) -> bool:
        """Whether the asker has not read yet what came of it."""
        return not self.is_open and self.read_at is None


class EarlierAnswer(models.Model):
    """An answer, or the reason of a closing, as it stood before it was changed. Never changed itself."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="earlier")
    version = models.PositiveIntegerField()
    text = models.TextField(_("text"))
    released = models.BooleanField(default=False)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField()

    wagtail_reference_index_ignore: ClassVar = True

    class Meta:
        verbose_name = _("earlier answer")
        verbose_name_plural = _("earlier answers")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["enquiry", "version"], name="one_earlier_answer_per_version"),
        ]

    def __str__(self) -> str:
        return f"{self.version}. {self.text[:60]}"


class Digest(models.Model):
    """When a person was last sent a digest."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digest")
    sent_at = models.DateTimeField(_("sent"))

    wagtail_reference_index_ignore: ClassVar = True

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")

    def __str__(self) -> str:
        return f"{self.user} {self.sent_at:%Y-%m-%d}"
