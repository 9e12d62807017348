"""Pure: a map of a few places as plain values, ready for a template. Nothing here writes SVG but the paths' data."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

from core.geography.coast import land_in
from core.geography.lettering import Box, Group, Label, Lettering, free_corner, lettered, shortcomings
from core.geography.lines import area, simplified_line, simplified_ring
from core.geography.points import EARTH_KM, Kind, MapPoint, great_circle
from core.geography.projection import Point, Projection, fitted

WIDTH = 360
"""Units across, as many as a phone has pixels for a picture: letters of 14 units are legible there."""
LOWEST, HIGHEST = 200, 330
LETTERS, RADIUS, SCALE_LETTERS = 14, 5, 12
EDGE_X, EDGE_Y = 44, 40
"""Room between the outermost station and the edge, for names."""
AROUND_ONE_KM = 1200  # across, if all there is to see is one place
LEAST_KM = 30  # across: closer, our coastlines would be a fiction
FINE = 4
"""Steps of coast and track in a unit: they are drawn larger and scaled down, so that integers do."""
BLEED = 6  # units that land reaches beyond the edge, so that the cut is not seen
STRAIGHT = 0.9  # steps that a line may move
SMALLEST_ISLAND = 12.0  # square steps
ROUND = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Station:
    """A place, or several too close to be told apart; x and y are its middle."""

    x: int
    y: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A bar of `km` kilometres from (x, y) to (x + width, y)."""

    x: int
    y: int
    width: int
    km: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """`land` and `track` are path data in steps of 1/FINE unit, "" for open sea and without a line.

    `coast`: whether a coastline is in sight.
    `numbered`: some stations show numbers instead of names, so the list of places has to stand beside the map.
    """

    width: int
    height: int
    land: str
    coast: bool
    track: str
    stations: tuple[Station, ...]
    labels: tuple[Label, ...]
    numbered: bool
    scale: ScaleBar


def draw(points: Sequence[MapPoint], *, line: bool = False) -> Drawing | None:
    """The map of these places; None without any. With `line` they are joined in order, by great circles.

    The same places give the same drawing for ever, so a process keeps the last ones.
    """
    return drawn(tuple(points), line) if points else None


@lru_cache(maxsize=64)
def drawn(points: tuple[MapPoint, ...], line: bool) -> Drawing:
    places = [point.coordinates for point in points]
    names = [point.name for point in points]
    projection = fitted(places)
    laid = projection.project(places)
    legs = [projection.project(great_circle(*ends)) for ends in pairwise(places)] if line else []
    sheet = Sheet.around([*laid, *chain.from_iterable(legs)])
    page = Lettering(WIDTH, sheet.height, LETTERS, RADIUS)
    on_sheet = [sheet.at(point) for point in laid]
    bar, bar_box = scale_bar(sheet, page, on_sheet)
    legs = [[sheet.at(point) for point in leg] for leg in legs]
    groups, labels = lettered(
        on_sheet,
        names,
        page,
        taken=[bar_box],
        track=[point for leg in legs for point in closely(leg)],
    )
    rings = land(sheet, projection)
    return Drawing(
        width=WIDTH,
        height=sheet.height,
        land="".join(f"{path_of(ring)}z" for ring in rings),
        coast=any(not on_frame(ring, sheet) for ring in rings),
        track=track_through(groups, legs),
        stations=tuple(
            Station(*rounded(group.at), kind_of([points[member] for member in group.members])) for group in groups
        ),
        labels=tuple(label for label in labels if label),
        numbered=shortcomings(groups, names, labels) != (0, 0),
        scale=bar,
    )


def kind_of(points: Sequence[MapPoint]) -> Kind:
    """Of a group: the one that matters most."""
    kinds = {Kind(point.kind) for point in points}
    return next(kind for kind in (Kind.END, Kind.STOP, Kind.OTHER) if kind in kinds)


def track_through(groups: Sequence[Group], legs: Sequence[Sequence[Point]]) -> str:
    """The line from group to group in the order of the places, without the ways inside a group; in fine steps."""
    group_of = {member: group for group in groups for member in group.members}
    course: list[Point] = []
    for number, leg in enumerate(legs):
        start, end = group_of[number], group_of[number + 1]
        if start != end:
            course += [start.at, *leg[1:-1], end.at]
    return path_of(simplified_line([rounded((x * FINE, y * FINE)) for x, y in course], STRAIGHT))


