"""Grading: a key and an answer in, a mark out. Pure, total, and blind to the order of options.

Rules of partial credit: a question is worth 1 point. `multiple`: the share of the right options that were chosen
minus the share of the wrong ones that were, never below 0, so that choosing everything earns nothing; it counts
as right only when complete. The other kinds are right or not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from best_practices.quizzes.numbers import NotANumber, parse_number


@dataclass(frozen=True, slots=True)
class Key:
    """What is right. `right`: keys of the right options; `options`: all option keys; or a number."""

    kind: str
    options: frozenset[str] = frozenset()
    right: frozenset[str] = frozenset()
    number: Decimal | None = None
    tolerance: Decimal = Decimal(0)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Key":
        """Read what `to_json` wrote."""
        return cls(
            kind=data["kind"],
            options=frozenset(data.get("options", ())),
            right=frozenset(data.get("right", ())),
            number=Decimal(data["number"]) if data.get("number") is not None else None,
            tolerance=Decimal(data.get("tolerance", "0")),
        )

    def to_json(self) -> dict[str, Any]:
        """Plain JSON with sorted lists, so that equal keys are equal text."""
        return {
            "kind": self.kind,
            "options": sorted(self.options),
            "right": sorted(self.right),
            "number": str(self.number) if self.number is not None else None,
            "tolerance": str(self.tolerance),
        }


@dataclass(frozen=True, slots=True)
class Mark:
    """`points`: 0 to 1. `right`: whether the question counts as right. `answered`: whether there was an answer."""

    points: Fraction
    right: bool
    answered: bool


NOTHING = Mark(Fraction(0), right=False, answered=False)


def grade(key: Key, answer: Mapping[str, Any] | None) -> Mark:
    """Grade one answer: {"chosen": [keys]} or {"number": "2800.5"} (a plain decimal); None or empty is not answered.

    Never raises: unknown option keys and unreadable numbers are wrong, not errors.
    """
    if not answer:
        return NOTHING
    if key.kind == "numeric":
        return _grade_number(key, answer.get("number"))
    chosen = answer.get("chosen")
    if not isinstance(chosen, (list, tuple, set, frozenset)) or not chosen:
        return NOTHING
    return _grade_options(key, frozenset(str(option) for option in chosen))


def _grade_number(key: Key, text: Any) -> Mark:
    if not isinstance(text, str) or not text.strip() or key.number is None:
        return NOTHING
    try:
        given = parse_number(text)
    except NotANumber:
        return Mark(Fraction(0), right=False, answered=True)
    right = abs(given - key.number) <= key.tolerance
    return Mark(Fraction(int(right)), right=right, answered=True)


def _grade_options(key: Key, chosen: frozenset[str]) -> Mark:
    right = chosen == key.right
    if key.kind != "multiple" or right or not chosen <= key.options:
        return Mark(Fraction(int(right)), right=right, answered=True)
    wrong_options = key.options - key.right
    hits = Fraction(len(chosen & key.right), len(key.right) or 1)
    false_alarms = Fraction(len(chosen & wrong_options), len(wrong_options) or 1)
    return Mark(max(Fraction(0), hits - false_alarms), right=False, answered=True)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of an attempt: `right` of `total` questions, `points` (0 to `total`), passed or not."""

    right: int
    total: int
    points: Fraction
    passed: bool


def judge(marks: Iterable[Mark], *, pass_mark: int) -> Outcome:
    """Add up the marks of an attempt; passed with at least `pass_mark` questions right."""
    found = tuple(marks)
    right = sum(mark.right for mark in found)
    return Outcome(
        right=right,
        total=len(found),
        points=sum((mark.points for mark in found), Fraction(0)),
        passed=right >= pass_mark,
    )
