"""Which sentence carries which statement."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from visits.records.models import SourceMark, Visit


@dataclass(frozen=True, order=True)
class PlaceInSource:
    """Sentence `sentence` of paragraph `paragraph` (both from 1) of the source with this code."""

    code: str
    paragraph: int
    sentence: int


Places = dict[tuple[UUID, str], tuple[PlaceInSource, ...]]
"""By the uuid of a statement's subject and its field; "" for the whole of it."""


def places_in_sources(visit: Visit) -> Places:
    """Where every statement about a visit is found (1 query)."""
    found: dict[tuple[UUID, str], list[PlaceInSource]] = defaultdict(list)
    for mark in SourceMark.objects.filter(source__visit=visit).select_related("source"):
        found[mark.subject, mark.field].append(PlaceInSource(mark.source.code, mark.paragraph, mark.sentence))
    return {key: tuple(sorted(places)) for key, places in found.items()}