# The sheet


@dataclass(frozen=True, slots=True)
class Sheet:
    """What of the projection is shown: the middle of the map in its kilometres, units per kilometre, the height."""

    x: float
    y: float
    scale: float
    height: int

    @classmethod
    def around(cls, laid: Sequence[Point]) -> "Sheet":
        """With all of these points inside, and room for names at the edges."""
        left, right = min(x for x, _ in laid), max(x for x, _ in laid)
        top, bottom = min(y for _, y in laid), max(y for _, y in laid)
        across, down = right - left, bottom - top
        least = LEAST_KM if max(across, down) > 1 else AROUND_ONE_KM
        room = WIDTH - 2 * EDGE_X
        scale = min(room / max(across, 1e-9), (HIGHEST - 2 * EDGE_Y) / max(down, 1e-9), WIDTH / least)
        height = min(HIGHEST, max(LOWEST, round(down * scale) + 2 * EDGE_Y))
        return cls((left + right) / 2, (top + bottom) / 2, scale, height)

    def at(self, point: Point) -> Point:
        return (point[0] - self.x) * self.scale + WIDTH / 2, (point[1] - self.y) * self.scale + self.height / 2

    @property
    def frame(self) -> tuple[float, float, float, float]:
        """The edge of the land that is drawn, in steps of the coast."""
        return -BLEED * FINE, -BLEED * FINE, (WIDTH + BLEED) * FINE, (self.height + BLEED) * FINE

    @property
    def reach_km(self) -> float:
        """How far from the middle of the projection the farthest corner of the sheet can be."""
        half = math.hypot(WIDTH / 2 + BLEED, self.height / 2 + BLEED) / self.scale
        return min(half * 1.5 + math.hypot(self.x, self.y), math.pi * EARTH_KM)


def scale_bar(sheet: Sheet, page: Lettering, stations: Sequence[Point]) -> tuple[ScaleBar, Box]:
    """A round number of kilometres, at most a quarter of the width; and the box it takes, with its text above."""
    most = WIDTH / 4 / sheet.scale
    power = 10 ** math.floor(math.log10(most))
    km = max(step * power for step in ROUND if step * power <= most)
    width = max(km * sheet.scale, 1)
    room = max(width, SCALE_LETTERS * 4.5)
    box = free_corner(page, room, SCALE_LETTERS + 8, stations)
    left = box[0] if box[0] < WIDTH / 2 else box[2] - width
    return ScaleBar(round(left), round(box[3]) - 4, round(width), round(km)), box


# Paths


def land(sheet: Sheet, projection: Projection) -> list[list[tuple[int, int]]]:
    """Rings of land in steps of the coast: without points nearly on the way between others, without specks."""

    def on_paper(point: Point) -> Point:
        x, y = sheet.at(point)
        return x * FINE, y * FINE

    rings = (
        simplified_ring([rounded(point) for point in ring], STRAIGHT)
        for ring in land_in(sheet.frame, projection, on_paper, sheet.reach_km)
    )
    return [ring for ring in rings if area(ring) >= SMALLEST_ISLAND]


def on_frame(ring: Sequence[tuple[int, int]], sheet: Sheet) -> bool:
    """Whether a ring is nothing but the frame: the map lies wholly on land."""
    left, top, right, bottom = sheet.frame
    return all(x in {left, right} or y in {top, bottom} for x, y in ring)


def rounded(point: Point) -> tuple[int, int]:
    return round(point[0]), round(point[1])


def path_of(points: Sequence[tuple[int, int]]) -> str:
    """Path data: the first point, then steps; a minus sign parts two numbers as well as a blank does."""
    if not points:
        return ""
    steps = [(x - x0, y - y0) for (x0, y0), (x, y) in pairwise(points)]
    numbers = " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-")
    return f"M{points[0][0]} {points[0][1]}" + (f"l{numbers}" if steps else "")


def closely(track: Sequence[Point], step: float = 4) -> list[Point]:
    """The track as points so close together that a name cannot slip between them."""
    close: list[Point] = []
    for (x, y), (to_x, to_y) in pairwise(track):
        pieces = max(1, math.ceil(math.dist((x, y), (to_x, to_y)) / step))
        close += [(x + (to_x - x) * n / pieces, y + (to_y - y) * n / pieces) for n in range(pieces + 1)]
    return close
