"""What can be done with questions and attempts."""

from best_practices.quizzes.services.attempts import (
    AttemptClosed,
    QuizUnavailable,
    start_attempt,
    store_answer,
    submit_attempt,
    withdraw_open_attempts,
)
from best_practices.quizzes.services.questions import freeze_question

__all__ = [
    "AttemptClosed",
    "QuizUnavailable",
    "freeze_question",
    "start_attempt",
    "store_answer",
    "submit_attempt",
    "withdraw_open_attempts",
]
