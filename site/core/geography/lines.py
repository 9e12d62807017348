"""Pure: lines and rings of points in a plane, with fewer points (Douglas and Peucker)."""

import math
from collections.abc import Sequence
from typing import TypeVar

Place = TypeVar("Place", bound=tuple[float, float])


def simplified_ring(ring: Sequence[Place], tolerance: float) -> list[Place]:
    """A closed ring, its last point not repeated, in two halves: to the point farthest from the first, and back."""
    if not ring:
        return []
    far = max(range(len(ring)), key=lambda n: math.dist(ring[0], ring[n]))
    out, back = ring[: far + 1], [*ring[far:], ring[0]]
    return [*simplified_line(out, tolerance)[:-1], *simplified_line(back, tolerance)[:-1]]


def simplified_line(line: Sequence[Place], tolerance: float) -> list[Place]:
    """The ends, and of the points between those without which the line would move by more than the tolerance."""
    keep = {0, len(line) - 1}
    waiting = [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        gaps = [offset(line[n], line[first], line[last]) for n in range(first + 1, last)]
        widest = max(gaps, default=0.0)
        if widest > tolerance:
            far = first + 1 + gaps.index(widest)
            keep.add(far)
            waiting += [(first, far), (far, last)]
    return [line[n] for n in sorted(keep)] if line else []


def offset(point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    """The distance of a point from the segment between two others."""
    x, y = point[0] - start[0], point[1] - start[1]
    along_x, along_y = end[0] - start[0], end[1] - start[1]
    length = along_x**2 + along_y**2
    part = max(0.0, min(1.0, (x * along_x + y * along_y) / length)) if length else 0.0
    return math.hypot(x - part * along_x, y - part * along_y)


def area(ring: Sequence[tuple[float, float]]) -> float:
    """Of a closed ring, its last point not repeated; in square units."""
    doubled = sum(
        x * next_y - next_x * y for (x, y), (next_x, next_y) in zip(ring, [*ring[1:], *ring[:1]], strict=True)
    )
    return abs(doubled) / 2
