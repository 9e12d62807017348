"""What is let in, and what is refused and why."""

import time
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.functional import Promise
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as PillowImage

from media.files.inspection.pdf import outside_streams
from media.files.validators import check_document, check_image, check_recording
from tests.factories.files import MP3, MP4, PDF, opendocument, openxml, picture
from tests.media.files import hostile

MB = 1024 * 1024


class OfSize(ContentFile):
    """A file that only says how large it is: whoever reads it has failed."""

    def __init__(self, name, size):
        super().__init__(b"", name=name)
        self.size = size

    def read(self, *args):
        raise AssertionError("read before its size was looked at")


def refusal(check, name, content):
    """The code with which a check refuses; None if it lets the file in."""
    try:
        check(ContentFile(content, name=name))
    except ValidationError as error:
        return error.code if error.messages else "speechless"
    return None


@pytest.mark.parametrize(("name", "content", "code"), hostile.PICTURES.values(), ids=hostile.PICTURES)
def test_check_image_refuses(name, content, code):
    assert refusal(check_image, name, content) == code


@pytest.mark.parametrize(("name", "content", "code"), hostile.DOCUMENTS.values(), ids=hostile.DOCUMENTS)
def test_check_document_refuses(name, content, code):
    assert refusal(check_document, name, content) == code


@pytest.mark.parametrize(("name", "content", "code"), hostile.RECORDINGS.values(), ids=hostile.RECORDINGS)
def test_check_recording_refuses(name, content, code):
    assert refusal(check_recording, name, content) == code


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", picture()),
        ("a.jpg", picture(mode="CMYK")),
        ("a.jpeg", picture("MPO", save_all=True, append_images=[PillowImage.new("RGB", (64, 48))])),
        ("a.png", picture("PNG", mode="RGBA")),
        ("a.png", picture("PNG", mode="P")),
        ("a.png", picture("PNG", mode="I;16")),
        ("a.webp", picture("WEBP")),
        ("a.png", picture("PNG", size=(7_000, 7_000), mode="1")),
    ],
)
def test_check_image_lets_in(name, content):
    assert refusal(check_image, name, content) is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF),
        ("A.PDF", b"\xef\xbb\xbf" + PDF),
        ("a.pdf", hostile.pdf(b"<< /T (JavaScript and /JSON) /Names /JSX >>")),
        ("a.pdf", hostile.pdf_stream(b"/Subtype /Image", bytes(range(256)) + b"/JS " + bytes(range(256)))),
        ("a.docx", openxml("docx", **{"word/printerSettings1.bin": b"x"})),
        ("a.xlsx", openxml("xlsx")),
        ("a.pptx", openxml("pptx")),
        ("a.odt", opendocument("text")),
        ("a.ods", opendocument("spreadsheet")),
        ("a.txt", "Контейнер".encode()),
        ("a.txt", "Контейнер".encode("cp1251")),
        ("a.csv", b"a;b\r\n1;2\r\n"),
    ],
)
def test_check_document_lets_in(name, content):
    assert refusal(check_document, name, content) is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.mp3", MP3),
        ("a.ogg", b"OggS" + bytes(200)),
        ("a.wav", b"RIFF\x00\x00\x00\x00WAVEfmt " + bytes(200)),
        ("a.m4a", b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00" + bytes(200)),
        ("a.mp4", MP4),
        ("a.webm", b"\x1a\x45\xdf\xa3\x01\x42\x82\x84webm" + bytes(200)),
    ],
)
def test_check_recording_lets_in(name, content):
    assert refusal(check_recording, name, content) is None


@pytest.mark.parametrize(
    ("check", "name", "most"),
    [(check_image, "a.png", 20), (check_document, "a.pdf", 20), (check_recording, "a.mp3", 200)],
)
def test_size_is_looked_at_before_anything_is_read(check, name, most):
    with pytest.raises(ValidationError) as refused:
        check(OfSize(name, most * MB + 1))

    assert refused.value.code == "too_large"
    assert refused.value.messages == [
        f"This file has {most + 1} MB; the most is {most} MB. Make it smaller or divide it."
    ]


def test_a_pdf_of_beginnings_costs_no_more_than_its_length():
    beginnings = b"%PDF-1.7\n" + b"stream\n" * 1_000_000 + b"%%EOF\n"
    began = time.perf_counter()

    assert outside_streams(beginnings) == beginnings
    assert time.perf_counter() - began < 30  # minutes, if each beginning looked for its end
    assert refusal(check_document, "a.pdf", beginnings) == "unreadable"


def test_message_speaks_the_language_of_the_reader():
    with pytest.raises(ValidationError) as refused:
        check_document(ContentFile(hostile.EXE, name="a.exe"))

    assert isinstance(refused.value.message, Promise)  # put into words only when somebody reads it


def test_file_is_at_its_beginning_afterwards():
    files = [ContentFile(picture(), "a.jpg"), ContentFile(PDF, "a.pdf"), ContentFile(openxml(), "a.docx")]

    check_image(files[0])
    check_document(files[1])
    check_document(files[2])

    assert [file.tell() for file in files] == [0, 0, 0]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_flipped_byte_makes_a_check_raise_anything_but_a_refusal(data):
    name, content, check = data.draw(
        st.sampled_from(
            [
                ("a.jpg", bytearray(picture(exif=with_orientation(6))), check_image),
                ("a.png", bytearray(picture("PNG")), check_image),
                ("a.webp", bytearray(picture("WEBP")), check_image),
                ("a.docx", bytearray(openxml()), check_document),
                ("a.pdf", bytearray(hostile.pdf_with_forged_end()), check_document),
            ]
        )
    )
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=6)):
        content[at] = data.draw(st.integers(0, 255))

    refusal(check, name, bytes(content))


def with_orientation(value):
    exif = PillowImage.Exif()
    exif[0x0112] = value
    return exif


def test_picture_helper_really_writes_exif():
    assert PillowImage.open(BytesIO(picture(exif=with_orientation(6)))).getexif()[0x0112] == 6
