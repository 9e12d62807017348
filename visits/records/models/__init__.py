"""What is kept of a study visit: plain rows for facts, a page in each language to present them."""

from visits.records.models.notes import FieldNote
from visits.records.models.observations import Observation, ObservationText
from visits.records.models.pages import VisitIndexPage, VisitPage
from visits.records.models.programme import ItemSite, ProgrammeItem, ProgrammeItemText
from visits.records.models.sources import SourceMark, SourceText
from visits.records.models.visits import Delegation, Party, Visit

__all__ = [
    "Delegation",
    "FieldNote",
    "ItemSite",
    "Observation",
    "ObservationText",
    "Party",
    "ProgrammeItem",
    "ProgrammeItemText",
    "SourceMark",
    "SourceText",
    "Visit",
    "VisitIndexPage",
    "VisitPage",
]
