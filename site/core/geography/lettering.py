"""Pure: where the names on a map stand, so that none covers another, a station or the edge.

Cartographers try the right side first, then the left, then above and below. What cannot be read in its place is
numbered, and the list below the map tells the numbers; stations too close to be told apart are drawn as one.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Box = tuple[float, float, float, float]

NARROW, WIDE = frozenset("fijlrtI.,:;'’()-| ·"), frozenset("mwMWШЩЖЮФМжшщюфмыЫ@%—")
GAP = 3  # between a station and its name
LONGEST = 0.66  # of the map's width, for the name of one station or the names of one group


@dataclass(frozen=True, slots=True)
class Lettering:
    """What the names are drawn on: the size of the map, of its letters and of its stations, in units."""

    width: float
    height: float
    size: float
    radius: float

    def width_of(self, text: str) -> float:
        """An estimate on the safe side: a bold sans serif of the reader's system is not known here."""
        ems = sum(
            0.42 if sign in NARROW else 1.05 if sign in WIDE else 0.8 if sign.isupper() else 0.68 for sign in text
        )
        return ems * self.size

    def holds(self, box: Box) -> bool:
        return box[0] >= 1 and box[1] >= 1 and box[2] <= self.width - 1 and box[3] <= self.height - 1


@dataclass(frozen=True, slots=True)
class Label:
    """A text at its base line; `anchor` as in SVG: start, middle or end. `box` is the room it takes."""

    text: str
    x: int
    y: int
    anchor: str
    box: Box


@dataclass(frozen=True, slots=True)
class Group:
    """Stations drawn as one, by their numbers from 0 in the order given; `at` is the middle of them."""

    members: tuple[int, ...]
    at: Point

    def called(self, names: Sequence[str]) -> str:
        return ", ".join(names[member] for member in self.members)

    @property
    def numbers(self) -> str:
        """ "1" or "2–8" or "1, 4–6", counted from 1."""
        runs: list[list[int]] = []
        for member in self.members:
            if runs and member == runs[-1][-1] + 1:
                runs[-1].append(member)
            else:
                runs.append([member])
        return ", ".join(f"{run[0] + 1}" if len(run) == 1 else f"{run[0] + 1}–{run[-1] + 1}" for run in runs)


def grouped(points: Sequence[Point], nearest: float) -> list[Group]:
    """Points closer than `nearest` to each other as one, until none are; in the order of their first members."""
    groups = [Group((number,), point) for number, point in enumerate(points)]
    while len(groups) > 1:
        gap, first, second = closest(groups)
        if gap >= nearest:
            break
        groups = merged(groups, first, second, points)
    return groups


def closest(groups: Sequence[Group], to: int | None = None) -> tuple[float, int, int]:
    """The distance and the places in the list of the two groups nearest to each other, or to one of them."""
    return min(
        (math.dist(one.at, other.at), first, second)
        for second, other in enumerate(groups)
        for first, one in enumerate(groups[:second])
        if to is None or to in {first, second}
    )


def merged(groups: Sequence[Group], first: int, second: int, points: Sequence[Point]) -> list[Group]:
    members = tuple(sorted(groups[first].members + groups[second].members))
    middle = (
        sum(points[member][0] for member in members) / len(members),
        sum(points[member][1] for member in members) / len(members),
    )
    others = [group for number, group in enumerate(groups) if number not in {first, second}]
    return sorted([*others, Group(members, middle)], key=lambda group: group.members)


def lettered(
    points: Sequence[Point],
    names: Sequence[str],
    page: Lettering,
    *,
    taken: Sequence[Box] = (),
    track: Sequence[Point] = (),
) -> tuple[list[Group], list[Label | None]]:
    """Groups of stations and the label of each; None where not even numbers fit, which takes very many stations.

    `taken` is kept free; a label crosses the `track` only where it has to.
    """
    groups = grouped(points, 2 * page.radius + 1)
    while True:
        tries = [attempt(groups, order, names, page, taken=taken, track=track) for order in orders(groups)]
        labels = min(tries, key=lambda labels: shortcomings(groups, names, labels))
        stuck = next((number for number, label in enumerate(labels) if label is None), None)
        if stuck is None or len(groups) == 1:
            return groups, labels
        _gap, first, second = closest(groups, to=stuck)
        groups = merged(groups, first, second, points)


