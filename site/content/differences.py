"""What changed between two versions of a text, word by word. Pure: plain values as revisions keep them."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

MOST_WORDS = 3000
"""Longer texts are compared sentence by sentence: comparing words grows with their square."""
AROUND = 8
"""Words that are kept on each side of a change, where what stays the same is long."""

TAG = re.compile(r"<[^<>]*>")
KEPT = re.compile(r"<(?:a|embed)\b[^<>]*>|<(?:li|h\d)\b")
"""Of the tags those that a reader would miss: links with where they lead, points of a list, headings."""
BREAK = re.compile(r"</(?:p|li|h\d|tr)>|<br\s*/?>")
SENTENCE = re.compile(r"(?<=[.!?…])\s+")
NOT_WORDS = frozenset({"id", "type", "kind"})


class Run(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"
    CUT = "cut"
    """Words that stayed the same and are left out: its text is empty."""


@dataclass(frozen=True)
class Piece:
    run: Run
    text: str


def plain(value: Any) -> str:
    """The words of a field as a revision keeps it: rich text without tags, blocks as the texts in them."""
    if isinstance(value, str) and value.startswith(("[", "{")):
        try:
            value = json.loads(value)
        except ValueError:
            return _untagged(value)
    return " ".join(part for part in _texts(value) if part)


def is_same_text(before: Any, after: Any) -> bool:
    """Whether two rich texts say the same and link to the same: an editor writes tags anew without being asked."""
    both = (before, after)
    if not all(isinstance(text, str) and text.startswith("<") for text in both):
        return False
    said, kept = zip(*((_untagged(text), KEPT.findall(text)) for text in both), strict=True)
    return said[0] == said[1] and kept[0] == kept[1]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield _untagged(value)
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in NOT_WORDS:
                yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def _untagged(text: str) -> str:
    return " ".join(html.unescape(TAG.sub("", BREAK.sub(" ", text))).split())


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of two texts in order: without the new ones they are the first text, without the gone the second."""
    old, new = _units(before, after)
    found: list[Piece] = []
    for operation, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if operation == "equal":
            found.append(Piece(Run.SAME, " ".join(old[a:b])))
            continue
        found.extend(Piece(run, " ".join(units)) for run, units in ((Run.GONE, old[a:b]), (Run.NEW, new[c:d])) if units)
    return tuple(found)


def _units(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = before.split(), after.split()
    if len(old) + len(new) <= MOST_WORDS:
        return old, new
    return SENTENCE.split(" ".join(old)), SENTENCE.split(" ".join(new))


def shortened(found: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The same with what stays the same cut down to the words around each change."""
    return tuple(_shortened(found))


def _shortened(found: tuple[Piece, ...]) -> Iterator[Piece]:
    last = len(found) - 1
    for number, piece in enumerate(found):
        words = piece.text.split()
        if piece.run is not Run.SAME or len(words) <= 2 * AROUND + 2:
            yield piece
            continue
        if number > 0:
            yield Piece(Run.SAME, " ".join(words[:AROUND]))
        yield Piece(Run.CUT, "")
        if number < last:
            yield Piece(Run.SAME, " ".join(words[-AROUND:]))
