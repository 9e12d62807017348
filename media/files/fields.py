"""File fields whose files are looked at whenever they come in: by a form, an import or a line of code.

To the database and the migrations they are Django's own fields.
"""

from typing import Any

from django.core.files.base import File
from django.db import models
from django.db.models.fields.files import FieldFile, ImageFieldFile
from PIL import Image as PillowImage

from media.files.masters import Master, fingerprints_of, to_master
from media.files.validators import check_image

THUMBNAIL_SIDE = 640


class KeptFile(FieldFile):
    """A file of a guarded row: checked before it is kept, described by its row, addressed with a version."""

    instance: Any
    described = True
    """Whether the row's size and checksums are those of this file."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        if self.described:
            self.instance.look_at(content, name)
        content = self.taken_in(content, name)
        super().save(getattr(content, "name", None) or name, content, save=False)
        if self.described:
            self.instance.checksum, self.instance.file_hash = self.fingerprints
            self.instance.file_size = self.kept_size
        if save:
            self.instance.save()

    save.alters_data = True  # type: ignore[attr-defined]

    def taken_in(self, content: Any, name: str) -> Any:
        """The content to keep. Raises ValidationError."""
        self.field.run_validators(File(content, name=name))
        self.remember(content)
        return content

    def remember(self, content: Any) -> None:
        """Size and fingerprints, taken now: storing may move a temporary file away."""
        self.kept_size, self.fingerprints = content.size, fingerprints_of(content)

    @property
    def url(self) -> str:
        return self.instance.current_url(self.name)


class KeptPicture(KeptFile):
    """A picture, of which only the master is kept."""

    longest: int | None = None

    def taken_in(self, content: Any, name: str) -> Any:
        if not isinstance(content, Master):
            file = File(content, name=name)
            check_image(file)
            content = to_master(file, name, *filter(None, [self.longest]))
        self.remember(content)
        return content


class KeptImage(KeptPicture, ImageFieldFile):
    def _get_image_dimensions(self) -> tuple[int | None, int | None]:
        """No dimensions for what is no picture: the check that follows says so in words."""
        try:
            return super()._get_image_dimensions()  # type: ignore[misc]
        except (PillowImage.DecompressionBombError, PillowImage.DecompressionBombWarning, OSError):
            return None, None


class KeptThumbnail(KeptPicture):
    longest = THUMBNAIL_SIDE
    described = False


class KeptFileField(models.FileField):
    attr_class = KeptFile

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.FileField", args, kwargs


class ThumbnailField(KeptFileField):
    attr_class = KeptThumbnail
    default_validators = [check_image]


class KeptImageField(models.ImageField):
    attr_class = KeptImage

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ImageField", args, kwargs
