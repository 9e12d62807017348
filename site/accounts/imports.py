"""Reading a list of people out of a CSV or XLSX file, row by row, with what is wrong at each row. No database."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from core.tables import NotASheet, SheetCell, sheet_of

MOST_BYTES = 2_000_000
MOST_ROWS = 2_000
LAST_ROW, LAST_COLUMN = MOST_ROWS * 2, 50
LONGEST = 150
"""Characters of a name."""

HEADERS = {
    "name_latin": (
        *("name", "full name", "name in latin letters", "latin", "name (latin)"),
        *("имя латиницей", "фио латиницей", "латиницей", "аты-жөні латынша"),
    ),
    "name_national": (
        *("name in national script", "national script", "name (national)", "cyrillic"),
        *(
            "имя",
            "фио",
            "ф.и.о.",
            "ф. и. о.",
            "фамилия имя отчество",
            "имя национальным письмом",
            "аты-жөні",
            "аты жөні",
        ),
    ),
    "email": ("email", "e-mail", "mail", "почта", "эл. почта", "электронная почта", "e-mail адрес", "пошта"),
    "role": ("role", "роль", "рөл"),
    "language": ("language", "язык", "тіл"),
}
"""Names of columns as lists have them, in English, Russian and Kazakh; compared without case and stars."""


class ListRefused(ValueError):
    """The file as a whole is no list of people; says why and what to do."""


@dataclass(frozen=True)
class Cell:
    text: str = ""
    error: str = ""


Row = tuple[int, dict[str, Cell]]
"""The line in the file, from 1, and its cells by column."""


def rows_of(name: str, content: bytes) -> list[Row]:
    """The rows of a file under its header, empty ones left out. Raises ListRefused."""
    if len(content) > MOST_BYTES:
        raise ListRefused(_("The file is larger than 2 MB. A list of people is small: take pictures out of it."))
    kind = PurePath(name).suffix.lower()
    readers = {".csv": _csv, ".txt": _csv, ".xlsx": _xlsx}
    if kind not in readers:
        raise ListRefused(_("Take a CSV or XLSX file. Older kinds (XLS) can be saved as XLSX."))
    lines = (
        (number, cells) for number, cells in readers[kind](content) if any(cell.text or cell.error for cell in cells)
    )
    header = next(lines, None)
    if header is None:
        raise ListRefused(_("The file is empty."))
    columns = _columns(header[1])
    found = [
        (number, {field: cells[at] for field, at in columns.items() if at < len(cells)}) for number, cells in lines
    ]
    if not found:
        raise ListRefused(_("There is nobody under the names of the columns."))
    if len(found) > MOST_ROWS:
        raise ListRefused(
            _("There are %(number)d rows; the most is %(most)d. Divide the list.")
            % {"number": len(found), "most": MOST_ROWS}
        )
    return found


def _columns(header: list[Cell]) -> dict[str, int]:
    known = {title: field for field, titles in HEADERS.items() for title in titles}
    columns: dict[str, int] = {}
    for at, cell in enumerate(header):
        field = known.get(" ".join(cell.text.casefold().replace("*", " ").split()))
        if field in columns:
            raise ListRefused(_("Two columns are called the same: “%s”.") % cell.text)
        if field:
            columns[field] = at
    if not {"name_latin", "name_national"} & columns.keys():
        raise ListRefused(
            _(
                "The first row must name the columns: Name in Latin letters, Name in national script, E-mail, Role, "
                "Language. Only one of the names is needed."
            )
        )
    return columns


def _csv(content: bytes) -> Iterator[tuple[int, list[Cell]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1251", "replace")  # as spreadsheets on Russian machines save it
    if "\x00" in text:
        raise ListRefused(_("This is no text. Save the list as CSV (UTF-8) or XLSX."))
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(";\t,", key=first.count)
    try:
        for number, line in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), start=1):
            yield number, [Cell(_one_line(value)) for value in line]
    except csv.Error as error:
        raise ListRefused(_("This file cannot be read as CSV. Save it again, or as XLSX.")) from error


def _xlsx(content: bytes) -> Iterator[tuple[int, list[Cell]]]:
    try:
        for number, line in sheet_of(content, last_row=LAST_ROW, last_column=LAST_COLUMN):
            yield number, [_cell(cell) for cell in line]
    except NotASheet as error:
        raise ListRefused(_("This file cannot be read as XLSX. Save it again, or as CSV.")) from error


def _cell(cell: SheetCell) -> Cell:
    text = "" if cell.value is None else _one_line(str(cell.value))
    if cell.is_merged:
        return Cell(text, _("Cells are merged here. Unmerge them."))
    if cell.is_formula:
        return Cell("", _("Here stands a formula. Paste its value instead."))
    return Cell(text)


def _one_line(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())


def checked(rows: list[Row], *, roles: dict[str, str], languages: dict[str, str]) -> list[dict[str, object]]:
    """The rows as PeopleImport keeps them, each with its errors in words.

    `roles` and `languages`: from what may stand in the list, casefolded, to the code. The first of each is what
    an empty cell means.
    """
    emails: dict[str, int] = {}
    names: dict[str, int] = {}
    found = []
    for line, cells in rows:
        row = {field: cells.get(field, Cell()).text for field in HEADERS}
        errors = [cell.error for cell in cells.values() if cell.error]
        errors += _wrong_name(row, line, names) + _wrong_email(row, line, emails)
        for field, known, message in (
            ("role", roles, _("“%(value)s” is no role you can give. Possible: %(known)s.")),
            ("language", languages, _("“%(value)s” is no language of the site. Possible: %(known)s.")),
        ):
            value = row[field].casefold()
            if value and value not in known:
                shown = ", ".join(dict.fromkeys(known.values()))
                errors.append(message % {"value": row[field], "known": shown})
            else:
                row[field] = known[value] if value else next(iter(known.values()))
        found.append({"line": line, **row, "errors": errors})
    return found


def _wrong_name(row: dict[str, str], line: int, seen: dict[str, int]) -> list[str]:
    name = row["name_latin"] or row["name_national"]
    if not name:
        return [_("There is no name.")]
    if max(len(row["name_latin"]), len(row["name_national"])) > LONGEST:
        return [_("The name is longer than 150 characters.")]
    if re.search(r"[<>{}\x00-\x1f]", row["name_latin"] + row["name_national"]):
        return [_("The name has signs that no name has.")]
    first = seen.setdefault(f"{name}|{row['email']}".casefold(), line)
    return [_("The same person stands in line %d.") % first] if first != line else []


def _wrong_email(row: dict[str, str], line: int, seen: dict[str, int]) -> list[str]:
    email = row["email"] = row["email"].casefold()
    if not email:
        return []
    try:
        validate_email(email)
    except ValidationError:
        return [_("“%s” is no e-mail address.") % email]
    first = seen.setdefault(email, line)
    return [_("The same e-mail stands in line %d.") % first] if first != line else []
