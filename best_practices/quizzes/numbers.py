"""Reading a number as people type it. Pure."""

import re
from decimal import Decimal, InvalidOperation

SPACES = re.compile(r"[\s\u00a0\u202f'’]+")
PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
MOST_DIGITS = 18


class NotANumber(ValueError):
    """What was typed is no plain decimal number."""


GROUPED_BY_COMMAS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?")


def parse_number(text: str, *, unit: str = "", language: str = "") -> Decimal:
    """A decimal number from "2 800", "2,5", "2.5", "−3", "2 800 kg".

    Spaces (also non-breaking) and apostrophes group digits. A single comma is a decimal comma, except in
    English, where a comma before exactly three digits groups ("2,800" is 2800), or where a point stands
    after it ("2,800.5"); several commas always group. The question's unit may follow. Raises NotANumber
    for anything else: words, exponents, NaN, more than 18 digits.
    """
    compact = SPACES.sub("", text).replace("\u2212", "-")
    bare_unit = SPACES.sub("", unit)
    if bare_unit and compact.casefold().endswith(bare_unit.casefold()):
        compact = compact[: -len(bare_unit)]
    if language == "en" and GROUPED_BY_COMMAS.fullmatch(compact):
        compact = compact.replace(",", "")
    elif "," in compact and ("." in compact or compact.count(",") > 1):
        if compact.rfind(",") > compact.rfind(".") and compact.count(",") == 1:
            compact = compact.replace(".", "").replace(",", ".")  # 2.800,5
        else:
            compact = compact.replace(",", "")  # 2,800.5 and 1,234,567
    else:
        compact = compact.replace(",", ".")
    if not PLAIN.fullmatch(compact) or sum(character.isdigit() for character in compact) > MOST_DIGITS:
        raise NotANumber(text)
    try:
        return Decimal(compact)
    except InvalidOperation as error:  # pragma: no cover -- PLAIN admits only what Decimal reads
        raise NotANumber(text) from error
