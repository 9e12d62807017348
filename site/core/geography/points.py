"""Pure: a place on a map, and distances on the globe."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""

TURNED = 1e-9
"""Radians, sines: below, two directions are the same or opposite."""

Coordinates = tuple[Any, Any]
"""Latitude and longitude in degrees; numbers of any kind, Decimals of a place too."""


class Kind(StrEnum):
    """How a place is drawn: as a station, a terminus, or a place that is only near."""

    STOP = "stop"
    END = "end"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A place with coordinates in degrees (WGS 84). A place without coordinates is left out by the caller."""

    name: str
    latitude: Any
    longitude: Any
    kind: Kind | str = Kind.STOP

    @property
    def coordinates(self) -> tuple[float, float]:
        return float(self.latitude), float(self.longitude)


def distance_km(start: Coordinates, end: Coordinates) -> float:
    """Length of the great circle between two (latitude, longitude), on a sphere; within 0.6 % of the ellipsoid's.

    By the haversine formula, which stays exact for neighbours.
    """
    latitude, longitude, to_latitude, to_longitude = (math.radians(float(part)) for part in (*start, *end))
    half = (
        math.sin((to_latitude - latitude) / 2) ** 2
        + math.cos(latitude) * math.cos(to_latitude) * math.sin((to_longitude - longitude) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def great_circle(start: Coordinates, end: Coordinates, *, step_km: float = 150) -> Iterator[tuple[float, float]]:
    """(latitude, longitude) along the shortest way, both ends included, about every `step_km`.

    Between antipodes every way is the shortest: the one through the plane of the two vectors is undefined, so
    that line is drawn through the ends alone.
    """
    yield float(start[0]), float(start[1])
    angle = distance_km(start, end) / EARTH_KM
    pieces = math.ceil(angle * EARTH_KM / step_km)
    if math.sin(angle) > TURNED:
        first, last = vector(start), vector(end)
        for piece in range(1, pieces):
            near, far = (math.sin(part * angle / pieces) / math.sin(angle) for part in (pieces - piece, piece))
            x, y, z = (near * one + far * other for one, other in zip(first, last, strict=True))
            yield math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
    yield float(end[0]), float(end[1])


def vector(place: Coordinates) -> tuple[float, float, float]:
    latitude, longitude = math.radians(float(place[0])), math.radians(float(place[1]))
    return (
        math.cos(latitude) * math.cos(longitude),
        math.cos(latitude) * math.sin(longitude),
        math.sin(latitude),
    )
