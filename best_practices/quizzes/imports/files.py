"""Reading an XLSX or GIFT file into questions, with what is wrong at each. No writing."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePath

from django.utils.translation import gettext as _
from django.utils.translation import override

from best_practices.quizzes.choices import QuestionKind
from best_practices.quizzes.columns import MOST_COLUMNS, column_of, disarmed, entry_of
from best_practices.quizzes.entries import Entry, Fault, Found
from best_practices.quizzes.gift import Words, read_gift
from core.context import AUTONYMS
from core.tables import NotASheet, SheetCell, sheet_of

MOST_BYTES = 2_000_000
MOST_ROWS = 900
"""Questions in a file; as many boxes to tick as a form may send."""
MOST_AT_ONCE = 200
"""New and changed ones taken in by one act: nobody else can write meanwhile."""
SPARE_COLUMNS = 40
UTF_8, CYRILLIC, WESTERN = "utf-8-sig", "cp1251", "cp1252"
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": UTF_8}


class FileRefused(ValueError):
    """The file as a whole cannot be taken; says why and what to do."""


@dataclass(frozen=True)
class ReadFile:
    found: list[Found]
    notes: tuple[str, ...] = ()
    """What was noticed about the file as a whole."""


def gift_words(language: str) -> Words:
    """What GIFT has no words for, in the language of the questions."""
    with override(language):
        return Words(true=_("True"), false=_("False"), fill=_("Fill in the gap."))


def read_file(name: str, content: bytes, *, language: str, languages: list[str]) -> ReadFile:
    """The questions of a file; `language` is theirs where they do not say it. Raises FileRefused."""
    if len(content) > MOST_BYTES:
        raise FileRefused(_("The file is larger than 2 MB. Divide it."))
    if not content.strip():
        raise FileRefused(_("The file is empty."))
    kind = PurePath(name).suffix.lower()
    if kind == ".xlsx":
        read = _xlsx(content, language, languages)
    elif kind in (".gift", ".txt"):
        read = _gift(content, language)
    else:
        raise FileRefused(_("Take an XLSX file, or a GIFT file (.gift or .txt)."))
    if not read.found:
        raise FileRefused(_("There is no question in this file."))
    if len(read.found) > MOST_ROWS:
        raise FileRefused(
            _("There are more than %(most)d questions in it: %(number)s. Nothing is taken in. Divide the file.")
            % {"number": len(read.found), "most": MOST_ROWS}
        )
    return read


def _gift(content: bytes, language: str) -> ReadFile:
    text, notes = text_of(content)
    found = read_gift(text, words=gift_words(language))
    return ReadFile([_in_language(each, language) for each in found], notes)


def _in_language(found: Found, language: str) -> Found:
    entry = Entry(**{**vars(found.entry), "language": language})
    return Found(found.line, entry, found.faults, found.notes, found.category, is_partial=True)


def text_of(content: bytes) -> tuple[str, tuple[str, ...]]:
    """A text file in whatever encoding it has, and what had to be guessed. Raises FileRefused."""
    marked = next((encoding for mark, encoding in MARKS.items() if content.startswith(mark)), "")
    encoding = marked or _guessed(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileRefused(_("This text cannot be read in any way we know. Save the file as UTF-8.")) from error
    if encoding not in (CYRILLIC, WESTERN):
        return text, ()
    named = {CYRILLIC: "Windows-1251", WESTERN: "Windows-1252"}[encoding]
    note = _("The file is not in UTF-8; it was read as %s. Look at the letters below before you go on.")
    return text, (note % named,)


def _guessed(content: bytes) -> str:
    """The encoding of a text without a mark of it.

    UTF-16 has a zero beside every Latin letter, on the even or the odd places. In Windows-1251 letters above 127
    stand together in words; in Windows-1252 they stand alone between Latin ones.
    """
    even, odd = content[0::2].count(0), content[1::2].count(0)
    if max(even, odd) > len(content) // 20:
        return "utf-16-be" if even > odd else "utf-16-le"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        high = re.findall(rb"[\xa8\xb8\xc0-\xff]+", content)
        together = sum(len(run) for run in high if len(run) > 1)
        return CYRILLIC if together * 2 > sum(map(len, high)) else WESTERN
    return "utf-8"


def _xlsx(content: bytes, language: str, languages: list[str]) -> ReadFile:
    try:
        lines = list(sheet_of(content, last_row=MOST_ROWS * 2, last_column=MOST_COLUMNS + SPARE_COLUMNS))
    except NotASheet as error:
        raise FileRefused(_("This file cannot be read as XLSX. Save it again.")) from error
    filled = [(number, cells) for number, cells in lines if any(cell.value not in (None, "") for cell in cells)]
    if filled and filled[-1][0] > MOST_ROWS * 2:
        told = _("There are more than %(most)d questions in it: %(number)s. Nothing is taken in. Divide the file.")
        raise FileRefused(told % {"number": f"> {len(filled) - 2}", "most": MOST_ROWS})
    if not filled:
        raise FileRefused(_("The file is empty."))
    columns, unknown = _columns(filled[0][1])
    unknown += _without_a_name(filled)
    known_languages = {language: language} | {code: code for code in languages}
    known_languages |= {AUTONYMS.get(code, code).casefold(): code for code in languages}
    found = [_found(number, cells, columns, known_languages) for number, cells in filled[1:]]
    ignored = _("These columns are not known here and are left out: %s.") % ", ".join(unknown)
    return ReadFile(found, (ignored,) if unknown else ())


def _columns(header: list[SheetCell]) -> tuple[dict[str, int], list[str]]:
    """The place of every known column, and the names of the others. Raises FileRefused."""
    columns: dict[str, int] = {}
    unknown = []
    for place, cell in enumerate(header):
        title = "" if cell.value is None else str(cell.value)
        column = column_of(title)
        if column in columns:
            raise FileRefused(_("Two columns are called the same: “%s”.") % title)
        if column:
            columns[column] = place
        elif title.strip():
            unknown.append(title.strip())
    if not {"code", "kind", "stem"} <= columns.keys():
        raise FileRefused(
            _("The first row must name the columns, at least Code, Kind and Question. An export shows them all.")
        )
    return columns, unknown


def _without_a_name(filled: list[tuple[int, list[SheetCell]]]) -> list[str]:
    """The numbers of columns that hold something and have no name."""
    places = {
        place
        for _number, cells in filled[1:]
        for place, cell in enumerate(cells)
        if cell.value not in (None, "") and filled[0][1][place].value in (None, "")
    }
    return [f"{place + 1}" for place in sorted(places)]


def _found(line: int, cells: list[SheetCell], columns: dict[str, int], languages: Mapping[str, str]) -> Found:
    texts, faults = {}, []
    for column, place in columns.items():
        text, fault = _text(cells[place]) if place < len(cells) else ("", "")
        texts[column] = text
        if fault:
            faults.append(Fault(fault, f"{column}: {text}" if text else column))
    kinds = {kind.value: kind.value for kind in QuestionKind}
    kinds |= {str(kind.label).casefold(): kind.value for kind in QuestionKind}
    entry, more = entry_of(texts, kinds=kinds, languages=languages)
    return Found(line, entry, faults=(*faults, *more))


def _text(cell: SheetCell) -> tuple[str, str]:
    """The text of a cell, and the code of what is wrong with it."""
    value = cell.value
    if cell.is_merged:
        return "", "merged"
    if cell.is_formula:
        return "", "formula"
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return str(value), "date"
    if isinstance(value, float) and not isinstance(value, bool):
        return _plain(value), ""
    text = "" if value is None else str(value).replace("\x00", "")
    if text.startswith("#") and text.rstrip("!?").isupper() and text.endswith(("!", "?", "/A")):
        return text, "error"
    return disarmed(text), ""


def _plain(number: float) -> str:
    text = f"{Decimal(repr(number)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
