"""Reading the first sheet of an XLSX file, as a stream, with what stands in the way of taking a cell as it is."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

MOST_UNPACKED = 40_000_000
MOST_AREAS = 2_000
MOST_MERGED = 100_000
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
MERGED = re.compile(rb'mergeCell\b[^>]*\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


class NotASheet(ValueError):
    """The file is no XLSX, or is damaged, or unpacks to more than it should."""


@dataclass(frozen=True)
class SheetCell:
    value: object
    is_merged: bool

    @property
    def is_formula(self) -> bool:
        return isinstance(self.value, str) and self.value.startswith("=")


def sheet_of(content: bytes, *, last_row: int, last_column: int) -> Iterator[tuple[int, list[SheetCell]]]:
    """The lines of the first sheet with their numbers, from 1, up to one beyond the last row. Raises NotASheet."""
    load_workbook = import_module("openpyxl").load_workbook  # large, and needed for a list only
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MOST_UNPACKED:
                raise NotASheet
            merged = _merged_in(archive, last_row, last_column)
        # As a stream: laid out as a whole, one merged area of a few bytes can be as large as a sheet may be.
        sheet = load_workbook(io.BytesIO(content), read_only=True).worksheets[0]
        lines = list(sheet.iter_rows(max_row=last_row + 1, max_col=last_column, values_only=True))
    except NotASheet:
        raise
    except Exception as error:  # openpyxl raises anything on a damaged file, all to the same effect
        raise NotASheet from error
    for number, line in enumerate(lines, start=1):
        yield number, [SheetCell(value, (number, column) in merged) for column, value in enumerate(line, start=1)]


def _merged_in(archive: zipfile.ZipFile, last_row: int, last_column: int) -> set[tuple[int, int]]:
    """(row, column) of the merged cells of the first sheet, as far as it is read."""
    first = next((name for name in sorted(archive.namelist()) if SHEET.fullmatch(name)), None)
    found: set[tuple[int, int]] = set()
    areas = MERGED.findall(archive.read(first)) if first else []
    for left, top, right, bottom in areas[:MOST_AREAS]:
        rows = range(int(top), min(int(bottom), last_row) + 1)
        columns = range(_column(left), min(_column(right), last_column) + 1)
        if len(found) < MOST_MERGED:
            found.update((row, column) for row in rows for column in columns)
    return found


def _column(letters: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
