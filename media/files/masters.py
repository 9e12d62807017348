"""The master of a picture: what is kept of it. Pixels only, upright, no larger than a screen needs."""

import hashlib
import io
from pathlib import PurePath
from typing import Any, NamedTuple

from django.core.files.base import ContentFile
from PIL import Image as PillowImage
from PIL import ImageCms, ImageOps

from media.files.inspection.pictures import decode, open_picture

LONGEST_SIDE = 2560
SUFFIXES = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
SAVING: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 88, "progressive": True, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 88, "method": 4},
}


class Master(ContentFile):
    """A re-encoded picture; meeting it again, nobody encodes it a second time."""


def to_master(file: Any, name: str, longest: int = LONGEST_SIDE) -> Master:
    """The picture re-encoded in its own format, at most `longest` pixels on the longer side.

    Turned upright first, then everything but the pixels is dropped: EXIF and place, comments, colour profile
    (its colours become sRGB), further frames, and whatever was appended. The suffix follows the content.
    Raises ValidationError if it does not decode; bounds are the business of `check_image`.
    """
    with open_picture(file) as picture:
        form = "JPEG" if picture.format == "MPO" else str(picture.format)
        decode(picture)
        upright = as_srgb(turned_upright(picture))
    plain = with_plain_mode(upright, alpha=form != "JPEG")
    plain.thumbnail((longest, longest), PillowImage.Resampling.LANCZOS)
    plain.info = {}  # Pillow writes comments and profiles it finds here
    encoded = io.BytesIO()
    plain.save(encoded, form, **SAVING[form])
    file.seek(0)
    return Master(encoded.getvalue(), name=str(PurePath(name).with_suffix(SUFFIXES[form])))


def turned_upright(picture: PillowImage.Image) -> PillowImage.Image:
    """The picture as its EXIF says it was held; as it is if that cannot be read."""
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # forged EXIF raises what it likes, and an upside-down picture is no reason to lose it
        return picture


def as_srgb(picture: PillowImage.Image) -> PillowImage.Image:
    """Its colours in sRGB, so that they stay right without the profile."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "CMYK"}:
        return picture
    try:
        found = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, found, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture
    return converted or picture


def with_plain_mode(picture: PillowImage.Image, *, alpha: bool) -> PillowImage.Image:
    """As eight-bit grey or colour, with transparency where the format has it."""
    if picture.mode.startswith(("I", "F")):
        picture = picture.point(lambda value: value / 256)  # sixteen bits of grey
        return picture.convert("L")
    if alpha and picture.has_transparency_data:
        return picture.convert("RGBA")
    return picture if picture.mode in {"L", "RGB"} else picture.convert("RGB")


class Fingerprints(NamedTuple):
    sha256: str
    sha1: str


def fingerprints_of(file: Any) -> Fingerprints:
    """Ours, and the one by which Wagtail recognises duplicates."""
    ours, wagtails = hashlib.sha256(), hashlib.sha1(usedforsecurity=False)
    file.seek(0)
    while part := file.read(1024 * 1024):
        ours.update(part)
        wagtails.update(part)
    file.seek(0)
    return Fingerprints(ours.hexdigest(), wagtails.hexdigest())
