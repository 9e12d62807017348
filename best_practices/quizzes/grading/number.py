"""Grading a number."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from best_practices.quizzes.grading.marks import NOTHING, RIGHT, WRONG, Key, Mark
from best_practices.quizzes.numbers import NotANumber, parse_number


@dataclass(frozen=True, slots=True)
class NumberKey(Key):
    """Rule: right within the tolerance on either side, its edges included; else nothing."""

    number: Decimal | None = None
    tolerance: Decimal = Decimal(0)

    def grade(self, answer: Mapping[str, Any]) -> Mark:
        text = answer.get("number")
        if not isinstance(text, str) or not text.strip() or self.number is None:
            return NOTHING
        try:
            given = parse_number(text)
        except NotANumber:
            return WRONG
        return RIGHT if abs(given - self.number) <= self.tolerance else WRONG

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "options": [],  # kept: the hash of every version frozen so far is made of it
            "right": [],
            "number": str(self.number) if self.number is not None else None,
            "tolerance": str(self.tolerance),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        number = data.get("number")
        return cls(data["kind"], Decimal(number) if number is not None else None, Decimal(data.get("tolerance", "0")))

    def facts(self) -> dict[str, Any]:
        return {"number": self.number, "tolerance": self.tolerance}
