"""Files to ask for, and their addresses."""

from django.core.files.base import ContentFile

from tests.factories.files import DocumentFactory, ImageFactory, RecordingFactory, picture

PUBLIC, FOR_ONE = "public, max-age=86400", "private, no-store"


def a_document():
    return DocumentFactory()


def a_recording():
    return RecordingFactory()


def a_rendition():
    return ImageFactory().get_rendition("width-32")


def a_thumbnail():
    return RecordingFactory(thumbnail=ContentFile(picture(), name="a.jpg"))


def thing_of(file):
    return getattr(file, "image", file)


def address_of(file, part="url"):
    """The address now: a marking makes a new one."""
    fresh = type(file).objects.get(pk=file.pk)
    return fresh.thumbnail.url if part == "thumbnail" else fresh.url
