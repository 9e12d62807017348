"""Regions of a picture, in percent of its width and height. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite

RECTANGLE, CIRCLE, POLYGON = "rectangle", "circle", "polygon"
NUMBERS = {RECTANGLE: 4, CIRCLE: 3}
"""How many numbers a shape has; a polygon has two for each of its corners, at least three."""
FEWEST_OF_A_POLYGON = 6
WHOLE = 100
EDGE = 1e-9

COLUMNS = "ABCDEFGHIJKLMNOPQRST"
ROWS = 10
"""The grid laid over every picture, the same for all, so that it tells nothing about where the regions are."""

Point = tuple[float, float]


def centre_of(column: int, row: int) -> Point:
    """The middle of a cell of the grid, counted from 0."""
    return (column + 0.5) * WHOLE / len(COLUMNS), (row + 0.5) * WHOLE / ROWS


def cell_of(x: float, y: float) -> tuple[int, int]:
    """The cell of the grid, counted from 0, in which a point lies."""
    column, row = int(x * len(COLUMNS) / WHOLE), int(y * ROWS / WHOLE)
    return min(max(column, 0), len(COLUMNS) - 1), min(max(row, 0), ROWS - 1)


def cell_name(x: float, y: float) -> str:
    """ "H4": how the cell of a point is called."""
    column, row = cell_of(x, y)
    return f"{COLUMNS[column]}{row + 1}"


def centres() -> Iterator[Point]:
    return (centre_of(column, row) for column in range(len(COLUMNS)) for row in range(ROWS))


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a picture. `points` in percent: rectangle x, y, width, height; circle x, y, radius (in percent of the
    picture's width); polygon x1, y1, x2, y2 and so on. `ratio`: the picture's height divided by its width."""

    shape: str
    points: tuple[float, ...]
    ratio: float = 1.0

    @property
    def is_well_formed(self) -> bool:
        """Whether the numbers are those of the shape, and enclose something."""
        if not all(isfinite(number) for number in self.points):
            return False
        if self.shape == POLYGON:
            return len(self.points) >= FEWEST_OF_A_POLYGON and len(self.points) % 2 == 0
        if len(self.points) != NUMBERS.get(self.shape):
            return False
        return all(size > 0 for size in self.points[2:])

    @property
    def corners(self) -> list[Point]:
        return list(zip(self.points[::2], self.points[1::2], strict=True))

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """The smallest left, top, right and bottom that hold a well-formed region."""
        if self.shape == RECTANGLE:
            x, y, width, height = self.points
            return x, y, x + width, y + height
        if self.shape == CIRCLE:
            x, y, radius = self.points
            high = radius / self.ratio
            return x - radius, y - high, x + radius, y + high
        across, down = self.points[::2], self.points[1::2]
        return min(across), min(down), max(across), max(down)

    @property
    def is_inside(self) -> bool:
        """Whether a well-formed region lies in the picture with all of itself."""
        left, top, right, bottom = self.bounds
        return left >= -EDGE and top >= -EDGE and right <= WHOLE + EDGE and bottom <= WHOLE + EDGE

    @property
    def is_reached_by_the_grid(self) -> bool:
        """Whether the middle of at least one cell lies in it: else nobody could choose it by keyboard."""
        return any(self.holds(x, y) for x, y in centres())

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the region or on its edge; False for a region that is not well formed."""
        if not self.is_well_formed:
            return False
        if self.shape == POLYGON:
            return _in_polygon(self.corners, x, y)
        if self.shape == CIRCLE:
            across, down = x - self.points[0], (y - self.points[1]) * self.ratio
            return across * across + down * down <= self.points[2] ** 2 + EDGE
        left, top, right, bottom = self.bounds
        return left - EDGE <= x <= right + EDGE and top - EDGE <= y <= bottom + EDGE


def _in_polygon(corners: Sequence[Point], x: float, y: float) -> bool:
    """Even-odd rule: a ray to the right crosses the outline an odd number of times; the outline belongs to it."""
    inside = False
    for (x1, y1), (x2, y2) in zip(corners, (*corners[1:], corners[0]), strict=True):
        if _on_side((x1, y1), (x2, y2), x, y):
            return True
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _on_side(start: Point, end: Point, x: float, y: float) -> bool:
    (x1, y1), (x2, y2) = start, end
    if not (min(x1, x2) - EDGE <= x <= max(x1, x2) + EDGE and min(y1, y2) - EDGE <= y <= max(y1, y2) + EDGE):
        return False
    return abs((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)) <= EDGE
