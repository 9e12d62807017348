"""How a file leaves the house: its type, its headers, the part that was asked for. Pure."""

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, NamedTuple

from core.labels import Label

CONTENT_TYPES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".wav": "audio/wav",
    ".m4a": "audio/mp4",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
}
PDF = "application/pdf"
STAMPED_LABELS = frozenset({Label.AMBER, Label.AMBER_STRICT})
"""Of files that carry their label when they leave: on every page, or, where that cannot be, in their name."""
NOTHING_RUNS = "default-src 'none'; sandbox"
NOTHING_LOADS = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'"
"""For a PDF shown in the browser: Chromium's viewer does not start in a sandbox, and styles itself."""

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
BLOCK = 64 * 1024


class Span(NamedTuple):
    """Part of a file: the first byte and how many follow, itself included."""

    start: int
    length: int

    def content_range(self, size: int) -> str:
        return f"bytes {self.start}-{self.start + self.length - 1}/{size}"


class Unsatisfiable(ValueError):
    """A range that begins behind the end of the file."""


def content_type_of(name: str) -> str:
    return CONTENT_TYPES.get(PurePath(name).suffix.lower(), "application/octet-stream")


def name_for(name: str, label: str = "") -> str:
    """The name under which a file is handed out; with a label ("TLP:AMBER") before it, where it has to carry one."""
    own = PurePath(name).name
    return f"{label.replace(':', '-')}_{own}" if label else own


def policy_for(content_type: str) -> str:
    """The Content-Security-Policy of a file that somebody opens as a page of its own."""
    return NOTHING_LOADS if content_type == PDF else NOTHING_RUNS


def span_asked_for(header: str | None, size: int) -> Span | None:
    """The one range of a Range header; None for the whole file and for nonsense (RFC 9110, 14.2).

    Raises Unsatisfiable if the range begins behind the end.
    """
    found = RANGE.fullmatch((header or "").strip())
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        length = min(int(last), size)
        start, stop = size - length, size
    else:
        start, stop = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < start:
            return None
    if start >= size:
        raise Unsatisfiable
    return Span(start, stop - start)


def blocks_of(file: Any, span: Span) -> Iterator[bytes]:
    """The bytes of a span, in blocks."""
    file.seek(span.start)
    left = span.length
    while left > 0 and (block := file.read(min(BLOCK, left))):
        left -= len(block)
        yield block
