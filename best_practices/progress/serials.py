"""The serial of a certificate: short, unguessable, with a check character; nothing of the person in it. Pure."""

import secrets
import unicodedata

from accounts.codes import ALPHABET, BETWEEN, LOOKALIKES

SIGNS = 12
"""Eleven signs by chance, of thirty: 54 bits. The twelfth is calculated from them."""
GROUP = 4


def check_character(signs: str) -> str:
    """The check character of a row of signs of the alphabet.

    ISO/IEC 7064, hybrid system MOD M+1,M, here M = 30 signs. As 31 is a prime, every single wrong sign is found, and
    nearly every exchange of two neighbours.
    """
    size = len(ALPHABET)
    carried = size
    for sign in signs:
        carried = (carried + ALPHABET.index(sign)) % size or size
        carried = carried * 2 % (size + 1)
    return ALPHABET[(1 - carried) % size]


def new_serial() -> str:
    """A new serial without its dashes, as it is kept: "K7QF2M9XRTB" and its check character."""
    signs = "".join(secrets.choice(ALPHABET) for _sign in range(SIGNS - 1))
    return signs + check_character(signs)


def shown(serial: str) -> str:
    """As it is printed: "K7QF-2M9X-RTBA"."""
    return "-".join(serial[start : start + GROUP] for start in range(0, len(serial), GROUP))


def read_serial(typed: str) -> str:
    """A serial from what somebody typed; empty if it is none, or a sign of it is wrong.

    Small letters, dashes, spaces, wide letters of an Asian keyboard and Cyrillic look-alikes do not matter.
    """
    folded = unicodedata.normalize("NFKC", typed[: SIGNS * 4])
    signs = BETWEEN.sub("", folded).upper().translate(LOOKALIKES)
    if len(signs) != SIGNS or not set(signs) <= set(ALPHABET):
        return ""
    return signs if check_character(signs[:-1]) == signs[-1] else ""
