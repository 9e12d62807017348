"""What is open beyond its label: to me, and of what I keep."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from accounts.choices import Ground, Role
from accounts.models import NO_SCOPE, Opening, User
from accounts.viewer import Viewer
from content.handling import Handling
from content.queries.eyes import current_members

KEEPERS = (Role.COORDINATOR, Role.REVIEWER)
TOLD_FOR = timedelta(days=30)
MOST = 20


@dataclass(frozen=True)
class Opened:
    """An opening with the title of its item."""

    opening: Opening
    title: str

    @property
    def is_open(self) -> bool:
        return self.opening.is_open(timezone.now())


def keepers_of(handling: Handling) -> list[User]:
    """The people of an owner who answer for a thing; programme staff, if there are none (2 queries at most)."""
    members = current_members(timezone.now()).filter(scope_uuid=NO_SCOPE)
    people = User.objects.order_by("username")
    keeping = members.filter(organisation__owned=handling, role__in=KEEPERS)
    found = list(people.filter(pk__in=keeping.values("user_id")))
    return found or list(people.filter(pk__in=members.filter(role=Role.STAFF).values("user_id")))


def open_to(viewer: Viewer) -> list[Opened]:
    """What is open, or assigned, to a person now (2 queries; 1 if nothing is)."""
    found = Opening.objects.filter(user_id=viewer.user_id, until__gt=timezone.now()).order_by("until", "pk")
    return _titled(list(found[:MOST]))


def broken_of(viewer: Viewer) -> list[Opened]:
    """The glass that was broken in the last 30 days of things a person keeps, newest first (2 queries at most)."""
    kept = frozenset(organisation for organisation, role in viewer.posts if role in KEEPERS)
    if not kept:
        return []
    mine = Handling.objects.filter(owner_id__in=kept)
    since = timezone.now() - TOLD_FOR
    found = Opening.objects.filter(ground=Ground.GLASS, opened_at__gt=since, key__in=mine.values("key"))
    return _titled(list(found.select_related("user").order_by("-opened_at", "-pk")[:MOST]))


def _titled(openings: list[Opening]) -> list[Opened]:
    titles = dict(Handling.objects.filter(key__in=[one.key for one in openings]).values_list("key", "title"))
    return [Opened(one, titles.get(one.key, "")) for one in openings if one.key in titles] if openings else []
