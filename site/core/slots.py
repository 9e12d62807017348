"""Slots: the door through which a higher app fills a frame of a lower one.

A frame names a slot (`{% slot "module.aside" page %}` or `slot_values(...)`); an app fills it from its own
`slots.py`, which is autodiscovered. The frame never learns who fills it.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

Filler = Callable[..., Any]


@dataclass(frozen=True)
class Filling:
    """One filler of a slot.

    `queries` is the most database queries it may need, whatever the number of things shown; the tests
    hold it to that. Fillings of a slot are shown in ascending `order`.
    """

    slot: str
    filler: Filler
    queries: int
    order: int


_fillings: dict[str, list[Filling]] = defaultdict(list)


def fills(slot: str, *, queries: int, order: int = 50) -> Callable[[Filler], Filler]:
    """Register a function `(*, request, viewer, subject) -> str | object | None` for a slot."""

    def register(filler: Filler) -> Filler:
        _fillings[slot].append(Filling(slot, filler, queries, order))
        _fillings[slot].sort(key=lambda filling: filling.order)
        return filler

    return register


def fillings(slot: str | None = None) -> list[Filling]:
    """The fillings of one slot, or of all of them."""
    if slot is not None:
        return list(_fillings[slot])
    return [filling for found in _fillings.values() for filling in found]


def slot_values(slot: str, *, request: HttpRequest, subject: Any = None) -> list[Any]:
    """What each filler of the slot returns for this person and subject, `None` left out."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = (filling.filler(request=request, viewer=viewer, subject=subject) for filling in fillings(slot))
    return [value for value in found if value is not None]
