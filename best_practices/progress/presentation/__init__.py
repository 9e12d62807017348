"""Progress as the templates draw it."""

from best_practices.progress.presentation.desk import DeskRow, desk_rows

__all__ = ["DeskRow", "desk_rows"]
