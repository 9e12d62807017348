"""Who may invite, and give and take which roles where: over a Viewer and an organisation's lineage."""

from accounts.choices import GIVEN_BY, Role
from accounts.viewer import Viewer

EVERYWHERE = (Role.ADMINISTRATOR, Role.STAFF)
"""Roles that are not bound to their own organisation."""


def givable(viewer: Viewer, lineage: frozenset[int]) -> frozenset[str]:
    """The roles somebody may give and take in an organisation; `lineage`: its id and those of all it is part of."""
    held = [role for role in EVERYWHERE if viewer.has_role(role)]
    if viewer.holds(Role.COORDINATOR, among=lineage):
        held.append(Role.COORDINATOR)
    return frozenset().union(*(GIVEN_BY[role] for role in held))


def manages(viewer: Viewer, lineage: frozenset[int]) -> bool:
    """Whether somebody may see who is in an organisation, and change it."""
    return bool(givable(viewer, lineage))
