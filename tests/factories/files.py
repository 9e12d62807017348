"""Images, documents and recordings, made of bytes that pass the checks; pictures of any shape and mode."""

import io
import zipfile
from typing import Any

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory
from PIL import Image as PillowImage

from media.files.inspection.archives import OPENXML
from media.files.models import Recording, SiteDocument, SiteImage

PDF_OBJECTS = (
    b"%PDF-1.4\n",
    b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
    b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n",
    b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n",
)
PDF_PLACES = b"".join(b"%010d 00000 n \n" % len(b"".join(PDF_OBJECTS[:number])) for number in (1, 2, 3))
PDF = b"".join(PDF_OBJECTS) + b"xref\n0 4\n0000000000 65535 f \n%strailer << /Root 1 0 R /Size 4 >>\n" % PDF_PLACES
PDF += b"startxref\n%d\n%%%%EOF\n" % PDF.index(b"xref")
"""A page without a letter on it."""
MP3 = b"ID3\x03\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" * 2500
MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00isommp41" + bytes(200)


def picture(form: str = "JPEG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **saving: Any) -> bytes:
    """A picture of one colour; `saving` as for Pillow's `save`."""
    encoded = io.BytesIO()
    PillowImage.new(mode, size, "teal" if mode in {"RGB", "RGBA"} else 0).save(encoded, form, **saving)
    return encoded.getvalue()


def archive(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file of these parts in this order."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return packed.getvalue()


def content_types(kind: str) -> bytes:
    return f'<Types><Override PartName="/main.xml" ContentType="{kind}"/></Types>'.encode()


def openxml(extension: str = "docx", **parts: bytes) -> bytes:
    """The least that is a docx, xlsx or pptx, and more parts if given."""
    return archive({"[Content_Types].xml": content_types(OPENXML[extension]), "main.xml": b"<a/>"} | parts)


def opendocument(kind: str = "text", manifest: bytes = b"<manifest/>", **parts: bytes) -> bytes:
    """The least that is an odt (text) or ods (spreadsheet)."""
    mimetype = f"application/vnd.oasis.opendocument.{kind}".encode()
    return archive({"mimetype": mimetype, "META-INF/manifest.xml": manifest, "content.xml": b"<a/>"} | parts)


class FileFactory(DjangoModelFactory):
    """`content` and `name` make the file."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: type[Any], *args: Any, **kwargs: Any) -> Any:
        file = ContentFile(kwargs.pop("content"), name=kwargs.pop("name"))
        return model_class._default_manager.create(file=file, **kwargs)


class ImageFactory(FileFactory):
    title = factory.Sequence(lambda n: f"Picture {n}")
    name = "picture.jpg"
    content = factory.LazyFunction(picture)

    class Meta:
        model = SiteImage


class DocumentFactory(FileFactory):
    title = factory.Sequence(lambda n: f"Document {n}")
    name = "procedure.pdf"
    content = PDF

    class Meta:
        model = SiteDocument


class RecordingFactory(FileFactory):
    title = factory.Sequence(lambda n: f"Recording {n}")
    name = "briefing.mp3"
    content = MP3
    type = "audio"

    class Meta:
        model = Recording
