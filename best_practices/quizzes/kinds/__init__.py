"""The kinds of question: a module each, behind one contract (`kind.Kind`). Nothing else branches on the kind."""

from best_practices.quizzes.choices import QuestionKind
from best_practices.quizzes.kinds.choice import Choice
from best_practices.quizzes.kinds.gaps import Gaps
from best_practices.quizzes.kinds.hotspot import Hotspot
from best_practices.quizzes.kinds.kind import Kind
from best_practices.quizzes.kinds.matching import Matching
from best_practices.quizzes.kinds.number import Number
from best_practices.quizzes.kinds.ordering import Ordering
from best_practices.quizzes.kinds.text import ShortText

__all__ = ["KINDS", "Kind"]

CLASSES: dict[str, type[Kind]] = {
    QuestionKind.SINGLE: Choice,
    QuestionKind.MULTIPLE: Choice,
    QuestionKind.TRUE_FALSE: Choice,
    QuestionKind.NUMERIC: Number,
    QuestionKind.TEXT: ShortText,
    QuestionKind.MATCHING: Matching,
    QuestionKind.ORDERING: Ordering,
    QuestionKind.GAPS: Gaps,
    QuestionKind.HOTSPOT: Hotspot,
}
KINDS: dict[str, Kind] = {str(name): kind(str(name)) for name, kind in CLASSES.items()}
"""By the value of `QuestionKind`."""
