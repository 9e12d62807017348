"""Grading a short text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from best_practices.quizzes.grading.folding import fold
from best_practices.quizzes.grading.marks import NOTHING, RIGHT, WRONG, Key, Mark


@dataclass(frozen=True, slots=True)
class TextKey(Key):
    """`accepted`: the accepted forms, folded. Rule: right if the folded answer is one of them; else nothing."""

    accepted: frozenset[str] = frozenset()

    def grade(self, answer: Mapping[str, Any]) -> Mark:
        text = answer.get("text")
        if not isinstance(text, str) or not text.strip():
            return NOTHING
        return RIGHT if fold(text) in self.accepted else WRONG

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "accepted": sorted(self.accepted)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(data["kind"], frozenset(data.get("accepted", ())))

    def shared(self) -> dict[str, Any]:
        return {"kind": self.kind}

    def facts(self) -> dict[str, Any]:
        return {}  # accepted forms are those of a language
