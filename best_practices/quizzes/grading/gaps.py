"""Grading gaps that are filled from a few choices each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from best_practices.quizzes.grading.marks import NOTHING, WRONG, Key, Mark, share


@dataclass(frozen=True, slots=True)
class GapsKey(Key):
    """`gaps`: by the key of a gap the key of its right choice; `choices`: the keys of all its choices.

    Rule: the share of gaps filled right; a gap left open earns nothing.
    """

    gaps: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def grade(self, answer: Mapping[str, Any]) -> Mark:
        given = answer.get("gaps")
        if not isinstance(given, Mapping) or not given:
            return NOTHING
        if not self.gaps.keys() >= given.keys():
            return WRONG
        return share(sum(given.get(gap) == right for gap, right in self.gaps.items()), len(self.gaps))

    def to_json(self) -> dict[str, Any]:
        gaps = {
            gap: {"right": self.gaps[gap], "choices": sorted(self.choices.get(gap, ()))} for gap in sorted(self.gaps)
        }
        return {"kind": self.kind, "gaps": gaps}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        gaps = data.get("gaps", {})
        return cls(
            data["kind"],
            {gap: found["right"] for gap, found in gaps.items()},
            {gap: frozenset(found["choices"]) for gap, found in gaps.items()},
        )

    def facts(self) -> dict[str, Any]:
        return {gap: (right, sorted(self.choices.get(gap, ()))) for gap, right in self.gaps.items()}
