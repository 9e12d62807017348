"""CSV as spreadsheets of these countries open it by a double click: UTF-8 with its mark, semicolons.

A cell that a spreadsheet would take for a formula (OWASP, "CSV Injection") gets an apostrophe before it.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(cell: Any) -> Any:
    """The cell as it may be written: numbers as they are, None as nothing, text that begins a formula as text."""
    if cell is None:
        return ""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        text = str(cell).replace("\x00", "")
        return f"'{text}" if text.lstrip(" ").startswith(STARTS_A_FORMULA) else text
    return cell


def csv_of(rows: Iterable[Sequence[Any]]) -> bytes:
    """The bytes of a file."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
