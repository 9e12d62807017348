"""The picture of a question as it is drawn: its size, its grid, marks and regions, in pixels."""

from collections.abc import Iterable
from typing import Any

from best_practices.quizzes.grading.geometry import CIRCLE, COLUMNS, POLYGON, ROWS, WHOLE, Region, cell_name

WIDEST = HIGHEST = 720
MARGIN = 24
"""Room for the letters above the picture and the numbers beside it."""


def size(ratio: float) -> tuple[int, int]:
    """Width and height in which a picture is always shown, so that a click means the same everywhere."""
    width = WIDEST if ratio <= 1 else round(HIGHEST / ratio)
    return width, round(width * ratio)


def frame(ratio: float) -> dict[str, Any]:
    """The picture's size, its grid with letters and numbers, and the room around it."""
    width, height = size(ratio)
    across, down = width / len(COLUMNS), height / ROWS
    lines = [f"M{_plain(n * across)} 0V{height}" for n in range(1, len(COLUMNS))]
    lines += [f"M0 {_plain(n * down)}H{width}" for n in range(1, ROWS)]
    return {
        "width": width,
        "height": height,
        "whole_width": width + MARGIN,
        "whole_height": height + MARGIN,
        "view_box": f"-{MARGIN} -{MARGIN} {width + MARGIN} {height + MARGIN}",
        "lines": "".join(lines),
        "letters": [(letter, _plain((n + 0.5) * across)) for n, letter in enumerate(COLUMNS)],
        "row_numbers": [(n + 1, _plain((n + 0.5) * down + 5)) for n in range(ROWS)],
    }


def marks(points: Iterable[tuple[float, float]], ratio: float) -> list[dict[str, Any]]:
    """A person's marks: number, place in pixels, the value of its hidden field, and the cell it lies in."""
    width, height = size(ratio)
    return [
        {
            "n": n,
            "point": (x, y),
            "x": _plain(x * width / WHOLE),
            "y": _plain(y * height / WHOLE),
            "value": f"{_plain(x)} {_plain(y)}",
            "cell": cell_name(x, y),
        }
        for n, (x, y) in enumerate(points, start=1)
    ]


def shape(region: Region) -> dict[str, Any]:
    """A region as an SVG path."""
    width, height = size(region.ratio)
    if not region.is_well_formed:
        return {"path": ""}
    if region.shape == CIRCLE:
        x, y, radius = (
            region.points[0] * width / WHOLE,
            region.points[1] * height / WHOLE,
            region.points[2] * width / WHOLE,
        )
        ends = f"{_plain(radius)} {_plain(radius)} 0 1 0"
        return {
            "path": f"M{_plain(x - radius)} {_plain(y)}a{ends} {_plain(2 * radius)} 0a{ends} {_plain(-2 * radius)} 0z"
        }
    if region.shape == POLYGON:
        corners = region.corners
    else:
        left, top, right, bottom = region.bounds
        corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    path = "L".join(f"{_plain(x * width / WHOLE)} {_plain(y * height / WHOLE)}" for x, y in corners)
    return {"path": f"M{path}z"}


def _plain(number: float) -> str:
    """A number as SVG and forms read it in every language."""
    return f"{number:.1f}".removesuffix(".0")
