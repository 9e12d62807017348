"""Full text on SQLite: an FTS5 table beside the entries."""

from collections.abc import Iterable

from search.folding import Term

SOURCE = "search_words f JOIN search_entry e ON e.id = f.rowid WHERE f.search_words MATCH %s"
RANK = "f.rank"
"""Smaller is better."""


def expression(asked: Iterable[Term]) -> str:
    """The terms as FTS5 reads them: all must match. They are of a-z and 0-9 only."""
    return " ".join(f'"{term.text}"{"*" if term.open else ""}' for term in asked)
