"""Images, documents and recordings, each with a handling of its own."""

from contextlib import suppress
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.search import index
from wagtailmedia.models import AbstractMedia

from accounts.viewer import Viewer
from content.handling import Marked
from content.visibility import handling_of
from media.files.choices import DocumentKind, MarkingCheck, ReleaseScope
from media.files.fields import KeptFileField, KeptImageField, ThumbnailField
from media.files.inspection.fronts import LookedAt, look_at
from media.files.masters import Master, to_master
from media.files.release import is_released
from media.files.validators import check_document, check_image, check_recording, refuse_marked
from reference.models import Organisation

DESCRIBING_THE_FILE = {
    *("checksum", "file_hash", "file_size", "width", "height"),
    *("marking_check", "marking_found", "marking_reason", "not_stamped_on"),
}


def guarded_url(name: str, version: int) -> str:
    """The address under which one version of a file is delivered."""
    return reverse("upload", kwargs={"version": version, "name": name})


class GuardedFile(Marked):
    """What images, documents and recordings have in common."""

    language = models.CharField(_("language"), max_length=12, blank=True)
    issuer = models.CharField(_("issuer"), max_length=255, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    checksum = models.CharField(max_length=64, blank=True, editable=False, db_index=True)

    file: Any  # each kind has its own field

    class Meta:
        abstract = True

    @property
    def url(self) -> str:
        return self.current_url(self.file.name)

    def current_url(self, name: str) -> str:
        handling = handling_of(self)
        return guarded_url(name, handling.version if handling else 0)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new file is taken in before the row is written, which holds its size and its checksum."""
        fields = kwargs.get("update_fields")
        if self.has_new_file and (fields is None or "file" in fields):
            self.file.save(self.file.name, self.file.file, save=False)
            if fields is not None:
                own = {field.name for field in self._meta.concrete_fields}
                kwargs["update_fields"] = {*fields, *(own & DESCRIBING_THE_FILE)}
        super().save(*args, **kwargs)

    @property
    def has_new_file(self) -> bool:
        return bool(self.file) and not self.file._committed

    def look_at(self, file: Any, name: str) -> None:
        """Look for a marking of secrecy in a file that comes in; of sound and film there is nothing to read."""


class SearchedFile(GuardedFile):
    """A file in which a marking of secrecy is looked for when it comes in, and what came of it."""

    marking_check = models.CharField(
        _("check for markings"), max_length=12, choices=MarkingCheck, blank=True, editable=False
    )
    marking_found = models.CharField(_("marking found"), max_length=100, blank=True, editable=False)
    marking_reason = models.TextField(
        _("why it may be kept here"),
        blank=True,
        help_text=_(
            "Only for a file that carries a marking of secrecy which does not hold for it. The reason is logged."
        ),
    )
    not_stamped_on = models.DateField(_("could not be stamped on"), null=True, blank=True, editable=False)
    kept_marked = False
    """While a file is saved that carries a marking: its reason is to be logged. `marking_actor`: who gives it."""
    marking_actor: Any = None

    class Meta:
        abstract = True

    def look_at(self, file: Any, name: str) -> None:
        """Raises ValidationError for TLP:RED, and for another marking unless there is a reason to keep the file.

        A file is looked at once, however often it is met before it is kept.
        """
        seen: LookedAt | None = getattr(file, "seen", None)
        if seen is None:
            seen = look_at(file, name)
            file.seen = seen
        if seen.marking is not None:
            refuse_marked(seen.marking, self.marking_reason)
        readable = MarkingCheck.CLEAR if seen.readable else MarkingCheck.UNREADABLE
        self.kept_marked = seen.marking is not None
        self.marking_check = MarkingCheck.KEPT if seen.marking else readable
        self.marking_found = seen.marking.text if seen.marking else ""
        self.not_stamped_on = None

    def clean(self) -> None:
        """Look here, where no transaction waits for it and the form can say what was found."""
        super().clean()
        if self.has_new_file:
            try:
                self.look_at(self.file.file, str(self.file.name))
            except ValidationError as refused:
                raise ValidationError({"file": refused}) from refused
        elif self.marking_check == MarkingCheck.KEPT and not self.marking_reason.strip():
            raise ValidationError(
                {"marking_reason": _("This file says “%s”. Say why it may be kept here.") % self.marking_found}
            )


class SiteImage(SearchedFile, AbstractImage):
    """A picture with its words, its credit and the release of those who may be recognised in it."""

    file = KeptImageField(
        verbose_name=_("file"),
        upload_to="images",
        width_field="width",
        height_field="height",
        validators=[check_image],
        max_length=255,
    )
    alt = models.CharField(_("alternative text"), max_length=255, blank=True)
    credit = models.CharField(_("credit"), max_length=255, blank=True)
    recognisable_persons = models.BooleanField(_("shows recognisable persons"), default=False)
    release_scope = models.CharField(_("released for"), max_length=10, choices=ReleaseScope, default=ReleaseScope.NONE)
    released_by = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("released by"),
    )
    released_on = models.DateField(_("released on"), null=True, blank=True)
    release_expires = models.DateField(_("release ends on"), null=True, blank=True)

    admin_form_fields: ClassVar = (
        *Image.admin_form_fields,
        "alt",
        "credit",
        "recognisable_persons",
        "release_scope",
        "released_by",
        "released_on",
        "release_expires",
        "marking_reason",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions: ClassVar = [("choose_image", _("Can choose image"))]
        indexes: ClassVar = [models.Index(fields=["file"], name="image_by_file")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(released_on__isnull=True)
                | Q(release_expires__isnull=True)
                | Q(release_expires__gte=F("released_on")),
                name="release_ends_after_it_begins",
            ),
        ]

    @property
    def default_alt_text(self) -> str:
        return self.alt or self.title

    def clean(self) -> None:
        """Re-encode here, where no transaction waits for it; the field has already said what is wrong."""
        super().clean()
        if self.has_new_file and not isinstance(self.file.file, Master):
            with suppress(ValidationError):
                check_image(self.file)
                seen = self.file.file.seen
                self.file = to_master(self.file, str(self.file.name))
                self.file.file.seen = seen  # pixels only: what was written beside them is gone

    @property
    def release_ended(self) -> bool:
        return self.release_expires is not None and self.release_expires < timezone.localdate()

    def also_needs(self, viewer: Viewer, *, owns: bool) -> str:
        """An ended release takes the picture from everybody; until then its owner has it whatever was released."""
        if self.release_ended:
            return gettext("The release of those who can be recognised in it has ended.")
        if owns or self.is_released_to(viewer):
            return ""
        return gettext("Those who can be recognised in it did not release it to everybody who may see its label.")

    def is_released_to(self, viewer: Viewer) -> bool:
        """Whether the people in the picture agreed that this viewer sees it; the owner is asked elsewhere."""
        return is_released(
            scope=self.release_scope,
            shows_persons=self.recognisable_persons,
            ends=self.release_expires,
            today=timezone.localdate(),
            participates=viewer.participates,
        )


class SiteRendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["file"], name="rendition_by_file")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_image_and_filter"
            ),
        ]

    @property
    def url(self) -> str:
        return self.image.current_url(self.file.name)


class SiteDocument(SearchedFile, AbstractDocument):
    """A document; its text is extracted by a job of the library."""

    file = KeptFileField(verbose_name=_("file"), upload_to="documents", validators=[check_document], max_length=255)
    kind = models.CharField(_("kind"), max_length=20, choices=DocumentKind, default=DocumentKind.OTHER)
    extracted_text = models.TextField(blank=True, editable=False)

    admin_form_fields: ClassVar = (
        *Document.admin_form_fields,
        "kind",
        "language",
        "issuer",
        "issued_on",
        "marking_reason",
    )

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions: ClassVar = [("choose_document", _("Can choose document"))]
        indexes: ClassVar = [models.Index(fields=["file"], name="document_by_file")]


class Recording(GuardedFile, AbstractMedia):
    """Sound or film, with its transcript."""

    file = KeptFileField(verbose_name=_("file"), upload_to="recordings", validators=[check_recording], max_length=255)
    thumbnail = ThumbnailField(verbose_name=_("thumbnail"), upload_to="media_thumbnails", blank=True)
    transcript = models.TextField(_("transcript"), blank=True)

    search_fields: ClassVar = [
        *AbstractMedia.search_fields,
        index.FilterField("id"),  # what `visible_to` filters by
    ]

    admin_form_fields: ClassVar = (
        "title",
        "file",
        "collection",
        "duration",
        "width",
        "height",
        "thumbnail",
        "tags",
        "transcript",
        "language",
    )

    class Meta(AbstractMedia.Meta):
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        indexes: ClassVar = [
            models.Index(fields=["file"], name="recording_by_file"),
            models.Index(fields=["thumbnail"], name="recording_by_thumbnail"),
        ]


def guarded_file_models() -> tuple[type[Any], ...]:
    """The models whose files the view of `/uploads/` knows, besides renditions."""
    return SiteImage, SiteDocument, Recording
