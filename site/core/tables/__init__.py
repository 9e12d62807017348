"""Tables that leave the site as files, safe to open in a spreadsheet."""

from core.tables.csv_files import csv_of, harmless

__all__ = ["csv_of", "harmless"]
