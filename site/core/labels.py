"""Handling labels: the Traffic Light Protocol 2.0, its order, and nothing of Django.

Source: FIRST, "Traffic Light Protocol (TLP) version 2.0", August 2022. Labels are never translated.
"""

from collections.abc import Iterable
from enum import StrEnum


class Label(StrEnum):
    """A TLP 2.0 label; the value is what stands on the page, in the database and in print."""

    CLEAR = "TLP:CLEAR"
    GREEN = "TLP:GREEN"
    AMBER = "TLP:AMBER"
    AMBER_STRICT = "TLP:AMBER+STRICT"
    RED = "TLP:RED"

    @property
    def strictness(self) -> int:
        """0 for CLEAR up to 4 for RED."""
        return tuple(Label).index(self)

    @property
    def colour(self) -> str:
        """The colour name used by the style sheet: AMBER+STRICT is drawn as AMBER."""
        return self.name.split("_")[0].lower()


STORABLE = tuple(label for label in Label if label is not Label.RED)
"""What may be kept here. RED is for the persons in the room and is refused."""

LABEL_CHOICES = [(label.value, label.value) for label in STORABLE]


def strictest(labels: Iterable[Label]) -> Label:
    """The strictest of some labels; CLEAR if there are none."""
    return max(labels, key=lambda label: label.strictness, default=Label.CLEAR)
