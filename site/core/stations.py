"""The one motif: a line with stations. Plain values that the component draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a station is drawn; what it means is always written in its note as well."""

    AHEAD = ""
    DONE = "done"
    HERE = "here"
    ALERT = "alert"
    UNKNOWN = "unknown"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Station:
    """One station. `name` may be short (a code) where the line folds; `end` draws the terminus."""

    name: str
    note: str = ""
    url: str = ""
    state: State = State.AHEAD
    current: str = ""
    past: bool = False
    end: bool = False
    objective: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Stations in order. `variant`: "", "across", "fold", "across fold", "mini" or "steps"."""

    stations: Sequence[Station]
    variant: str = ""
    label: str = ""

    @property
    def classes(self) -> str:
        return " ".join(["line", *(f"line--{name}" for name in self.variant.split())])
