"""PDF: complete, without a password, and without anything that acts by itself."""

import re
import zlib
from collections.abc import Iterator
from typing import Any, NoReturn

from django.utils.translation import gettext_lazy as _

from media.files.inspection.refusals import MEGABYTE, refuse

MOST_UNPACKED = 64 * MEGABYTE
MOST_STREAMS = 100_000
CHUNK = 16_384
"""Bytes fed to the decompressor at once: they become at most a thousand times as many."""

END = rb"(?=[\x00\s()<>\[\]{}/%]|$)"
ACTIVE = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia)" + END)
"""Looked for in every byte: long enough to appear in compressed data only if somebody put them there."""
ACTIVE_SHORT = re.compile(rb"/(JS|XFA)" + END)
"""Looked for outside of stream data, where three letters are no accident."""
ENCRYPTED = re.compile(rb"/Encrypt" + END)
OBJECTS = re.compile(rb"/ObjStm" + END)
STREAM = re.compile(rb"(?<!end)stream\r?\n")
ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
PRINTABLE = bytes(range(32, 127)) + b"\t\n\f\r"


def check_pdf(file: Any) -> None:
    """Refuse what is no whole PDF, is locked, or holds scripts, programs to start or files.

    Names may be written with escapes (/J#61vaScript) and objects may lie in compressed object streams:
    both are undone before looking. Source of the names: ISO 32000-1, 7.3.5, 7.5.7, 12.6.4.
    """
    file.seek(0)
    content: bytes = file.read()
    file.seek(0)
    if not content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"%PDF-"):
        refuse(
            "wrong_kind",
            _("This is not a PDF, whatever its name says. Save the document as PDF and try again."),
        )
    if b"%%EOF" not in content[-2048:]:
        refuse("damaged", _("This PDF is not complete. Copy it once more, or save it anew as PDF."))
    outside = unescaped(outside_streams(content))
    if ENCRYPTED.search(outside):
        refuse("encrypted", _("This PDF has a password or a lock on it. Save it without one and try again."))
    if ACTIVE.search(unescaped(content)) or ACTIVE_SHORT.search(outside):
        refuse_active()
    for text in texts_in_streams(content):
        if ACTIVE.search(unescaped(text)):
            refuse_active()


def unescaped(content: bytes) -> bytes:
    """The bytes with #61 and its like as the letters they stand for."""
    return ESCAPE.sub(lambda escape: bytes([int(escape[1], 16)]), content)


def outside_streams(content: bytes) -> bytes:
    """The file without the data of its streams (one pass: a file of nothing but beginnings costs no more)."""
    parts, at = [], 0
    for start in STREAM.finditer(content):
        if start.start() < at:
            continue
        end = content.find(b"endstream", start.end())
        if end < 0:
            break
        parts.append(content[at : start.end()])
        at = end
    return b"".join([*parts, content[at:]])


def texts_in_streams(content: bytes) -> Iterator[bytes]:
    """Every compressed stream that holds text, as object streams do, within one bound for all.

    Found by what comes out of them, not by what they call themselves; one that calls itself an object
    stream must be readable.
    """
    left, whole = MOST_UNPACKED, memoryview(content)
    for number, start in enumerate(STREAM.finditer(content)):
        beginning = unpacked(whole[start.end() : start.end() + 256], CHUNK)
        if not beginning:
            before = content[max(0, start.start() - 1024) : start.start()]
            called = unescaped(before.rpartition(b"endobj")[2])
            if OBJECTS.search(called) and b"/Filter" in called:
                refuse_unreadable()
        elif not beginning[:32].translate(None, PRINTABLE):
            text = unpacked(whole[start.end() :], left)
            left -= len(text)
            yield text
        if left <= 0 or number > MOST_STREAMS:
            refuse_unreadable()


def unpacked(data: memoryview, most: int) -> bytes:
    """What the stream that begins here holds, up to about `most` bytes; empty if it is not compressed.

    It ends where the compression says, not where a forged word "endstream" stands.
    """
    engine, parts, size = zlib.decompressobj(), [], 0
    try:
        for at in range(0, len(data), CHUNK):
            parts.append(engine.decompress(data[at : at + CHUNK]))
            size += len(parts[-1])
            if engine.eof or size > most:
                break
    except zlib.error:
        pass  # readers show what came before the damage, so that is what we look at
    return b"".join(parts)


def refuse_active() -> NoReturn:
    refuse(
        "active",
        _("This PDF holds scripts, commands or other files. Print it as PDF again and take that."),
    )


def refuse_unreadable() -> NoReturn:
    refuse("unreadable", _("This PDF cannot be looked into. Print it as PDF again and take that."))
