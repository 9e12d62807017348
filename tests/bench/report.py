"""The table: every figure next to its bound."""

import sys
from dataclasses import dataclass

OPEN, MET, NOT_MET = "", "met", "NOT MET"


@dataclass(frozen=True)
class Figure:
    """One line. `least` or `most` is the bound; without either the figure is only printed."""

    section: str
    name: str
    value: float
    unit: str = ""
    least: float | None = None
    most: float | None = None
    note: str = ""

    @property
    def bound(self) -> str:
        if self.least is not None:
            return f">= {number(self.least)}"
        return "" if self.most is None else f"<= {number(self.most)}"

    @property
    def verdict(self) -> str:
        if self.least is None and self.most is None:
            return OPEN
        kept = (self.least is None or self.value >= self.least) and (self.most is None or self.value <= self.most)
        return MET if kept else NOT_MET


def number(value: float) -> str:
    """Two decimals for what is small, none for what is counted."""
    return (
        f"{value:.0f}"
        if float(value).is_integer() and value >= 2
        else f"{value:.2f}"
        if value < 10
        else f"{value:,.1f}"
    )


def table(figures: list[Figure]) -> str:
    rows = [("", "figure", "value", "bound", "verdict", "")]
    section = ""
    for figure in figures:
        shown = f"{number(figure.value)} {figure.unit}".strip()
        rows.append(
            (
                figure.section if figure.section != section else "",
                figure.name,
                shown,
                figure.bound,
                figure.verdict,
                figure.note,
            )
        )
        section = figure.section
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def say(sentence: str, end: str = "\n") -> None:
    sys.stdout.write(sentence + end)
    sys.stdout.flush()