def orders(groups: Sequence[Group]) -> list[list[int]]:
    """Whose name is placed first: that of the first group, of the last, of the one nearest to either side."""
    given = list(range(len(groups)))
    from_left = sorted(given, key=lambda number: groups[number].at)
    return [given, given[::-1], from_left, from_left[::-1]]


def shortcomings(groups: Sequence[Group], names: Sequence[str], labels: Sequence[Label | None]) -> tuple[int, int]:
    """How many groups have no label, and how many have a number instead of a name."""
    return labels.count(None), sum(
        label is None or label.text != group.called(names) for group, label in zip(groups, labels, strict=True)
    )


def attempt(
    groups: Sequence[Group],
    order: Sequence[int],
    names: Sequence[str],
    page: Lettering,
    *,
    taken: Sequence[Box],
    track: Sequence[Point],
) -> list[Label | None]:
    """The label of each group, placed one after the other; None where there was no room."""
    stations = [around(group.at, page.radius + 1) for group in groups]
    boxes = [*taken]
    labels: list[Label | None] = [None] * len(groups)
    for number in order:
        blocked = [*boxes, *(box for other, box in enumerate(stations) if other != number)]
        label = labels[number] = best(groups[number], names, page, blocked, track)
        if label is not None:
            boxes.append(label.box)
    return labels


def best(
    group: Group, names: Sequence[str], page: Lettering, blocked: Sequence[Box], track: Sequence[Point]
) -> Label | None:
    """The first free place that crosses least of the track; names before numbers."""
    for text in (group.called(names), group.numbers):
        if text and (text == group.numbers or page.width_of(text) <= LONGEST * page.width):
            free = [
                label
                for label in around_station(group.at, text, page)
                if page.holds(label.box) and not any(overlap(label.box, box) for box in blocked)
            ]
            if free:
                return min(free, key=lambda label: sum(inside(point, label.box) for point in track))
    return None


def around_station(at: Point, text: str, page: Lettering) -> Iterator[Label]:
    """Every place a text may have, the best first."""
    width, height, away = page.width_of(text), page.size, page.radius + GAP
    x, y = at
    middle, above, below = y + 0.36 * height, y - away - 1, y + away + 0.8 * height
    aside = width / 4
    sides = (
        ("start", x + away, middle),
        ("end", x - away, middle),
        *(("middle", x + shift, base) for shift in (0, aside, -aside) for base in (above, below)),
        *((anchor, x, base) for anchor in ("start", "end") for base in (above, below)),
    )
    for anchor, left, base in sides:
        start = left - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        box = (start, base - 0.82 * height, start + width, base + 0.25 * height)
        yield Label(text, round(left), round(base), anchor, box)


def around(point: Point, radius: float) -> Box:
    return point[0] - radius, point[1] - radius, point[0] + radius, point[1] + radius


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def inside(point: Point, box: Box) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def free_corner(page: Lettering, width: float, height: float, points: Iterable[Point]) -> Box:
    """The corner of the map farthest from all points, for the scale bar; the lower ones first."""
    edge = 6
    corners = [
        (left, top, left + width, top + height)
        for top in (page.height - height - edge, edge)
        for left in (edge, page.width - width - edge)
    ]
    seen = list(points)

    def room(box: Box) -> float:
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        return min((math.dist(middle, point) for point in seen), default=0.0)

    roomy = [box for box in corners if not any(inside(point, widened(box, 12)) for point in seen)]
    return roomy[0] if roomy else max(corners, key=room)


def widened(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by
