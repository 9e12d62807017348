"""Pictures as they are kept: upright, small enough, and nothing but pixels."""

import hashlib
import io
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image as PillowImage
from PIL import ImageCms, PngImagePlugin

from content.visibility import handling_of
from media.files.masters import to_master
from media.files.models import SiteImage
from tests.factories.files import ImageFactory, RecordingFactory, picture
from tests.media.files import hostile

GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112


def exif(**tags):
    written = PillowImage.Exif()
    written[MAKE] = "Camera of a certain officer"
    written[ORIENTATION] = tags.get("orientation", 1)
    written.get_ifd(GPS)[2] = (44.0, 12.0, 30.0)
    return written


def opened(file):
    file.seek(0)
    return PillowImage.open(io.BytesIO(file.read()))


@pytest.mark.parametrize("mode", ["RGB", "L"])
@pytest.mark.parametrize(("form", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")])
def test_master_keeps_the_format_and_no_word_about_where_and_by_whom(form, name, mode):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "a certain officer")
    extra = {"pnginfo": words} if form == "PNG" else {"comment": b"a certain officer", "xmp": b"<x:officer/>"}
    content = picture(form, mode=mode, exif=exif(), icc_profile=profile, **extra)
    assert [b"officer" in content, len(PillowImage.open(io.BytesIO(content)).getexif()) > 0] == [True, True]

    kept = to_master(ContentFile(content), name)

    assert (kept.name, opened(kept).format, dict(opened(kept).getexif())) == (name, form, {})
    kept.seek(0)
    assert re.findall(rb"officer|Camera|ICC|iCCP|tEXt|Exif|EXIF", kept.read()) == []


def test_orientation_is_applied_before_it_is_forgotten():
    lying = PillowImage.new("RGB", (40, 20), "white")
    lying.paste("black", (0, 0, 20, 20))
    content = io.BytesIO()
    lying.save(content, "JPEG", exif=exif(orientation=6), quality=95)

    upright = opened(to_master(content, "a.jpg"))

    assert upright.size == (20, 40)
    assert [upright.getpixel((10, 5))[0] < 60, upright.getpixel((10, 35))[0] > 200] == [True, True]


@pytest.mark.parametrize(
    ("size", "kept"),
    [((5000, 100), (2560, 51)), ((100, 5000), (51, 2560)), ((2560, 10), (2560, 10)), ((9, 9), (9, 9))],
)
def test_longer_side_is_at_most_2560_pixels(size, kept):
    assert opened(to_master(io.BytesIO(picture("PNG", size)), "a.png")).size == kept


@pytest.mark.parametrize(
    ("form", "mode", "kept"),
    [("JPEG", "CMYK", "RGB"), ("JPEG", "L", "L"), ("PNG", "1", "RGB"), ("PNG", "P", "RGB"),
     ("PNG", "LA", "RGBA"), ("PNG", "RGBA", "RGBA"), ("PNG", "I;16", "L"), ("WEBP", "RGB", "RGB")],
)  # fmt: skip
def test_every_mode_becomes_a_plain_one(form, mode, kept):
    assert opened(to_master(io.BytesIO(picture(form, mode=mode)), "a")).mode == kept


def test_sixteen_bits_of_grey_keep_their_brightness():
    content = io.BytesIO()
    PillowImage.new("I;16", (4, 4), 32768).save(content, "PNG")

    assert opened(to_master(content, "a.png")).getpixel((0, 0)) == 128


def test_what_is_appended_to_a_picture_is_gone():
    kept = to_master(io.BytesIO(picture() + b"PK\x03\x04" + hostile.EXE), "a.jpg")

    assert hostile.EXE[:4] in picture() + hostile.EXE
    assert hostile.EXE not in kept.read()


def test_forged_exif_loses_no_picture():
    content = picture(exif=exif(orientation=6)).replace(b"MM\x00\x2a", b"MM\x00\xff")

    assert opened(to_master(io.BytesIO(content), "a.jpg")).format == "JPEG"


# The row


def described(image):
    with image.file.open() as kept:
        content = kept.read()
    return {
        "checksum": image.checksum == hashlib.sha256(content).hexdigest(),
        "file_hash": image.file_hash == hashlib.sha1(content, usedforsecurity=False).hexdigest(),
        "file_size": image.file_size == len(content),
        "dimensions": (image.width, image.height) == PillowImage.open(io.BytesIO(content)).size,
        "clean": b"officer" not in content,
    }


ALL_RIGHT = dict.fromkeys(("checksum", "file_hash", "file_size", "dimensions", "clean"), True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "bring_in",
    [
        lambda file: SiteImage.objects.create(title="a", file=file),
        lambda file: SiteImage(title="a").file.save("a.jpg", file),
        lambda file: cleaned(SiteImage(title="a", file=file)).save(),
        lambda file: replaced(ImageFactory(), file),
        lambda file: replaced(ImageFactory(), file, update_fields=["file"]),
    ],
    ids=["create", "file.save", "clean and save", "replace", "replace only the file"],
)
def test_every_way_in_keeps_a_master_and_describes_it(bring_in):
    large = picture(size=(3000, 30), exif=exif(orientation=6))

    bring_in(ContentFile(large, name="a.jpg"))

    image = SiteImage.objects.get()
    assert described(image) == ALL_RIGHT
    assert (image.width, image.height) == (26, 2560)


def cleaned(image):
    image.full_clean(exclude=["collection"])
    return image


def replaced(image, file, **saving):
    image.file = file
    image.save(**saving)


@pytest.mark.django_db
def test_renditions_are_made_of_the_master():
    image = ImageFactory(content=picture(size=(3000, 2000)))

    rendition = image.get_rendition("width-800")

    assert (rendition.width, rendition.height) == (800, 533)
    assert rendition.url == f"/uploads/1/{rendition.file.name}"


@pytest.mark.django_db
def test_suffix_follows_the_content():
    assert ImageFactory(name="a.png", content=picture("JPEG")).file.name.endswith(".jpg")


@pytest.mark.django_db
@pytest.mark.parametrize("content", [hostile.EXE, hostile.SVG, hostile.png_header(30_000, 30_000)])
def test_code_brings_in_no_hostile_picture_either(content):
    with pytest.raises(ValidationError):
        ImageFactory(content=content)

    assert SiteImage.objects.count() == 0


@pytest.mark.django_db
def test_thumbnail_of_a_recording_is_checked_and_stripped():
    recording = RecordingFactory(thumbnail=ContentFile(picture(size=(1000, 10), exif=exif()), name="a.jpg"))

    with recording.thumbnail.open() as kept:
        content = kept.read()
    assert [b"officer" in content, PillowImage.open(io.BytesIO(content)).size] == [False, (640, 6)]
    assert recording.checksum != hashlib.sha256(content).hexdigest()
    with pytest.raises(ValidationError):
        RecordingFactory(thumbnail=ContentFile(hostile.HTML, name="a.png"))


@pytest.mark.django_db
def test_saving_other_fields_leaves_the_file_alone():
    image = ImageFactory()
    before = (image.file.name, image.checksum, handling_of(image).version)

    image.title = "Another title"
    image.save()

    image = SiteImage.objects.get()
    assert (image.file.name, image.checksum, handling_of(image).version) == before
