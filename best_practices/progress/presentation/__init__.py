"""What progress looks like: the desk, papers, letters."""

from best_practices.progress.presentation.desk import DeskRow, desk_rows, next_row

__all__ = ["DeskRow", "desk_rows", "next_row"]
