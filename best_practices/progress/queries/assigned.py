"""Questions about assignments: what one has to do, whom one assigned what, who is to be reminded."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from accounts.choices import Role
from accounts.models import NO_SCOPE, Membership, User
from accounts.viewer import Viewer
from best_practices.progress.due_dates import stage_on
from best_practices.progress.models import Assignment, ModuleCompletion, Reminder
from content.handling import Handling
from content.visibility import visible_keys
from reference.models import Organisation

MOST_AT_ONCE = 200
"""People of one assignment who are written to in one round of `run_due`; the others come with the next."""


def day_in(zone: str, at: datetime) -> date:
    """Which day it is where somebody is."""
    return at.astimezone(ZoneInfo(zone)).date()


def current_memberships(at: datetime) -> QuerySet[Membership]:
    """The roles that people hold in organisations at a moment; no guests, nothing that is of one visit only."""
    now = Q(ends_at__isnull=True) | Q(ends_at__gt=at)
    return Membership.objects.filter(now, starts_at__lte=at, scope_uuid=NO_SCOPE, user__is_active=True).exclude(
        role=Role.GUEST
    )


def within(organisation: Organisation) -> Q:
    """A condition on memberships: in an organisation or a unit of it, at any depth."""
    return Q(organisation__lineage__contains=f"/{organisation.pk}/")


def assigned_to(viewer: Viewer) -> dict[UUID, Assignment]:
    """What a person has to do, by module key; of several for one module the nearest day (2 queries)."""
    roles: dict[int, set[str]] = defaultdict(set)
    held: dict[int, set[str]] = defaultdict(set)
    for organisation, role in viewer.posts:
        held[organisation].add(role)
    for found in Organisation.objects.filter(pk__in=held).only("pk", "lineage"):
        for above in found.lineage_ids:
            roles[above] |= held[found.pk]
    concerned = Q(person_id=viewer.user_id) | Q(person__isnull=True, organisation_id__in=list(roles))
    nearest: dict[UUID, Assignment] = {}
    for assignment in Assignment.objects.filter(concerned, withdrawn_at__isnull=True).order_by("pk"):
        if assignment.role and assignment.role not in roles[assignment.organisation_id]:
            continue
        known = nearest.get(assignment.module_key)
        if known is None or (assignment.due_on or date.max) < (known.due_on or date.max):
            nearest[assignment.module_key] = assignment
    return nearest


def assignments_concerning(organisation: Organisation) -> list[Assignment]:
    """The open assignments of an organisation and its units, and those from above that hold for it (2 queries)."""
    above = Q(person__isnull=True, organisation_id__in=organisation.lineage_ids)
    found = Assignment.objects.filter(
        above | Q(organisation__lineage__contains=f"/{organisation.pk}/"), withdrawn_at__isnull=True
    )
    return list(found.select_related("organisation", "person").prefetch_related("organisation__names"))


def assignment_of(organisation: Organisation, uuid: UUID) -> Assignment | None:
    """An open assignment that was given in this organisation (1 query)."""
    found = Assignment.objects.filter(organisation=organisation, uuid=uuid, withdrawn_at__isnull=True)
    return found.select_related("organisation", "person").first()


def open_assignments() -> QuerySet[Assignment]:
    """Everything that is assigned and not withdrawn (1 query)."""
    return Assignment.objects.filter(withdrawn_at__isnull=True).select_related("organisation").order_by("pk")


def people_of(assignment: Assignment, at: datetime) -> QuerySet[User]:
    """Whom an assignment concerns at a moment (1 query)."""
    holders = current_memberships(at)
    if assignment.person_id:
        return User.objects.filter(pk=assignment.person_id, pk__in=holders.values("user_id"))
    holders = holders.filter(within(assignment.organisation))
    if assignment.role:
        holders = holders.filter(role=assignment.role)
    return User.objects.filter(pk__in=holders.values("user_id"))


def to_remind(assignment: Assignment, at: datetime) -> list[tuple[User, int]]:
    """Who wants letters, has not completed the module and was not reminded at their stage (1 query).

    The day is that of the person's own zone. Nobody is told of an earlier stage after a later one.
    """
    told = Reminder.objects.filter(assignment=assignment, user=OuterRef("pk")).order_by("-stage").values("stage")[:1]
    done = ModuleCompletion.objects.filter(user=OuterRef("pk"), module_key=assignment.module_key)
    furthest = stage_on(day_in("UTC", at) + timedelta(days=1), assignment.due_on)
    reached = people_of(assignment, at).filter(email__isnull=False, gets_reminders=True)
    found = reached.filter(~Exists(done)).annotate(told=Subquery(told))
    waiting = found.filter(Q(told__isnull=True) | Q(told__lt=furthest)).order_by("pk")[:MOST_AT_ONCE]
    staged = ((user, stage_on(day_in(user.time_zone, at), assignment.due_on)) for user in waiting)
    return [(user, stage) for user, stage in staged if (user.told or 0) < stage]


def labels_of(keys: Iterable[UUID]) -> dict[UUID, str]:
    """The handling labels of some modules (1 query)."""
    return dict(Handling.objects.filter(key__in=set(keys)).values_list("key", "label"))


def seen_of(viewer: Viewer, keys: Iterable[UUID]) -> set[UUID]:
    """Those of some modules that a viewer may see (1 query)."""
    return set(visible_keys(viewer).filter(key__in=set(keys)).values_list("key", flat=True))
