"""What can be done with questions, quizzes and attempts."""

from best_practices.quizzes.services.answers import AnswerChecked, AttemptClosed, Stored, TimeOver, store_answer
from best_practices.quizzes.services.attempts import (
    QuizUnavailable,
    close_attempts_whose_time_ended,
    start_attempt,
    submit_attempt,
    withdraw_open_attempts,
)
from best_practices.quizzes.services.bank import BankChanged, import_questions, log_export
from best_practices.quizzes.services.questions import freeze_question
from best_practices.quizzes.services.quizzes import share_rules
from best_practices.quizzes.services.regrading import NothingToRegrade, regrade_question
from best_practices.quizzes.services.sittings import (
    AlreadyEntered,
    OpenElsewhere,
    begin_from_paper,
    open_sitting,
    record_participation,
)

__all__ = [
    "AlreadyEntered",
    "AnswerChecked",
    "AttemptClosed",
    "BankChanged",
    "NothingToRegrade",
    "OpenElsewhere",
    "QuizUnavailable",
    "Stored",
    "TimeOver",
    "begin_from_paper",
    "close_attempts_whose_time_ended",
    "freeze_question",
    "import_questions",
    "log_export",
    "open_sitting",
    "record_participation",
    "regrade_question",
    "share_rules",
    "start_attempt",
    "store_answer",
    "submit_attempt",
    "withdraw_open_attempts",
]
