"""Pictures: JPEG, PNG and WebP that really decode, within the bound of pixels."""

from typing import Any, NoReturn

import filetype
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from PIL import Image as PillowImage

from media.files.inspection.refusals import head_of, refuse

DECODERS = ("JPEG", "PNG", "WEBP")
"""The only decoders of Pillow that a stranger's bytes ever reach. JPEG includes the MPO of many phones."""

MILLION = 1_000_000
BOMBS = (PillowImage.DecompressionBombError, PillowImage.DecompressionBombWarning)
DRAWN = (b"<svg", b"<!doctype svg")


def check_picture(file: Any) -> None:
    """Refuse what does not decode from the first byte to the last; pixels are counted before decoding.

    Decoding a JPEG at an eighth of its size reads all of its data at a fraction of the time.
    """
    with open_picture(file) as picture:
        width, height = picture.size
        if width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            refuse_pixels()
        picture.draft("RGB", (width // 8 or 1, height // 8 or 1))
        decode(picture)
    file.seek(0)


def open_picture(file: Any) -> PillowImage.Image:
    """The picture, its header read and nothing else."""
    file.seek(0)
    try:
        return PillowImage.open(file, formats=DECODERS)
    except BOMBS:
        refuse_pixels()
    except Exception:  # a decoder may raise anything on hostile bytes, and all of it means the same
        refuse_kind(head_of(file))


def decode(picture: PillowImage.Image) -> None:
    """Decode the (first) picture whole."""
    try:
        picture.load()
    except Exception:  # as above
        refuse_damaged()


def refuse_pixels() -> NoReturn:
    refuse(
        "too_many_pixels",
        _("This picture has too many pixels; the most is %(most)d million. Scale it down and try again."),
        most=settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // MILLION,
    )


def refuse_damaged() -> NoReturn:
    refuse("damaged", _("This picture is damaged or not complete. Copy it once more from where it was made."))


def refuse_kind(head: bytes) -> NoReturn:
    """Say what the file is instead, and how to make a picture of it that is accepted."""
    if any(mark in head[:2048].lower() for mark in DRAWN):
        refuse("svg", _("SVG drawings are not accepted: they can carry programs. Export the drawing as PNG."))
    kind = filetype.guess(head)
    if kind is None or not kind.mime.startswith("image/"):
        refuse(
            "not_a_picture",
            _("This is not a picture, whatever its name says. Choose a JPEG, PNG or WebP picture."),
        )
    if kind.extension in {"jpg", "png", "apng", "webp"}:
        refuse_damaged()
    refuse(
        "picture_format",
        _("%(kind)s pictures are not accepted. Save the picture as JPEG, PNG or WebP and try again."),
        kind=kind.extension.upper(),
    )
