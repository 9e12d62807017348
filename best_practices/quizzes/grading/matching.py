"""Grading pairs that belong together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from best_practices.quizzes.grading.marks import NOTHING, WRONG, Key, Mark, share


@dataclass(frozen=True, slots=True)
class MatchingKey(Key):
    """`pairs`: the keys of the pairs, each the key of its left side and of the right side that belongs to it.

    Rule: the share of left sides that got their right side; a distractor, a left side without a choice and a right
    side chosen twice earn nothing where they stand.
    """

    pairs: frozenset[str] = frozenset()
    distractors: frozenset[str] = frozenset()

    def grade(self, answer: Mapping[str, Any]) -> Mark:
        given = answer.get("pairs")
        if not isinstance(given, Mapping) or not given:
            return NOTHING
        if not self.pairs.issuperset(given):
            return WRONG
        return share(sum(given.get(left) == left for left in self.pairs), len(self.pairs))

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "pairs": sorted(self.pairs), "distractors": sorted(self.distractors)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(data["kind"], frozenset(data.get("pairs", ())), frozenset(data.get("distractors", ())))

    def facts(self) -> dict[str, Any]:
        return dict.fromkeys(sorted(self.pairs), "pair") | dict.fromkeys(sorted(self.distractors), "distractor")
