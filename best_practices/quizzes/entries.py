"""A question outside the bank: what a file says of it, as plain values. Pure."""

from dataclasses import dataclass
from typing import Any

Parts = tuple[tuple[str, dict[str, Any]], ...]
"""Parts of a question as the editor has them: the kind of part (see `blocks.PARTS`) and its values."""
MOST_IN_CODE = 30


@dataclass(frozen=True)
class Fault:
    """Something that is said about a row: a code that the page has words for, and what it is about."""

    code: str
    about: str = ""


@dataclass(frozen=True)
class Entry:
    """Numbers are plain decimals in text; `picture` is the UUID of a picture of the collection, or nothing."""

    code: str
    kind: str
    stem: str
    language: str = ""
    parts: Parts = ()
    feedback: str = ""
    text: str = ""
    answer: str = ""
    tolerance: str = "0"
    unit: str = ""
    drawing: str = ""
    picture: str = ""
    picture_text: str = ""
    sources: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    difficulty: int = 2
    volatile: bool = False


@dataclass(frozen=True)
class Found:
    """One question of a file, with the line or row it begins in. With `faults` it cannot be taken in."""

    line: int
    entry: Entry
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()
    category: str = ""
    is_partial: bool = False
    """Whether the format cannot say everything, so that what is there already is kept (GIFT)."""
