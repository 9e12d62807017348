"""Which questions an attempt asks: drawn from pools by a seed. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

LARGEST_SEED = 2**31 - 1
"""Seeds fit a positive integer of every database."""


@dataclass(frozen=True)
class Pool:
    """A section of a quiz: it asks `draw` of its `members` (keys of questions), or all of them (None)."""

    section: str
    members: tuple[UUID, ...]
    draw: int | None = None


@dataclass(frozen=True)
class Drawn:
    """A question that is asked, and the section that asks it."""

    section: str
    question: UUID


@dataclass(frozen=True)
class Shortfall:
    """A section that draws more questions than there are for it."""

    section: str
    wanted: int
    found: int


def drawn(pools: Sequence[Pool], *, seed: int, shuffle: bool) -> list[Drawn]:
    """The questions asked, each once, sections in their order.

    Sections without a number ask all their members, the first that names a question keeps it. The others draw at
    random from what is left, so that none goes short while there is a way to fill all of them. `shuffle` mixes the
    questions within each section; without it they stand in the order of the section.
    """
    asked = _fill(pools, seed)
    found = []
    for number, pool in enumerate(pools):
        questions = [member for member in dict.fromkeys(pool.members) if asked.get(member) == number]
        if shuffle:
            questions = mixed(questions, f"order {seed}")
        found += [Drawn(pool.section, question) for question in questions]
    return found


def shortfalls(pools: Sequence[Pool]) -> list[Shortfall]:
    """The sections that cannot be filled, whatever is drawn."""
    asked = list(_fill(pools, 0).values())
    return [
        Shortfall(pool.section, pool.draw, asked.count(number))
        for number, pool in enumerate(pools)
        if pool.draw is not None and asked.count(number) < pool.draw
    ]


def mixed(members: Iterable[UUID], seed: object) -> list[UUID]:
    """Members in an order that the seed alone decides, each once."""
    return sorted(set(members), key=lambda member: sha256(f"{seed} {member}".encode()).digest())


def _fill(pools: Sequence[Pool], seed: int) -> dict[UUID, int]:
    """The number of the pool that asks each question: a matching of places and questions, as large as can be."""
    asked: dict[UUID, int] = {}
    for number, pool in enumerate(pools):
        if pool.draw is None:
            asked |= {member: number for member in pool.members if member not in asked}
    fixed = frozenset(asked)
    left = {
        number: mixed(set(pool.members) - fixed, f"{number} {seed}")
        for number, pool in enumerate(pools)
        if pool.draw is not None
    }
    for number, members in left.items():
        for _place in range(min(pools[number].draw or 0, len(members))):
            if not _place_one(number, left, asked):
                break
    return asked


def _place_one(number: int, left: dict[int, list[UUID]], asked: dict[UUID, int]) -> bool:
    """Give a pool one more question; another pool may have to take a different one (an augmenting path)."""
    reached: dict[UUID, tuple[UUID | None, int]] = {}
    ahead: list[tuple[UUID | None, int]] = [(None, number)]
    for came_from, pool in ahead:
        for member in left[pool]:
            if member in reached or asked.get(member) == pool:
                continue
            reached[member] = (came_from, pool)
            if member not in asked:
                _move(member, reached, asked)
                return True
            ahead.append((member, asked[member]))
    return False


def _move(member: UUID, reached: dict[UUID, tuple[UUID | None, int]], asked: dict[UUID, int]) -> None:
    at: UUID | None = member
    while at is not None:
        at_before, pool = reached[at]
        asked[at] = pool
        at = at_before
