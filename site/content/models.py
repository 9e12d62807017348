"""The base of every page, and the mark of what an administration has checked."""

from typing import Any, ClassVar
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import AbstractGroupApprovalTask, Page, PageManager, PageViewRestriction, TaskState
from wagtail.query import PageQuerySet

from content import gate, serving, wagtail_guard
from content.choices import RESERVED_SLUGS, CheckStatus
from content.handling import Handling, Marked
from content.reviewers import ReviewLanguage, ReviewLetter
from content.version import cached
from content.visibility import visible_to
from core.labels import Label
from core.models import Identified, this_installation
from reference.models import Organisation, Topic

__all__ = [
    "HOME_DEPTH",
    "BasePage",
    "Checked",
    "Handling",
    "Marked",
    "ReviewLanguage",
    "ReviewLetter",
    "ReviewNote",
    "ReviewTask",
]


class Checked(models.Model):
    """A statement of fact or a translation, and whether an administration has looked at it."""

    check_status = models.CharField(_("status"), max_length=10, choices=CheckStatus, default=CheckStatus.DRAFT)
    checked_by = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("checked by"),
    )
    checked_role = models.CharField(_("in the role of"), max_length=120, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    editor_help: ClassVar = {
        "check_status": _("Readers are told of it at the top of the page."),
        "checked_by": _("The administration that says it is right, never a person."),
        "checked_role": _("As what it says so, e.g. “owner of the procedure”."),
    }
    """What the editor says beside a field, by its name; the form finds that of every class a page is made of."""

    check_panels: ClassVar = [
        MultiFieldPanel(
            [
                FieldPanel("check_status"),
                FieldPanel("checked_by"),
                FieldPanel("checked_role"),
                FieldPanel("checked_on"),
            ],
            heading=_("Draft or checked"),
        ),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.check_status == CheckStatus.CHECKED and not (self.checked_by_id and self.checked_on):
            raise ValidationError({"check_status": _("Say who checked it, and when.")})


HOME_DEPTH = 2
"""Depth of the home page of a language: below the root of the tree."""


class BasePageQuerySet(PageQuerySet):
    def visible_to(self, viewer: Any) -> "BasePageQuerySet":
        """Only what this viewer may see."""
        return visible_to(viewer, self)


class BasePage(Page):
    """What every page of Corridor is. Served through `content.serving`; seen through `content.visibility`."""

    uuid = models.UUIDField(_("identifier"), default=uuid4, unique=True, editable=False)
    origin = models.CharField(_("made at"), max_length=120, default=this_installation, editable=False)
    topics = ParentalManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))

    objects = PageManager.from_queryset(BasePageQuerySet)()

    handling_follows_parent: ClassVar[bool] = False
    """A part (a lesson) carries the handling of its whole (the module); it cannot be marked by itself."""

    released_by_owner: ClassVar[bool] = False
    """Whether only a releasing officer of the owner administration may publish it (see `content.gate`)."""

    exclude_fields_in_copy: ClassVar = ["origin"]
    copied_from: "BasePage | None" = None
    """While a copy, translation or alias is saved for the first time: the page it was made of."""

    harmless_field: ClassVar[str] = ""
    """The field, if there is one, that lists findings of `core.screening` which identify nobody."""

    default_label: ClassVar[Label | None] = None
    """The label of a new page of this class; None takes over that of the parent."""

    class Meta:
        abstract = True

    @property
    def handling_key(self) -> UUID:
        return self.translation_key

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError(
                {"slug": _("“%(slug)s” is an address of the site itself. Choose another one.") % {"slug": self.slug}}
            )

    def with_content_json(self, content: dict[str, Any]) -> "BasePage":
        """Identity is not part of a text: restoring an old revision keeps it."""
        page = super().with_content_json(content)
        page.uuid, page.origin = self.uuid, self.origin
        return page

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if self._state.adding:
            # Wagtail copies the identifier too. It tells of what this is a copy, and is then replaced.
            self.copied_from = type(self)._default_manager.filter(uuid=self.uuid).first()
            self.uuid = uuid4() if self.copied_from else self.uuid
        return super().save(*args, **kwargs)

    def get_view_restrictions(self) -> Any:
        """Wagtail's own privacy; as long as nobody uses it, the pages above are not asked for (see Handling)."""
        if cached("view-restrictions", lambda: "some" if PageViewRestriction.objects.exists() else "none") == "none":
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return serving.serve(self, request, *args, **kwargs)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return serving.serve_preview(self, request, mode_name)

    def permissions_for_user(self, user: Any) -> Any:
        return wagtail_guard.tester_for(self, user)


class ReviewNote(Identified):
    """The fields that a reviewer named when sending a page back; what was said stands in the task itself.

    It holds until the page is submitted again, which begins another task.
    """

    task_state = models.OneToOneField(TaskState, on_delete=models.CASCADE, related_name="review_note")
    fields = models.JSONField(_("fields"), default=list)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("review note")
        verbose_name_plural = _("review notes")

    def __str__(self) -> str:
        return ", ".join(self.fields)


class ReviewTask(AbstractGroupApprovalTask):
    """A decision by somebody of these groups, who offers it only to whom the two-person gate would let through."""

    class Meta:
        verbose_name = _("review by somebody else")
        verbose_name_plural = _("reviews by somebody else")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        actions = super().get_actions(obj, user)
        if not actions or not gate.is_gated(obj) or not gate.obstacles_for(user, obj):
            return actions
        return [action for action in actions if action[0] != "approve"]

    @classmethod
    def get_description(cls) -> str:
        return str(_("Members of these groups decide; nobody publishes what they wrote themself."))
