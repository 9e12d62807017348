"""Files of questions on their way into the bank: read, looked at row by row; nothing is written here."""

from best_practices.quizzes.imports.files import MOST_AT_ONCE, MOST_BYTES, MOST_ROWS, FileRefused, ReadFile, read_file
from best_practices.quizzes.imports.plans import CHANGE, NEW, SAME, WRONG, Plan, plans_for
from best_practices.quizzes.imports.words import sentence

__all__ = [
    "CHANGE",
    "MOST_AT_ONCE",
    "MOST_BYTES",
    "MOST_ROWS",
    "NEW",
    "SAME",
    "WRONG",
    "FileRefused",
    "Plan",
    "ReadFile",
    "plans_for",
    "read_file",
    "sentence",
]
