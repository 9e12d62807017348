"""What identifies a consignment, a vehicle or a person and should not stand in free text. Pure.

It warns, it does not prove: a real number written in an unusual way is not found, and an invented one is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

FICTITIOUS_PREFIX = "ZZZU"
"""Owner code and category of the container numbers of exercises (domain notes, 3.2): never a finding."""


class Kind(StrEnum):
    CONTAINER = "container"
    EMAIL = "email"
    PHONE = "phone"
    PASSPORT = "passport"
    PLATE = "plate"


@dataclass(frozen=True, slots=True)
class Identifier:
    """One finding; `text` as it stands there."""

    kind: Kind
    text: str


CONTAINER = re.compile(r"\b[A-Z]{3}[UJZ][ -]?\d{3}[ -]?\d{3}[ -]?\d\b")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<!\w)(?:\+\d|8[ -]?\()(?:[ ()-]{0,2}\d){7,14}(?!\w)")
PASSPORT = re.compile(r"\b[A-Z]{1,2} ?(?:№ ?)?\d{7,8}\b")
PLATE = re.compile(
    r"\b(?:"
    r"\d{3} ?[A-Z]{3} ?\d{2}"  # Kazakhstan
    r"|\d{2} ?(?:KG )?\d{3} ?[A-Z]{3}"  # Kyrgyzstan, Uzbekistan (companies)
    r"|\d{2} ?[A-Z] ?\d{3} ?[A-Z]{2}"  # Uzbekistan
    r"|\d{4} ?[A-Z]{2}[ -]?\d{1,2}"  # Tajikistan, Belarus
    r"|[АВЕКМНОРСТУХ]\d{3}[АВЕКМНОРСТУХ]{2} ?\d{2,3}"  # Russia
    r"|(?!ISO|UN|HS|EN|DIN)[A-Z]{2,3} ?(?:\d{5}|\d{4}[A-Z])"  # Poland
    r")\b"
)
PATTERNS = (
    (Kind.CONTAINER, CONTAINER),
    (Kind.EMAIL, EMAIL),
    (Kind.PHONE, PHONE),
    (Kind.PASSPORT, PASSPORT),
    (Kind.PLATE, PLATE),
)


def identifiers_in(text: str) -> Iterator[Identifier]:
    """What a text seems to identify, kind by kind; a stretch of text is found once only."""
    taken: list[tuple[int, int]] = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            taken.append((start, end))
            if not match[0].startswith(FICTITIOUS_PREFIX):
                yield Identifier(kind, match[0])


def plain(text: str) -> str:
    """An identifier without the spaces and signs people put into it, to compare two spellings."""
    return re.sub(r"[\s()-]", "", text).casefold()
