"""Questions and quizzes (texts), attempts and responses (people's records)."""

from best_practices.quizzes.models.attempts import Attempt, AttemptItem, Response
from best_practices.quizzes.models.questions import Question, QuestionTag, QuestionVersion, Text, digest
from best_practices.quizzes.models.quizzes import Quiz, QuizQuestion

__all__ = [
    "Attempt",
    "AttemptItem",
    "Question",
    "QuestionTag",
    "QuestionVersion",
    "Quiz",
    "QuizQuestion",
    "Response",
    "Text",
    "digest",
]
