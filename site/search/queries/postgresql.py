"""Full text on PostgreSQL: a tsvector column of the entries' words."""

from collections.abc import Iterable

from search.folding import Term

SOURCE = """to_tsquery('simple', %s) q
    JOIN search_entrytext f ON f.vector @@ q JOIN search_entry e ON e.id = f.entry_id WHERE TRUE"""
RANK = "-ts_rank(f.vector, q)"
"""Smaller is better."""


def expression(asked: Iterable[Term]) -> str:
    """The terms as `to_tsquery` reads them: all must match. They are of a-z and 0-9 only."""
    return " & ".join(f"{term.text}{':*' if term.open else ''}" for term in asked)
