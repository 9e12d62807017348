"""Pure: the equidistant conic projection, fitted to a few places.

True to scale along every meridian and along two parallels, which are laid through the places themselves: a long
corridor from east to west between 40 and 55 degrees north comes out nearly without distortion. Formulae: Snyder,
Map Projections: A Working Manual (USGS Professional Paper 1395), section 16, for the sphere.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.geography.points import EARTH_KM

Point = tuple[float, float]

FLAT = 0.02
"""A cone this close to a cylinder is drawn as one: places on both sides of the equator."""

TOGETHER = 1e-6
"""Radians: below, two parallels are one."""


@dataclass(frozen=True, slots=True)
class Projection:
    """`longitude` is the meridian in the middle, `latitude` the parallel at y = 0; both and `sixths` in degrees.

    `sixths`: the two parallels that are true to scale.
    """

    longitude: float
    latitude: float
    sixths: tuple[float, float]

    @property
    def cone(self) -> float:
        first, second = (math.radians(parallel) for parallel in self.sixths)
        if second - first < TOGETHER:
            return math.sin(first)
        return (math.cos(first) - math.cos(second)) / (second - first)

    def project(self, places: Iterable[Point], shift: float | None = None) -> list[Point]:
        """Kilometres to the east and to the SOUTH of the middle, as a drawing counts, of (latitude, longitude).

        Each place is taken where it is nearest to the middle meridian; with a `shift`, all are moved by that many
        degrees instead, so that a line is not torn at the 180th meridian.
        """
        middle, centre, first = (math.radians(angle) for angle in (self.longitude, self.latitude, self.sixths[0]))
        turned = [
            (
                math.radians(latitude),
                math.radians(self.near(longitude) if shift is None else longitude + shift) - middle,
            )
            for latitude, longitude in places
        ]
        cone = self.cone
        if abs(cone) < FLAT:
            return [(EARTH_KM * east * math.cos(first), EARTH_KM * (centre - north)) for north, east in turned]
        apex = math.cos(first) / cone + first
        middle_radius = apex - centre
        return [
            (
                EARTH_KM * (apex - north) * math.sin(cone * east),
                EARTH_KM * ((apex - north) * math.cos(cone * east) - middle_radius),
            )
            for north, east in turned
        ]

    def near(self, longitude: float) -> float:
        """The same meridian, counted on from the middle one: at most 180 degrees from it."""
        return self.longitude + (longitude - self.longitude + 180) % 360 - 180


def fitted(places: Sequence[Point]) -> Projection:
    """The projection for these (latitude, longitude), of which there is at least one.

    The true parallels lie a sixth of the height inside the outermost places (Kavrayskiy's rule).
    """
    south, north = min(latitude for latitude, _ in places), max(latitude for latitude, _ in places)
    sixth = (north - south) / 6
    return Projection(
        longitude=middle_meridian([longitude for _, longitude in places]),
        latitude=(south + north) / 2,
        sixths=(south + sixth, north - sixth),
    )


def middle_meridian(longitudes: Sequence[float]) -> float:
    """The middle of the shortest arc that holds all of them; it may cross the 180th meridian."""
    ordered = sorted(longitude % 360 for longitude in longitudes)
    gaps = [(after - before, after) for before, after in zip(ordered, [*ordered[1:], ordered[0] + 360], strict=True)]
    widest, start = max(gaps)
    middle = start % 360 + (360 - widest) / 2
    return (middle + 180) % 360 - 180
