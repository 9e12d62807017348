"""The question bank as files: XLSX with everything, GIFT with what the format can say; what is left out is named."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from best_practices.quizzes.choices import QuestionKind
from best_practices.quizzes.columns import (
    LONGEST_CELL,
    MOST_PARTS,
    NUMBER,
    armed,
    columns_for,
    entry_of,
    row_of,
    title_of,
)
from best_practices.quizzes.entries import Entry
from best_practices.quizzes.gift import write_gift
from best_practices.quizzes.imports.files import gift_words
from core.labels import Label

MOST_DIGITS = 9
"""Longer numbers stay text, so that no spreadsheet rounds them."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LOST: dict[str, Any] = {
    "keys": gettext_lazy("the keys of the answers"),
    "reasons": gettext_lazy("what is said about single answers"),
    "kind": gettext_lazy("that it is true or false: it becomes “one answer”"),
    "otherwise": gettext_lazy("all of it: it would ask something else when read again"),
    "sources": gettext_lazy("source marks"),
    "topics": gettext_lazy("all topics but the first"),
    "tags": gettext_lazy("tags"),
    "difficulty": gettext_lazy("difficulty"),
    "volatile": gettext_lazy("that it goes out of date"),
    "unit": gettext_lazy("unit"),
    "drawing": gettext_lazy("drawing"),
    "picture": gettext_lazy("picture"),
    "picture_text": gettext_lazy("the picture in words"),
    "answer": gettext_lazy("right number"),
    "cell": gettext_lazy(
        "all of it: unfinished, too long for a cell, more than 60 parts, or signs that a sheet cannot hold"
    ),
}
WRITTEN_AS: dict[str, Any] = {
    QuestionKind.SINGLE: gettext_lazy("A part is an answer: key, text, right (yes or no), reason."),
    QuestionKind.MULTIPLE: gettext_lazy("The same; several may be right."),
    QuestionKind.TRUE_FALSE: gettext_lazy("The same, with two answers."),
    QuestionKind.NUMERIC: gettext_lazy("No parts: right number, tolerance, unit."),
    QuestionKind.TEXT: gettext_lazy(
        "A part is an accepted form: text, right: yes. Known wrong: right: no, with reason."
    ),
    QuestionKind.MATCHING: gettext_lazy(
        "A part is a pair: key, text on the left, belongs on the right, reason. Without text it is a distractor."
    ),
    QuestionKind.ORDERING: gettext_lazy("A part is a step, in the right order: key, text, reason."),
    QuestionKind.GAPS: gettext_lazy(
        "The text has gaps as [[1]]. A part is a choice of a gap: its key is 1/a for choice a of gap 1."
    ),
    QuestionKind.HOTSPOT: gettext_lazy(
        "A part is a region: key, text is what is there, belongs is its shape and numbers, e.g. rectangle 61 30 17 38."
    ),
}


@dataclass(frozen=True)
class LeftOut:
    """What of a question is not in a file."""

    code: str
    language: str
    what: str
    whole: bool


def xlsx_report(entries: Sequence[Entry]) -> tuple[list[Entry], list[LeftOut]]:
    """The questions that a sheet can hold, and the others by name."""
    held = [(entry, _fits(entry)) for entry in entries]
    left = [LeftOut(entry.code, entry.language, str(LOST["cell"]), True) for entry, fits in held if not fits]
    return [entry for entry, fits in held if fits], left


def _fits(entry: Entry) -> bool:
    """Whether a row reads as the same question again."""
    row = row_of(entry)
    most = max((int(column.split()[0]) for column in row if column[0].isdigit()), default=0)
    if most > MOST_PARTS or any(len(text) >= LONGEST_CELL or _clean(text) != _lines(text) for text in row.values()):
        return False
    again, faults = entry_of(row, kinds={entry.kind: entry.kind}, languages={entry.language.casefold(): entry.language})
    return not faults and again == entry


def xlsx_of(entries: Sequence[Entry], left: Sequence[LeftOut], *, label: Label) -> bytes:
    """A workbook: the questions, how they are written, and what is left out. Texts never become formulas."""
    openpyxl: Any = import_module("openpyxl")  # large, and needed for a list only
    book = openpyxl.Workbook(write_only=True)
    language = get_language() or "en"
    rows = [row_of(entry) for entry in entries]
    columns = columns_for(rows)
    sheets = {
        _("Questions"): [[title_of(column, language) for column in columns]]
        + [[_cell(row.get(column, "")) for column in columns] for row in rows],
        _("How it is written"): _legend(label),
        _("Left out"): [
            [_("Code"), _("Language"), _("Left out")],
            *([each.code, each.language, each.what] for each in left),
        ],
    }
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append([_clean(cell) for cell in line])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(text: str) -> Any:
    return (
        int(text)
        if NUMBER.fullmatch(text) and len(text) <= MOST_DIGITS and str(int(float(text))) == text
        else armed(text)
    )


def _clean(cell: Any) -> Any:
    """Without characters that no XML may hold; line ends as a spreadsheet has them."""
    if not isinstance(cell, str):
        return cell
    return "".join(sign for sign in _lines(cell) if sign >= " " or sign in "\n\t")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _legend(label: Label) -> list[list[str]]:
    return [
        [_("Handling of this file"), label.value],
        [_("Kind"), _("How its parts are written: columns “1 key”, “1 text” and so on")],
        *([kind.value, f"{kind.label}. {WRITTEN_AS[kind]}"] for kind in QuestionKind),
        [_("Yes and no"), _("yes or no, in English, Russian or Kazakh; 1 or 0")],
        [_("Difficulty"), "1, 2, 3"],
        [_("Topics"), _("codes with spaces between them")],
        [_("Tags"), _("with semicolons between them")],
        [_("Keys"), _("a to z, digits and _, at most 12; the same in every language")],
        [_("Same code"), _("the question is there: it is changed only if you tick it; another language translates it")],
        [_("Not in the file"), _("handling label, state of checking, history: they stay with the question")],
    ]


def gift_of(entries: Sequence[Entry], *, language: str, label: Label) -> tuple[bytes, int, list[LeftOut]]:
    """A GIFT file of questions of one language, how many are in it, and what is left out of which."""
    words = gift_words(language)
    written, left = [], []
    for entry in sorted(entries, key=lambda entry: entry.topics[:1]):  # a category holds until the next one
        block, lost = write_gift(entry, words=words)
        written += [block] if block else []
        if lost:
            kinds = dict(QuestionKind.choices)
            told = ", ".join(
                str(LOST.get(name) or _("all of it: GIFT has no “%s”") % kinds.get(name, name)) for name in lost
            )
            left.append(LeftOut(entry.code, language, told, not block))
    head = [f"// {_('Handling of this file')}: {label.value}"]
    head += [f"// {_('Left out')}: {_one_line(each.code)}: {each.what}" for each in left]
    return "\n".join([*head, "", "".join(written)]).encode(), len(written), left


def _one_line(text: str) -> str:
    return " ".join(text.replace("[", "(").replace("]", ")").split())
