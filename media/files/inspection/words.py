"""The words of a document, for the search and for people who quote from it. What has none yields none."""

import logging
import zipfile
from collections.abc import Callable, Iterator, Set
from contextlib import suppress
from pathlib import PurePath
from typing import Any
from xml.parsers import expat

from media.files.inspection.apart import read_pdf
from media.files.inspection.refusals import MEGABYTE

logger = logging.getLogger(__name__)

MOST_WORDS = 500_000
"""Characters that are kept of one document: a book of 200 pages."""
MOST_PAGES = 1000
MOST_SECONDS = 120
"""Of work on a PDF; nobody waits for it."""
MOST_XML = 50 * MEGABYTE


def words_in(file: Any, name: str) -> str:
    """The text of a PDF, DOCX, ODT, TXT or CSV: a line for each paragraph. Empty for a scan, or another kind.

    Never raises for what stands in the file: a damaged one has the words that could be read.
    """
    reader = READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        return ""
    lines: list[str] = []
    left = MOST_WORDS
    file.seek(0)
    try:
        for line in reader(file):
            lines.append(line.replace("\x00", "").replace("\t", " ").strip()[:left])  # PostgreSQL keeps no NUL
            left -= len(lines[-1]) + 1
            if left <= 0:
                break
    except Exception:  # parsers may raise anything on hostile bytes, all to the same effect
        logger.warning("Not all words of %s could be read", name)
    finally:
        file.seek(0)
    return "\n".join(line for line in lines if line)


def from_pdf(file: Any) -> Iterator[str]:
    read = read_pdf(file, pages=MOST_PAGES, seconds=MOST_SECONDS, characters=MOST_WORDS)
    return (line for text in read.texts for line in text.splitlines())


def from_docx(file: Any) -> Iterator[str]:
    return from_archive(file, "word/document.xml", text="t", paragraphs={"p"})


def from_odt(file: Any) -> Iterator[str]:
    return from_archive(file, "content.xml", text="", paragraphs={"p", "h"})


def from_archive(file: Any, member: str, *, text: str, paragraphs: Set[str]) -> Iterator[str]:
    """The paragraphs of an XML part, as it is read; `text`: the element whose characters count, each if empty."""
    with zipfile.ZipFile(file) as archive, archive.open(member) as part:
        reading = Paragraphs(text, paragraphs)
        read = 0
        with suppress(expat.ExpatError):  # damaged in the middle: what came before it counts
            while (piece := part.read(MEGABYTE)) and read <= MOST_XML:
                read += len(piece)
                reading.feed(piece)
                yield from reading.taken()
        yield from reading.taken()


GAPS = {"tab": "\t", "br": " ", "line-break": " ", "s": " "}


class Paragraphs:
    """Collects characters by paragraph. A document type is refused: its entities may grow without end."""

    def __init__(self, text: str, paragraphs: Set[str]) -> None:
        self.lines: list[str] = []
        self._text, self._paragraphs = text, paragraphs
        self._depth, self._inside = 0, not text
        self._words: list[str] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._refuse

    def feed(self, piece: bytes) -> None:
        self._parser.Parse(piece)

    def taken(self) -> list[str]:
        """The paragraphs that ended since this was asked last."""
        lines, self.lines = self.lines, []
        return lines

    def _start(self, name: str, attributes: Any) -> None:
        local = name.rpartition(" ")[2]
        self._depth += local in self._paragraphs
        self._inside = self._inside or local == self._text
        if local in GAPS:
            self._words.append(GAPS[local])

    def _end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        if self._text and local == self._text:
            self._inside = False
        if local in self._paragraphs:
            self._depth -= 1
            self.lines.append("".join(self._words))
            self._words = []

    def _characters(self, characters: str) -> None:
        if self._inside and self._depth:
            self._words.append(characters)

    def _refuse(self, *args: Any) -> None:
        raise expat.ExpatError("a document type")


def from_text(file: Any) -> Iterator[str]:
    """UTF-8, else Windows-1251, which most old Russian text files are in."""
    content: bytes = file.read(MOST_WORDS * 4)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        cut = error.start > len(content) - 4
        text = content.decode("utf-8-sig", "ignore") if cut else content.decode("cp1251", "replace")
    yield from text.splitlines()


READERS: dict[str, Callable[[Any], Iterator[str]]] = {
    ".pdf": from_pdf,
    ".docx": from_docx,
    ".odt": from_odt,
    ".txt": from_text,
    ".csv": from_text,
}
