"""What an officer does with a quiz, through the services: begin, answer, hand in."""

from datetime import UTC, datetime
from typing import Any

from accounts.queries import viewer_for
from best_practices.quizzes.models import Attempt, Quiz, Response
from best_practices.quizzes.services import start_attempt, store_answer, submit_attempt

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
RIGHT: list[dict[str, Any]] = [
    {"chosen": ["a"]},
    {"chosen": ["a", "c"]},
    {"number": "74619.25", "typed": "74 619,25"},
]
"""The right answers to the questions of the fixture `quiz`, in its order."""


def begin(person: Any, quiz: Quiz, *, language: str = "en", at: datetime = NOON) -> Attempt:
    return start_attempt(viewer=viewer_for(person), quiz_key=quiz.translation_key, language=language, at=at)


def give(
    attempt: Attempt, position: int, *chosen: str, language: str = "en", at: datetime = NOON, **number: str
) -> Response:
    """`give(attempt, 1, "a")`, `give(attempt, 3, number="3", typed="3")`."""
    answer = number or {"chosen": list(chosen)}
    return store_answer(attempt=attempt, position=position, answer=answer, language=language, at=at).response


def give_right(attempt: Attempt, *positions: int) -> None:
    for position in positions:
        store_answer(attempt=attempt, position=position, answer=RIGHT[position - 1], language="en", at=NOON)


def hand_in(attempt: Attempt, *, at: datetime = NOON) -> Attempt:
    return submit_attempt(attempt=attempt, at=at)


def passed(person: Any, quiz: Quiz, *, at: datetime = NOON) -> Attempt:
    """An attempt with every answer right, handed in."""
    attempt = begin(person, quiz, at=at)
    give_right(attempt, 1, 2, 3)
    return hand_in(attempt, at=at)


def stored(attempt: Attempt) -> dict[int, dict[str, Any]]:
    """The answers in the database by position; read afresh."""
    rows = Response.objects.filter(item__attempt=attempt).values_list("item__position", "answer")
    return dict(rows)
