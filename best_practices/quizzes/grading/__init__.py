"""Grading: a key and an answer in, a mark out. Pure, total, and blind to the order of options.

A question is worth 1 point. The rule of partial credit stands with the key of each kind.
"""

from collections.abc import Mapping
from typing import Any

from best_practices.quizzes.grading.choice import ChoiceKey
from best_practices.quizzes.grading.gaps import GapsKey
from best_practices.quizzes.grading.hotspot import HotspotKey
from best_practices.quizzes.grading.marks import NOTHING, Key, Mark, Outcome, judge
from best_practices.quizzes.grading.matching import MatchingKey
from best_practices.quizzes.grading.number import NumberKey
from best_practices.quizzes.grading.ordering import OrderingKey
from best_practices.quizzes.grading.shuffling import shuffled
from best_practices.quizzes.grading.text import TextKey

__all__ = ["Key", "Mark", "Outcome", "differences", "grade", "judge", "read_key", "shuffled"]

KEYS: dict[str, type[Key]] = {
    "single": ChoiceKey,
    "multiple": ChoiceKey,
    "true_false": ChoiceKey,
    "numeric": NumberKey,
    "text": TextKey,
    "matching": MatchingKey,
    "ordering": OrderingKey,
    "gaps": GapsKey,
    "hotspot": HotspotKey,
}


def read_key(data: Mapping[str, Any]) -> Key:
    """The key in the JSON of a frozen version."""
    return KEYS[data["kind"]].from_json(data)


def grade(key: Key, answer: Any) -> Mark:
    """Grade one answer as it is stored (see `Response`); None, empty or no object at all is not answered.

    Never raises: unknown keys, unreadable numbers and things of another type are wrong or nothing, not errors.
    """
    if not isinstance(answer, Mapping) or not answer:
        return NOTHING
    return key.grade(answer)


def differences(key: Key, other: Key) -> list[str]:
    """The parts in which two languages of one question differ, by name; "kind" if they are not even of one kind."""
    if key.kind != other.kind:
        return ["kind"]
    ours, theirs = key.facts(), other.facts()
    return sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))
