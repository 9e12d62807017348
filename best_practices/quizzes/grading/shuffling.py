"""The order in which a person sees the parts of a question. Pure."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

SHUFFLED = {"single": "options", "multiple": "options", "matching": "rights", "ordering": "steps"}
"""By kind the parts of its content whose order means nothing. True and false stay as they are."""


def arranged(parts: Iterable[Mapping[str, Any]], seed: object) -> list[Any]:
    """Parts in an order that depends on the seed and on their keys alone, so it is the same in every language."""
    return sorted(parts, key=lambda part: sha256(f"{seed} {part['key']}".encode()).digest())


def shuffled(kind: str, content: Mapping[str, Any], seed: object) -> dict[str, Any]:
    """The content of a question with its parts in the order of a seed: the same seed, the same order.

    The right sides of a matching question and the steps of an ordering one stand in no telling order before, too.
    """
    name = SHUFFLED.get(kind)
    if name:
        return {**content, name: arranged(content.get(name, ()), seed)}
    if kind == "gaps":
        gaps = [{**gap, "choices": arranged(gap["choices"], seed)} for gap in content.get("gaps", ())]
        return {**content, "gaps": gaps}
    return dict(content)
