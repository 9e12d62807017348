"""Grading steps put in order."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

from best_practices.quizzes.grading.marks import NOTHING, WRONG, Key, Mark, share


@dataclass(frozen=True, slots=True)
class OrderingKey(Key):
    """`order`: the keys of the steps in the right order.

    Rule: the share of neighbours that stand in the right order side by side (of six steps there are five such
    pairs). So one step put wrong does not cost all that follow, and the reverse order earns nothing.
    """

    order: tuple[str, ...] = ()

    def grade(self, answer: Mapping[str, Any]) -> Mark:
        given = answer.get("order")
        if not isinstance(given, (list, tuple)) or not given:
            return NOTHING
        steps = [str(step) for step in given]
        if sorted(steps) != sorted(self.order):
            return WRONG
        right = set(pairwise(self.order))
        return share(sum(pair in right for pair in pairwise(steps)), len(right))

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "order": list(self.order)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(data["kind"], tuple(data.get("order", ())))

    def facts(self) -> dict[str, Any]:
        return {step: place for place, step in enumerate(self.order, start=1)}
