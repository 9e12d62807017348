"""Attempts, questions asked and answers given, as rows in the order of their columns: the same each time.

Everybody takes every quiz equally often, so each quiz has the same share of the attempts.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

QUESTIONS = 10
"""Asked in an attempt, and answered."""
OF_A_PERSON = 20
"""Attempts."""
BEGUN = datetime(2025, 1, 6, 4, tzinfo=UTC)
ORIGIN = "bench.example.org"

ATTEMPT = [
    "id",
    "uuid",
    "origin",
    "user_id",
    "quiz_key",
    "quiz_title",
    "pass_mark",
    "state",
    "started_at",
    "ended_at",
    "right",
    "total",
    "points",
    "passed",
    "mode",
    "feedback",
    "pass_kept",
]
ITEM = ["id", "attempt_id", "position", "question_key", "version_id", "section"]
RESPONSE = ["id", "uuid", "origin", "item_id", "answer", "language", "saved_at", "changes", "sent", "points", "right"]


@dataclass(frozen=True)
class Asked:
    """A question of a quiz: its frozen version, a right and a wrong answer, each with its digest."""

    question_key: UUID
    version_id: int
    right: Any
    wrong: Any
    digests: tuple[str, str]


@dataclass(frozen=True)
class QuizAsked:
    key: UUID
    title: str
    pass_mark: int
    questions: tuple[Asked, ...]


@dataclass(frozen=True)
class Plan:
    """How many attempts, of whom, at which quizzes; `first`: the ids of the first attempt, item and response."""

    attempts: int
    people: tuple[int, ...]
    quizzes: tuple[QuizAsked, ...]
    first: tuple[int, int, int] = (1, 1, 1)

    def quiz_of(self, number: int) -> QuizAsked:
        return self.quizzes[number // len(self.people) % len(self.quizzes)]


def answers_of(key: dict[str, Any]) -> tuple[Any, Any]:
    """The right answer to a key, as it is stored, and a wrong one."""
    kind = key["kind"]
    if kind == "numeric":
        return {"number": key["number"], "typed": key["number"]}, {"number": "-1", "typed": "-1"}
    if kind == "text":
        return {"text": key["accepted"][0]}, {"text": "no idea"}
    if kind == "matching":
        pairs = key["pairs"]
        return {"pairs": {pair: pair for pair in pairs}}, {"pairs": dict.fromkeys(pairs, pairs[0])}
    if kind == "ordering":
        return {"order": key["order"]}, {"order": key["order"][::-1]}
    if kind == "gaps":
        right = {gap: of["right"] for gap, of in key["gaps"].items()}
        return {"gaps": right}, {"gaps": {gap: of["choices"][-1] for gap, of in key["gaps"].items()}}
    if kind == "hotspot":
        return {"points": [_inside(region) for region in key["regions"] if region["correct"]]}, {"points": [[1, 1]]}
    others = [option for option in key["options"] if option not in key["right"]]
    return {"chosen": key["right"]}, {"chosen": (others or key["options"])[:1]}


def _inside(region: dict[str, Any]) -> list[float]:
    points = region["points"]
    if region["shape"] == "rectangle":
        return [points[0] + points[2] / 2, points[1] + points[3] / 2]
    if region["shape"] == "circle":
        return points[:2]
    return [sum(points[0::2]) / len(points[0::2]), sum(points[1::2]) / len(points[1::2])]


def rights(plan: Plan) -> list[int]:
    """How many of its questions each attempt has right; the later ones of a person more."""
    dice = random.Random(200_000)
    turns = max(1, plan.attempts // len(plan.people))
    return [
        min(QUESTIONS, dice.randint(3, 8) + 3 * (number // len(plan.people)) // turns)
        for number in range(plan.attempts)
    ]


def attempts(plan: Plan, right: list[int]) -> Iterator[tuple[Any, ...]]:
    dice = random.Random(1)
    for number in range(plan.attempts):
        quiz, begun = plan.quiz_of(number), _begun(number)
        yield (
            plan.first[0] + number,
            UUID(int=dice.getrandbits(128)),
            ORIGIN,
            plan.people[number % len(plan.people)],
            quiz.key,
            quiz.title,
            quiz.pass_mark,
            "graded",
            begun,
            begun + timedelta(minutes=14),
            right[number],
            QUESTIONS,
            right[number],
            right[number] >= quiz.pass_mark,
            "exam",
            "end",
            False,
        )


def items(plan: Plan) -> Iterator[tuple[Any, ...]]:
    number = plan.first[1]
    for attempt in range(plan.attempts):
        for position, asked in enumerate(plan.quiz_of(attempt).questions, start=1):
            yield number, plan.first[0] + attempt, position, asked.question_key, asked.version_id, ""
            number += 1


def responses(plan: Plan, right: list[int]) -> Iterator[tuple[Any, ...]]:
    """An answer to every question, sent once by the page's script."""
    dice = random.Random(2)
    number = 0
    for attempt in range(plan.attempts):
        at = _begun(attempt) + timedelta(minutes=3)
        moment = at.isoformat()
        for place, asked in enumerate(plan.quiz_of(attempt).questions):
            good = (place + attempt) % QUESTIONS < right[attempt]
            key = f"{dice.getrandbits(128):032x}-2"
            yield (
                plan.first[2] + number,
                UUID(int=dice.getrandbits(128)),
                ORIGIN,
                plan.first[1] + number,
                asked.right if good else asked.wrong,
                "en",
                at,
                1,
                [[key, 1, moment, asked.digests[not good]]],
                int(good),
                good,
            )
            number += 1


def _begun(number: int) -> datetime:
    return BEGUN + timedelta(minutes=number * 4)


def as_copy(rows: Iterator[tuple[Any, ...]], at_once: int = 2000) -> Iterator[bytes]:
    """Rows in PostgreSQL's text format of COPY, some thousands at a time."""
    texts: dict[int, str] = {}  # of the few answers there are; they live as long as the plan
    lines = []
    for row in rows:
        lines.append("\t".join([_field(value, texts) for value in row]))
        if len(lines) == at_once:
            yield ("\n".join(lines) + "\n").encode()
            lines = []
    if lines:
        yield ("\n".join(lines) + "\n").encode()


def _field(value: Any, texts: dict[int, str]) -> str:
    if isinstance(value, str):
        return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
    if isinstance(value, dict):
        if (known := texts.get(id(value))) is None:
            known = texts[id(value)] = _field(json.dumps(value), texts)
        return known
    if isinstance(value, list):
        return _field(json.dumps(value), texts)
    if isinstance(value, bool):
        return "t" if value else "f"
    return value.isoformat() if isinstance(value, datetime) else value.hex if isinstance(value, UUID) else str(value)
