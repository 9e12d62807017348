"""GIFT, Moodle's text format of questions: read and written, on plain values (docs.moodle.org/en/GIFT_format)."""

from best_practices.quizzes.gift.merging import merged
from best_practices.quizzes.gift.reading import read_gift
from best_practices.quizzes.gift.syntax import Words
from best_practices.quizzes.gift.writing import BESIDES, write_gift

__all__ = ["BESIDES", "Words", "merged", "read_gift", "write_gift"]
