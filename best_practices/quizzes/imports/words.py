"""What is said about a row, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from best_practices.quizzes.entries import Fault

SENTENCES: dict[str, Any] = {
    # What stands in the way
    "braces": _("A brace { or } is missing, or one stands in the text: write \\{ and \\} there."),
    "several": _("There are several pairs of braces. A GIFT question has one; several gaps come by XLSX."),
    "description": _("There are no braces: this is a text without a question."),
    "essay": _("The braces are empty: an essay. There is no such kind of question here."),
    "stray": _("“%s” stands before the first = or ~, so it is no answer."),
    "no_right": _("No answer is right."),
    "two_right": _(
        "Two answers are right (=) beside wrong ones (~). For several right answers write weights: ~%%50%%."
    ),
    "no_arrow": _("“%s” has no -> and nothing that belongs to it."),
    "no_number": _("“%s” is no number, or no range or tolerance of one."),
    "numbers": _("There is more than one right number."),
    "no_text": _("There is no question before the braces."),
    "unseen": _("There are characters in it that cannot be seen. Type this text by hand."),
    "kind": _("“%s” is no kind of question."),
    "no_kind": _("The kind of question is missing."),
    "language": _("“%s” is no language of the site."),
    "difficulty": _("Difficulty is 1, 2 or 3, not “%s”."),
    "truth": _("Write yes or no: “%s”."),
    "no_parts": _("A question of this kind has no part %s."),
    "left_over": _("This means nothing for this kind of question: “%s”."),
    "gap_key": _("The key of a choice names its gap and itself, like 1/a. Part %s."),
    "merged": _("Cells are merged here. Unmerge them. Column: %s"),
    "formula": _("Here stands a formula. Paste its value instead. Column: %s"),
    "date": _("Here stands a date. Format the cell as text and type it again. Column: %s"),
    "error": _("The spreadsheet itself says that this cell is wrong: %s"),
    # What is worth a look
    "named": _("It has no short name. It gets the code %s."),
    "html": _("It was written in HTML. The tags are left out."),
    "inside_word": _("“%s”: the ~ begins a wrong answer. If it belongs to the text, write \\~ in the file."),
    "weights": _("The right answers have different weights. Here each counts the same."),
    "half": _("“%s” is right in part there. Here it is wrong."),
    "reason": _("Left out, a right answer of this kind has no feedback of its own: “%s”."),
    "no_hint": _("Left out, a known wrong answer needs a hint: “%s”."),
    "other_number": _("Left out, there is one right number here: “%s”."),
    "category": _("The category “%s” is no topic here. Choose a topic in the editor."),
}
"""By the code of a fault; `%s` is what it is about."""


def sentence(fault: Fault) -> str:
    """The words for a fault."""
    text = str(SENTENCES[fault.code])
    return text % fault.about if "%s" in text else text.replace("%%", "%")
