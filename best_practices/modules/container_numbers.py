"""A container number taken apart: its signs, the sum of its check digit line by line, slips that would explain it.

Rule: ISO 6346, Annex A (see `core.identifiers`). Pure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize

from core.identifiers import ALIKE, CONTAINER_SIGNS, LETTER_VALUES, check_digit

LETTERS = 4
"""Signs before the figures: three of the owner, one of the category."""
SUMMED = CONTAINER_SIGNS - 1
CATEGORIES = frozenset("UJZ")
LONGEST = 40
"""Signs that are looked at; more is no container number."""
MOST_SLIPS = 3

BETWEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff.,/()\[\]|_\u2010-\u2015\u2212-]+")
"""What people put between the signs, marks that are not seen included."""
LETTER_FOR = dict(zip("0125678", "OIZSGTB", strict=True))
FIGURE_FOR = dict(zip("OQDILZSGTB", "0001125678", strict=True))
"""Figures that are taken for letters, and letters for figures, on a worn door."""
LOOKS_LIKE = ("08", "17", "14", "38", "35", "56", "68", "69", "OQ", "OD", "CG", "EF", "MN", "UV", "IJ", "PR", "VY")
"""Pairs of signs of one sort that are read for each other."""


class Problem(StrEnum):
    """Why there is no sum."""

    EMPTY = "empty"
    STRANGE = "strange"
    LETTER_EXPECTED = "letter"
    FIGURE_EXPECTED = "figure"
    SHORT = "short"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the sum. `total`: the sum up to this line."""

    sign: str
    value: int
    weight: int
    product: int
    total: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What was typed, read as a container number.

    `signs`: Latin capitals and figures, nothing between them. `problem`: why it cannot be summed, with the
    `place` (from 1) and the `sign` that is wrong, and the `meant` sign that looks like it, if there is one.
    """

    signs: str
    problem: Problem | None = None
    place: int = 0
    sign: str = ""
    meant: str = ""

    @property
    def lines(self) -> tuple[Line, ...]:
        """The sum, sign by sign; nothing if there is a problem."""
        return () if self.problem else tuple(_lines(self.signs[:SUMMED]))

    @property
    def total(self) -> int:
        return self.lines[-1].total

    @property
    def quotient(self) -> int:
        """How many times 11 goes into the sum."""
        return self.total // 11

    @property
    def remainder(self) -> int:
        """0 to 10; of 10 the digit is 0."""
        return self.total % 11

    @property
    def digit(self) -> int:
        """The check digit that belongs to the first ten signs."""
        return check_digit(self.signs)

    @property
    def given(self) -> str:
        """The check digit that was typed; empty if it was left out."""
        return self.signs[SUMMED:]

    @property
    def fits(self) -> bool:
        """Whether the check digit that was typed is the right one."""
        return not self.problem and self.given == str(self.digit)

    @property
    def known_category(self) -> bool:
        return self.signs[LETTERS - 1 : LETTERS] in CATEGORIES

    @property
    def spaced(self) -> str:
        """ "CSQU 305438 3", as it is written on the door."""
        return spaced(self.signs)

    @property
    def slips(self) -> tuple[str, ...]:
        """Numbers that fit and are one slip away: neighbours swapped, or a sign read for one that looks like it."""
        if self.problem or self.fits or not self.given:
            return ()
        near = dict.fromkeys(number for number in (*_swapped(self.signs), *_misread(self.signs)) if _is_right(number))
        return tuple(spaced(number) for number in near)[:MOST_SLIPS]


def spaced(signs: str) -> str:
    return " ".join(part for part in (signs[:LETTERS], signs[LETTERS:SUMMED], signs[SUMMED:]) if part)


def read_number(text: str) -> Reading:
    """A container number as it is typed: with or without its check digit, blanks and strokes, in Cyrillic letters.

    Never raises; what cannot be summed comes back with its problem, the first one from the left.
    """
    shown = BETWEEN.sub("", normalize("NFKC", text[: LONGEST * 2]).replace("\x00", "")).upper().translate(ALIKE)
    if not shown:
        return Reading("", Problem.EMPTY)
    for place, sign in enumerate(shown[:CONTAINER_SIGNS], start=1):
        if sign not in LETTER_VALUES or sign == "?":
            return Reading(shown[:LONGEST], Problem.STRANGE, place, sign)
        if place <= LETTERS and sign.isdigit():
            return Reading(shown[:LONGEST], Problem.LETTER_EXPECTED, place, sign, LETTER_FOR.get(sign, ""))
        if place > LETTERS and not sign.isdigit():
            return Reading(shown[:LONGEST], Problem.FIGURE_EXPECTED, place, sign, FIGURE_FOR.get(sign, ""))
    if len(shown) < SUMMED:
        return Reading(shown, Problem.SHORT)
    if len(shown) > CONTAINER_SIGNS:
        return Reading(shown[:LONGEST], Problem.LONG)
    return Reading(shown)


def _lines(signs: str) -> Iterator[Line]:
    total = 0
    for place, sign in enumerate(signs):
        value, weight = LETTER_VALUES[sign], 1 << place
        total += value * weight
        yield Line(sign, value, weight, value * weight, total)


def _is_right(number: str) -> bool:
    return str(check_digit(number)) == number[SUMMED:]


def _swapped(signs: str) -> Iterator[str]:
    for place in range(CONTAINER_SIGNS - 1):
        left, right = signs[place], signs[place + 1]
        if left != right and left.isdigit() == right.isdigit():
            yield signs[:place] + right + left + signs[place + 2 :]


def _misread(signs: str) -> Iterator[str]:
    for place, sign in enumerate(signs):
        for pair in LOOKS_LIKE:
            if sign in pair:
                yield signs[:place] + pair.replace(sign, "") + signs[place + 1 :]
