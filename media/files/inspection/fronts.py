"""The front of a file: what stands in its headers and footers and on its first page, as far as it is text."""

import logging
import re
import zipfile
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePath
from typing import Any

from media.files.inspection.apart import read_pdf
from media.files.inspection.markings import Marking, marking_in
from media.files.inspection.pdf import unescaped
from media.files.inspection.pictures import open_picture
from media.files.inspection.words import from_archive, from_text

logger = logging.getLogger(__name__)

LINES = 80
"""Paragraphs of the body that can be the first page."""
LINES_OF_A_PART = 400
MOST_PARTS = 60
"""Headers, footers, sheets and masters that are looked into."""
EDGE = 4
"""Lines at the top and the foot of a page of a PDF that can be its header and footer."""
SECONDS = 8
"""Of work on the first pages of a PDF, for which somebody waits."""
PAGES, DRAWN, CHARACTERS = 2, 8 * 1024 * 1024, 40_000

CODES_OF_A_HEADER = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|[A-Z])')
"""Of a spreadsheet: font, colour, size, left, right, page number."""
LETTERED = re.compile(rb"/(?:Font|ObjStm)\b")
"""A font of a PDF, or a stream of objects in which there may be one."""
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp"})
TEXTS_OF_A_PICTURE = {0x010E, 0x013B, 0x8298, 0x9C9B, 0x9C9C, 0x9C9F}
"""EXIF: description, artist, copyright, and the title, comment and subject that Windows writes."""


@dataclass
class Front:
    """`stamps`: lines of headers and footers; `page`: of the first page; `notes`: of what programs write beside it."""

    stamps: list[str] = field(default_factory=list)
    page: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def has_words(self) -> bool:
        """Whether a stamp would have been seen: a scan with a title in its properties has no words."""
        return any(letter.isalpha() for line in (*self.stamps, *self.page) for letter in line)


@dataclass(frozen=True, slots=True)
class LookedAt:
    """The marking that was found, if any, and whether there was any text to look for it in."""

    marking: Marking | None
    readable: bool


def look_at(file: Any, name: str) -> LookedAt:
    """Look for a marking at the front of a file and in its name. Never raises for what stands in the file."""
    found = front_of(file, name)
    title = re.sub(r"[_.-]+", " ", PurePath(name).stem)
    marking = marking_in(stamps=[*found.stamps, *found.notes, title], page=found.page)
    return LookedAt(marking, found.has_words)


def front_of(file: Any, name: str) -> Front:
    """What could be read of the front of a file: a damaged one has what came before the damage."""
    extension = PurePath(name).suffix.lower()
    front = Front()
    reader = READERS.get(extension, _of_picture if extension in PICTURES else None)
    file.seek(0)
    try:
        if reader is not None:
            reader(file, front)
    except Exception:  # parsers may raise anything on hostile bytes; what was read until then counts
        logger.warning("Not all of the front of %s could be read", name)
    finally:
        file.seek(0)
    return front


def _of_pdf(file: Any, front: Front) -> None:
    if not LETTERED.search(unescaped(file.read())):
        return  # a scan: without a font there is no text, and no need to open it
    for text in read_pdf(file, pages=PAGES, seconds=SECONDS, drawn=DRAWN, characters=CHARACTERS).texts:
        lines = [line for line in text.splitlines() if line.strip()]
        front.stamps += [*lines[:EDGE], *lines[-EDGE:]]
        front.page += lines


def _of_text(file: Any, front: Front) -> None:
    front.page += islice(from_text(file), LINES)


def _of_docx(file: Any, front: Front) -> None:
    for part in _parts(file, r"word/(?:header|footer)\d*\.xml"):
        front.stamps += _lines(file, part, text="t", paragraphs={"p"})
    front.notes += _properties(file, r"docProps/(?:core|app|custom)\.xml")
    front.page += islice(from_archive(file, "word/document.xml", text="t", paragraphs={"p"}), LINES)


def _of_opendocument(file: Any, front: Front) -> None:
    for part in _parts(file, r"styles\.xml"):
        front.stamps += _lines(file, part, text="", paragraphs={"p", "h"})
    front.notes += _properties(file, r"meta\.xml")
    front.page += islice(from_archive(file, "content.xml", text="", paragraphs={"p", "h"}), LINES)


def _of_sheets(file: Any, front: Front) -> None:
    headers = {f"{which}{kind}" for which in ("odd", "even", "first") for kind in ("Header", "Footer")}
    for part in _parts(file, r"xl/(?:work|chart)sheets/sheet\d+\.xml"):
        for line in _lines(file, part, text="", paragraphs=headers):
            front.stamps += CODES_OF_A_HEADER.sub("\n", line).splitlines()
    front.notes += _properties(file, r"docProps/(?:core|app|custom)\.xml")
    for part in _parts(file, r"xl/sharedStrings\.xml"):
        front.page += _lines(file, part, text="t", paragraphs={"si"})
    for part in _parts(file, r"xl/(?:drawings/drawing|worksheets/sheet)1\.xml"):  # text boxes; strings in the cells
        front.page += _lines(file, part, text="t", paragraphs={"p", "is"})


def _of_slides(file: Any, front: Front) -> None:
    for part in _parts(
        file, r"ppt/(?:slideMasters/slideMaster|slideLayouts/slideLayout|notesMasters/notesMaster)\d+\.xml"
    ):
        front.stamps += _lines(file, part, text="t", paragraphs={"p"})
    front.notes += _properties(file, r"docProps/(?:core|app|custom)\.xml")
    for part in _parts(file, r"ppt/slides/slide1\.xml"):
        front.page += _lines(file, part, text="t", paragraphs={"p"})


def _of_picture(file: Any, front: Front) -> None:
    """What programs wrote into a picture beside it. What is drawn in it, nobody reads here."""
    with open_picture(file) as picture:
        texts = [value for value in picture.info.values() if isinstance(value, str | bytes)]
        exif = picture.getexif()
        texts += [exif[tag] for tag in TEXTS_OF_A_PICTURE if isinstance(exif.get(tag), str | bytes)]
    for text in texts:
        front.notes += _said(text)[:LINES]


def _said(text: str | bytes) -> list[str]:
    """The lines of a text inside a picture; XMP gives what stands between its tags."""
    if isinstance(text, bytes):
        text = text.decode("utf-16-le" if b"\x00" in text[:8] else "utf-8", errors="ignore")
    return re.sub(r"<[^>]*>", "\n", text[:100_000]).splitlines()


def _parts(file: Any, pattern: str) -> list[str]:
    with zipfile.ZipFile(file) as archive:
        return [name for name in archive.namelist() if re.fullmatch(pattern, name)][:MOST_PARTS]


def _lines(file: Any, part: str, *, text: str, paragraphs: Set[str]) -> Iterator[str]:
    return islice(from_archive(file, part, text=text, paragraphs=paragraphs), LINES_OF_A_PART)


def _properties(file: Any, pattern: str) -> list[str]:
    """Title, subject, keywords, category and the labels that offices add."""
    named = {"title", "subject", "keywords", "keyword", "category", "description", "lpwstr", "user-defined"}
    return [line for part in _parts(file, pattern) for line in _lines(file, part, text="", paragraphs=named)]


READERS: Any = {
    ".pdf": _of_pdf,
    ".docx": _of_docx,
    ".odt": _of_opendocument,
    ".ods": _of_opendocument,
    ".xlsx": _of_sheets,
    ".pptx": _of_slides,
    ".txt": _of_text,
    ".csv": _of_text,
}
