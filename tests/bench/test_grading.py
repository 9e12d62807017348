"""Grading 10,000 mixed responses in pure Python; see also `make bench`."""

from time import process_time
from typing import Any

from best_practices.quizzes.grading import KEYS, grade, read_key

MIXED: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"kind": "single", "options": list("abcd"), "right": ["c"]}, {"chosen": ["c"]}),
    ({"kind": "true_false", "options": ["true", "false"], "right": ["false"]}, {"chosen": ["true"]}),
    ({"kind": "multiple", "options": list("abcdef"), "right": list("abd")}, {"chosen": ["a", "b", "c"]}),
    ({"kind": "numeric", "number": "2.8E+3", "tolerance": "0.5"}, {"number": "2800.25", "typed": "2 800,25"}),
    ({"kind": "text", "accepted": ["cim/smgs", "cimsmgs"]}, {"text": "СІМ / SMGS consignment note"}),
    ({"kind": "matching", "pairs": list("abcd"), "distractors": ["x"]}, {"pairs": {"a": "a", "b": "x", "c": "c"}}),
    ({"kind": "ordering", "order": list("abcdef")}, {"order": list("bacdef")}),
    (
        {"kind": "gaps", "gaps": {str(n): {"right": "a", "choices": ["a", "b"]} for n in range(4)}},
        {"gaps": {"1": "a", "2": "b", "3": "a"}},
    ),
    (
        {
            "kind": "hotspot",
            "ratio": 0.5,
            "regions": [
                {"key": "a", "shape": "polygon", "points": [10, 10, 30, 10, 30, 40, 10, 40], "correct": True},
                {"key": "b", "shape": "circle", "points": [60, 50, 10], "correct": True},
            ],
        },
        {"points": [[20, 20], [61, 52], [90, 90]]},
    ),
]
RESPONSES = 10_000
MOST = 1.0
"""Seconds of work, not of waiting for a busy machine; keys are read from their JSON for each response."""


def seconds_of_grading() -> float:
    """Raises AssertionError if anything was held to be not answered."""
    begun = process_time()
    marks = [grade(read_key(key), answer) for n in range(RESPONSES) for key, answer in (MIXED[n % len(MIXED)],)]
    taken = process_time() - begun
    assert {mark.answered for mark in marks} == {True}
    return taken


def test_ten_thousand_mixed_responses_are_graded_within_a_second():
    taken = seconds_of_grading()

    assert taken <= MOST


def test_every_kind_is_among_the_mixed_ones():
    assert {key["kind"] for key, _answer in MIXED} == set(KEYS)
