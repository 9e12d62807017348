"""Reading a number as people type it. Pure."""

import re
from decimal import Decimal, InvalidOperation

SPACES = re.compile(r"[\s\u00a0\u202f'’]+")
PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
MOST_DIGITS = 18


class NotANumber(ValueError):
    """What was typed is no plain decimal number."""


GROUPED_BY_COMMAS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?")
GROUPED_BY_POINTS = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+,\d*")


def parse_number(text: str, *, unit: str = "", language: str = "") -> Decimal:
    """A decimal number from "2 800", "2,5", "2.5", "−3", "2 800 kg".

    Spaces (also non-breaking) and apostrophes group digits. A single comma is a decimal comma, except in
    English, where a comma before exactly three digits groups ("2,800" is 2800). Commas that stand before
    three digits each group where there are several ("1,234,567") or a point follows ("2,800.5"), and so do
    points before a decimal comma ("2.800,5"). The question's unit may follow. Raises NotANumber for anything
    else: words, exponents, NaN, lists ("1,2,3"), more than 18 digits.
    """
    compact = SPACES.sub("", text).replace("\u2212", "-")
    bare_unit = SPACES.sub("", unit)
    if bare_unit and compact.casefold().endswith(bare_unit.casefold()):
        compact = compact[: -len(bare_unit)]
    plain = _with_decimal_point(compact, english=language == "en")
    if not PLAIN.fullmatch(plain) or sum(character.isdigit() for character in plain) > MOST_DIGITS:
        raise NotANumber(text)
    try:
        return Decimal(plain)
    except InvalidOperation as error:  # pragma: no cover -- PLAIN admits only what Decimal reads
        raise NotANumber(text) from error


def _with_decimal_point(number: str, *, english: bool) -> str:
    """The same digits without grouping; what is grouped in no known way comes back as no plain number."""
    commas_group = english or number.count(",") > 1 or "." in number
    if commas_group and GROUPED_BY_COMMAS.fullmatch(number):
        return number.replace(",", "")
    if GROUPED_BY_POINTS.fullmatch(number):
        return number.replace(".", "").replace(",", ".")
    return number.replace(",", ".")
