"""Questions and quizzes (texts), attempts and responses (people's records)."""

from best_practices.quizzes.models.attempts import Attempt, AttemptItem, Response
from best_practices.quizzes.models.questions import Question, QuestionTag, QuestionVersion, Text, digest
from best_practices.quizzes.models.quizzes import Quiz, QuizQuestion
from best_practices.quizzes.models.sittings import Participation, Sitting, SittingItem

__all__ = [
    "Attempt",
    "AttemptItem",
    "Participation",
    "Question",
    "QuestionTag",
    "QuestionVersion",
    "Quiz",
    "QuizQuestion",
    "Response",
    "Sitting",
    "SittingItem",
    "Text",
    "digest",
]
