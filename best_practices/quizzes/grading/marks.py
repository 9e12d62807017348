"""Marks, and what they add up to. Pure."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Mark:
    """`points`: 0 to 1. `right`: whether the question counts as right. `answered`: whether there was an answer."""

    points: Fraction
    right: bool
    answered: bool


NOTHING = Mark(Fraction(0), right=False, answered=False)
WRONG = Mark(Fraction(0), right=False, answered=True)
RIGHT = Mark(Fraction(1), right=True, answered=True)


def share(part: int, whole: int) -> Mark:
    """The mark for `part` of `whole` things right, never below 0; right only when all are."""
    points = Fraction(min(max(part, 0), whole), whole) if whole > 0 else Fraction(0)
    return Mark(points, right=points == 1, answered=True)


@dataclass(frozen=True, slots=True)
class Key(ABC):
    """What is right. Each kind of question has a key of its own, plain values that read and write themselves."""

    kind: str

    @abstractmethod
    def grade(self, answer: Mapping[str, Any]) -> Mark:
        """The mark of an answer that is not empty. Never raises, whatever JSON the answer is."""

    @abstractmethod
    def to_json(self) -> dict[str, Any]:
        """Plain JSON in a fixed order, so that equal keys are equal text."""

    @classmethod
    @abstractmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote, now or years ago."""

    def shared(self) -> dict[str, Any]:
        """What of `to_json` is the same in every language: a version with the same can be shown in place of another."""
        return self.to_json()

    @abstractmethod
    def facts(self) -> dict[str, Any]:
        """What has to be the same in every language, by the name of the part: the key of an option, "tolerance"."""


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
