"""Grading places marked in a picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from best_practices.quizzes.grading.geometry import WHOLE, Region
from best_practices.quizzes.grading.marks import NOTHING, Key, Mark, share


def usable(points: Any) -> list[tuple[float, float]]:
    """The points of an answer that lie in the picture; whatever else there is, is left out."""
    if not isinstance(points, (list, tuple)):
        return []
    return [(point[0], point[1]) for point in points if _is_point(point)]


def _is_point(point: Any) -> bool:
    if not isinstance(point, (list, tuple)):
        return False
    kinds = [isinstance(part, (int, float)) and not isinstance(part, bool) and 0 <= part <= WHOLE for part in point]
    return kinds == [True, True]


@dataclass(frozen=True, slots=True)
class HotspotKey(Key):
    """`right`: the regions to be marked by key; `wrong`: known distractors.

    Rule: right regions hit minus marks that hit none, as a share of the right regions, never below 0. Two marks in
    one region count once and cost nothing. Where one region is right only the last mark counts.
    """

    right: tuple[tuple[str, Region], ...] = ()
    wrong: tuple[tuple[str, Region], ...] = ()

    @property
    def several(self) -> bool:
        return len(self.right) > 1

    def grade(self, answer: Mapping[str, Any]) -> Mark:
        points = usable(answer.get("points"))
        if not points:
            return NOTHING
        if not self.several:
            points = points[-1:]
        hit = {key for key, region in self.right if any(region.holds(x, y) for x, y in points)}
        missed = sum(not any(region.holds(x, y) for _key, region in self.right) for x, y in points)
        return share(len(hit) - missed, len(self.right))

    def to_json(self) -> dict[str, Any]:
        regions = [
            {"key": key, "shape": region.shape, "points": list(region.points), "correct": correct}
            for correct, found in ((True, self.right), (False, self.wrong))
            for key, region in sorted(found, key=lambda each: each[0])
        ]
        ratio = next((region.ratio for _key, region in (*self.right, *self.wrong)), 1.0)
        return {"kind": self.kind, "ratio": ratio, "regions": regions}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        ratio = data.get("ratio", 1.0)
        found: dict[bool, list[tuple[str, Region]]] = {True: [], False: []}
        for entry in data.get("regions", ()):
            region = Region(entry["shape"], tuple(entry["points"]), ratio)
            found[bool(entry["correct"])].append((entry["key"], region))
        return cls(data["kind"], tuple(found[True]), tuple(found[False]))

    def facts(self) -> dict[str, Any]:
        return {
            key: (region.shape, region.points, correct)
            for correct, found in ((True, self.right), (False, self.wrong))
            for key, region in found
        }
