"""Choosing the name of a thing for a language and a date. Pure: no Django, no database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.languages import preference

SHOWN_KINDS = ("official", "short", "alias")
"""Kinds that may stand as the name of a thing, best first; a spelling of one source may not."""


@dataclass(frozen=True, slots=True)
class NameValue:
    """A name with its language (BCP 47), kind and the days, both included, on which it was valid."""

    language: str
    text: str
    kind: str = "official"
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether this was a name of the thing on that day; an open end holds for ever."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


def best_name(names: Iterable[NameValue], *, language: str, on: date) -> NameValue | None:
    """The name to show in a language for a record of that date.

    Valid on the date before not valid; the language asked for before the fallbacks before any other;
    official before short before alias. `None` only if there is no name at all of a kind that may be shown.
    """

    def rank(name: NameValue) -> tuple[bool, int, int, str, str]:
        spoken = preference(name.language, wanted=language)
        return (not name.holds_on(on), spoken, SHOWN_KINDS.index(name.kind), name.text, name.language)

    return min((name for name in names if name.kind in SHOWN_KINDS), key=rank, default=None)
