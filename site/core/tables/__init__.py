"""Tables that leave the site as files, safe to open in a spreadsheet."""

from core.tables.csv_files import csv_of, harmless
from core.tables.xlsx_files import NotASheet, SheetCell, sheet_of

__all__ = ["NotASheet", "SheetCell", "csv_of", "harmless", "sheet_of"]
