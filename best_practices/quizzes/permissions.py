"""Who may lead a sitting, see an answer key, and grade again: over a Viewer."""

from accounts.choices import EDITING_ROLES, Role
from accounts.rights import manages
from accounts.viewer import Viewer

LEADING = (Role.COORDINATOR, Role.STAFF, Role.ADMINISTRATOR)
REGRADING = (Role.REVIEWER, Role.STAFF, Role.ADMINISTRATOR)


def may_lead_sittings(viewer: Viewer) -> bool:
    """Coordinators for their units, programme staff for all."""
    return viewer.has_role(*LEADING)


def may_lead_in(viewer: Viewer, lineage: frozenset[int]) -> bool:
    """Whether somebody may lead a sitting in a unit; `lineage`: its id and those of all it is part of."""
    return may_lead_sittings(viewer) and manages(viewer, lineage)


def may_see_keys(viewer: Viewer) -> bool:
    """Whether somebody sees answer keys: who works on the question bank does anyway."""
    return viewer.has_role(*EDITING_ROLES)


def may_regrade(viewer: Viewer) -> bool:
    """Whether somebody may grade attempts again after a correction."""
    return viewer.has_role(*REGRADING)
