"""Grading a choice among options: single, multiple, true or false."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Self

from best_practices.quizzes.grading.marks import NOTHING, RIGHT, WRONG, Key, Mark


@dataclass(frozen=True, slots=True)
class ChoiceKey(Key):
    """`options`: the keys of all options; `right`: of the right ones.

    Rule: `single` and `true_false` are right or not. `multiple`: the share of the right options that were chosen
    minus the share of the wrong ones that were, never below 0, so that choosing everything earns nothing; it
    counts as right only when complete.
    """

    options: frozenset[str] = frozenset()
    right: frozenset[str] = frozenset()

    def grade(self, answer: Mapping[str, Any]) -> Mark:
        given = answer.get("chosen")
        if not isinstance(given, (list, tuple, set, frozenset)) or not given:
            return NOTHING
        chosen = frozenset(str(option) for option in given)
        if chosen == self.right:
            return RIGHT
        if self.kind != "multiple" or not chosen <= self.options:
            return WRONG
        wrong_options = self.options - self.right
        hits = Fraction(len(chosen & self.right), len(self.right) or 1)
        false_alarms = Fraction(len(chosen & wrong_options), len(wrong_options) or 1)
        return Mark(max(Fraction(0), hits - false_alarms), right=False, answered=True)

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "options": sorted(self.options),
            "right": sorted(self.right),
            "number": None,  # kept: the hash of every version frozen so far is made of it
            "tolerance": "0",
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(data["kind"], frozenset(data.get("options", ())), frozenset(data.get("right", ())))

    def facts(self) -> dict[str, Any]:
        return {option: option in self.right for option in sorted(self.options)}
