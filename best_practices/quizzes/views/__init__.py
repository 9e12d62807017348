"""Quizzes on the site: taking one, taking one together, and grading again."""

from best_practices.quizzes.views.attempts import attempt, drawing, question, start
from best_practices.quizzes.views.regrading import regrade
from best_practices.quizzes.views.sittings import answer_key, attendance, entry, paper, projector, sitting, sittings

__all__ = [
    "answer_key",
    "attempt",
    "attendance",
    "drawing",
    "entry",
    "paper",
    "projector",
    "question",
    "regrade",
    "sitting",
    "sittings",
    "start",
]
