"""Comparing a typed name with the one on a certificate, without telling either. Pure."""

import re
import unicodedata
from collections.abc import Iterable

APART = re.compile(r"[^\w]+")


def parts_of(name: str) -> list[str]:
    """The words of a name, sorted, without case, accents and punctuation; ё counts as е, as on many papers."""
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return sorted(part for part in APART.split(letters) if part)


def agrees(typed: str, names: Iterable[str]) -> bool:
    """Whether what was typed is one of the names: every word of it, in any order."""
    wanted = parts_of(typed)
    return bool(wanted) and any(parts_of(name) == wanted for name in names if name)
