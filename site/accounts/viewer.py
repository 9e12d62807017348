"""Who is looking: everything a rule about visibility may ask of a person, and nothing else. Pure."""

from dataclasses import dataclass
from uuid import UUID

CYRILLIC = frozenset({"ru", "kk", "ky", "tg"})
"""Languages of the site that are written in Cyrillic."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person at the moment of one request.

    `organisations`: ids of the organisations the person belongs to. `lineage`: those and everything they
    are part of, so that what is shared with an administration reaches its units. `participates`: belongs
    to an organisation of the community that TLP:GREEN speaks of. `roles`: of organisation-wide
    memberships; `posts`: the same with the organisation of each. `teams`: UUIDs of the scopes (visits) the
    person works in; `guest_of`: those where they are a guest, who belongs to no organisation and never sees
    more than GREEN. `opened`: keys of single items that are open to the person for a time, whatever their
    marking says: by broken glass, or because they were assigned to review or translate them; `has_openings`: there
    is such an item, begun or not.
    """

    signed_in: bool = False
    user_id: int = 0
    user_uuid: UUID | None = None
    name: str = ""
    national_name: str = ""
    language: str = "en"
    time_zone: str = "UTC"
    participates: bool = False
    organisations: frozenset[int] = frozenset()
    lineage: frozenset[int] = frozenset()
    roles: frozenset[str] = frozenset()
    posts: frozenset[tuple[int, str]] = frozenset()
    teams: frozenset[UUID] = frozenset()
    guest_of: frozenset[UUID] = frozenset()
    opened: frozenset[UUID] = frozenset()
    has_openings: bool = False

    def name_in(self, language: str) -> str:
        """The name in the script of a language, where the person has given it."""
        return self.national_name if self.national_name and language in CYRILLIC else self.name

    def has_role(self, *roles: str) -> bool:
        return not self.roles.isdisjoint(roles)

    def holds(self, role: str, *, among: frozenset[int]) -> bool:
        """Whether the person has a role in one of these organisations (a unit's lineage, say)."""
        return any(held == role and organisation in among for organisation, held in self.posts)


STRANGER = Viewer()
