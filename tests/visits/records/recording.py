"""What the tests of a record say over and over: a visit of the organiser's team, and filled-in forms."""

from typing import Any

from tests.factories.visits import DelegationFactory, ObservationFactory, VisitFactory
from visits.records.choices import Direction, Side
from visits.records.models import Visit


def visit_of_team(person: Any, organisation: Any, **fields: Any) -> Visit:
    """A visit recorded by a person, without anything in it yet."""
    return VisitFactory(creator=person, organisation=organisation, **fields)


def complete(visit: Visit, *, host: Any, visitor: Any) -> Visit:
    """The same with everything a page needs, but its words."""
    DelegationFactory(visit=visit, side=Side.HOST, organisation=host)
    DelegationFactory(visit=visit, side=Side.VISITING, organisation=visitor)
    ObservationFactory(visit=visit, direction=Direction.HOST_TO_VISITOR)
    return visit


def facts(visit: Visit, **changed: Any) -> dict[str, Any]:
    """The form of the visit's facts as it was loaded, with some of it changed."""
    loaded = {
        "version": visit.version,
        "working_title": visit.working_title,
        "visit_type": visit.visit_type,
        "status": visit.status,
        "date_precision": visit.date_precision,
        "starts_on": visit.starts_on or "",
        "ends_on": visit.ends_on or "",
        "funding_scope": visit.funding_scope,
        "languages_used": visit.languages_used,
    }
    return loaded | changed


WORDS = {
    "revision": "",
    "title": "Training PCU East at Training Border Post West",
    "lead": "Officers of the east saw how the west reads container numbers.",
    "aims": "Read numbers aloud.\nWrite them down.",
    "body": "## The first day\n\nThe train stood.\n\n- one\n- two",
}
"""The form of a page's words, filled in for the first time."""
