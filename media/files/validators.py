"""Looking at a file before it is kept: what it is, not what it calls itself."""

from typing import Any

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image as PillowImage
from PIL import UnidentifiedImageError

IMAGE_FORMATS = {"JPEG", "PNG", "WEBP"}
MEGABYTE = 1024 * 1024


def _head(file: Any, length: int = 8192) -> bytes:
    file.seek(0)
    head: bytes = file.read(length)
    file.seek(0)
    return head


def check_image(file: Any) -> None:
    """Raise ValidationError unless the file is a JPEG, PNG or WebP within the bounds of size and pixels."""
    if file.size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        raise ValidationError(
            _("This file has %(size)d MB; the most is %(most)d MB. Save the picture smaller and try again."),
            params={"size": file.size // MEGABYTE, "most": settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE // MEGABYTE},
        )
    try:
        file.seek(0)
        with PillowImage.open(file) as picture:
            form, (width, height) = picture.format, picture.size
    except (UnidentifiedImageError, PillowImage.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise ValidationError(_("This is not a picture we can read. Save it as JPEG or PNG and try again.")) from error
    finally:
        file.seek(0)
    if form not in IMAGE_FORMATS:
        raise ValidationError(_("%(form)s is not accepted. Save the picture as JPEG, PNG or WebP."), params={"form": form})
    if width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise ValidationError(
            _("%(width)d × %(height)d pixels are too many; the most is %(most)d million. Scale the picture down."),
            params={"width": width, "height": height, "most": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000},
        )


def check_document(file: Any) -> None:
    raise NotImplementedError


def check_recording(file: Any) -> None:
    raise NotImplementedError
