"""Codes that are printed, read from paper, and typed on any keyboard. Pure."""

import re
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No letter or digit that looks like another one in print: no 0 O, 1 I L, U V together."""
GROUPS, LETTERS = 3, 4
"""Twelve signs of thirty: 58 bits, so that nobody finds one by trying within its days."""

LOOKALIKES = str.maketrans("АВЕЗКМНРСТУХЅҮ", "ABE3KMHPCTYXSY")
"""Cyrillic letters on whose key a reader of the slip may land."""
CODE = re.compile(rf"[{ALPHABET}]{{{GROUPS * LETTERS}}}")
BETWEEN = re.compile(r"[\s\-–—.·]+")


def new_code() -> str:
    """A new code as it is printed: "K7QF-2M9X-RTBA"."""
    return "-".join("".join(secrets.choice(ALPHABET) for _letter in range(LETTERS)) for _group in range(GROUPS))


def plain_code(typed: str) -> str:
    """A code without what is only for reading it; empty if what was typed is none."""
    plain = BETWEEN.sub("", typed).upper().translate(LOOKALIKES)
    return plain if CODE.fullmatch(plain) else ""
