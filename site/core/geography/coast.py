"""Pure: the coastlines of the world, and the part of them that lies in a box.

land.json is made by `prepare.py`, which tells its format.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from core.geography.points import distance_km
from core.geography.projection import Projection

LAND = Path(__file__).resolve().parent / "land.json"
STEPS = 100  # of a degree, as land.json counts

CORNERS = 3  # of the least ring that has an inside

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom; y grows downwards."""


@dataclass(frozen=True, slots=True)
class Coast:
    """A closed coastline of (latitude, longitude), and the circle that holds it."""

    places: tuple[Point, ...]
    centre: Point
    radius_km: float


@cache
def coasts() -> tuple[Coast, ...]:
    """All of them, read once in a process: about 28,000 points."""
    read = []
    for numbers in json.loads(LAND.read_text(encoding="utf-8")):
        longitudes = [step / STEPS for step in accumulate(numbers[0::2])]
        latitudes = [step / STEPS for step in accumulate(numbers[1::2])]
        places = tuple(zip(latitudes, longitudes, strict=True))
        centre = ((min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2)
        read.append(Coast(places, centre, max(distance_km(centre, place) for place in places)))
    return tuple(read)


def land_in(box: Box, projection: Projection, on_paper: Callable[[Point], Point], reach_km: float) -> list[list[Point]]:
    """The rings of the land inside a box of the drawing.

    `on_paper` turns the kilometres of the projection into units of the drawing; nothing farther than `reach_km`
    from the middle of the projection is in the box. A ring is moved as a whole to the side of the Earth that the
    map shows.
    """
    middle = (projection.latitude, projection.longitude)
    found = []
    for coast in coasts():
        if distance_km(middle, coast.centre) <= reach_km + coast.radius_km:
            shift = projection.near(coast.centre[1]) - coast.centre[1]
            ring = clipped([on_paper(point) for point in projection.project(coast.places, shift)], box)
            if len(ring) >= CORNERS:
                found.append(ring)
    return found


def clipped(ring: Sequence[Point], box: Box) -> list[Point]:
    """The part of a ring inside a box (Sutherland and Hodgman): one side of the box after the other.

    A ring that leaves the box comes back along its edge, so the box should be a little larger than what is shown.
    """
    left, top, right, bottom = box
    kept = list(ring)
    for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        kept = beyond(kept, axis, limit, sign)
    return kept


def beyond(ring: Sequence[Point], axis: int, limit: float, sign: int) -> list[Point]:
    """The part of a ring on one side of a line: where sign * (coordinate - limit) >= 0."""
    kept: list[Point] = []
    for before, here in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        inside, was_inside = sign * (here[axis] - limit) >= 0, sign * (before[axis] - limit) >= 0
        if inside != was_inside:
            part = (limit - before[axis]) / (here[axis] - before[axis])
            other = before[1 - axis] + part * (here[1 - axis] - before[1 - axis])
            kept.append((limit, other) if axis == 0 else (other, limit))
        if inside:
            kept.append(here)
    return kept
