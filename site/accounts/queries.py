"""Questions about people."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.choices import GROUNDS, Role
from accounts.models import NO_SCOPE, Invitation, Membership, PeopleImport, User, hash_token
from accounts.rights import EVERYWHERE, givable, manages
from accounts.viewer import STRANGER, Viewer
from jobs.models import Job
from reference.models import Organisation


def memberships_on(user: User, at: datetime) -> QuerySet[Membership]:
    """A person's memberships at a moment, with their organisations (1 query)."""
    return Membership.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=at), user=user, starts_at__lte=at
    ).select_related("organisation")


def viewer_for(user: Any) -> Viewer:
    """The Viewer for a user (1 query; none for a stranger)."""
    if not user.is_authenticated or not user.is_active:
        return STRANGER
    at = timezone.now()
    return _viewer(user, list(with_openings(memberships_on(user, at), at)))


def viewers_holding(*roles: str) -> list[Viewer]:
    """The Viewers of everybody who has one of these roles in an organisation now, by user name (1 query)."""
    at = timezone.now()
    now = Membership.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), starts_at__lte=at)
    holders = now.filter(role__in=roles, scope_uuid=NO_SCOPE, user__is_active=True).values("user_id")
    every: dict[User, list[Membership]] = {}
    for membership in (
        with_openings(now.filter(user_id__in=holders), at)
        .select_related("user", "organisation")
        .order_by("user__username", "pk")
    ):
        every.setdefault(membership.user, []).append(membership)
    return [_viewer(user, memberships) for user, memberships in every.items()]


def _viewer(user: User, every: list[Any]) -> Viewer:
    memberships = [m for m in every if m.role != Role.GUEST]
    return Viewer(
        signed_in=True,
        user_id=user.pk,
        user_uuid=user.uuid,
        name=str(user),
        national_name=user.name_national,
        language=user.language,
        time_zone=user.time_zone,
        participates=any(m.organisation.participates for m in every),
        organisations=frozenset(m.organisation_id for m in memberships),
        lineage=frozenset().union(*(m.organisation.lineage_ids for m in memberships)),
        roles=frozenset(m.role for m in memberships if m.scope_uuid == NO_SCOPE),
        posts=frozenset((m.organisation_id, m.role) for m in memberships if m.scope_uuid == NO_SCOPE),
        teams=frozenset(m.scope_uuid for m in memberships if m.scope_uuid != NO_SCOPE),
        guest_of=frozenset(m.scope_uuid for m in every if m.role == Role.GUEST),
        opened=_opened(memberships),
        has_openings=any(m.opening_key for m in memberships),
    )


def with_openings(memberships: QuerySet[Membership], at: datetime) -> QuerySet[Membership]:
    """The memberships, once for each item that is open or assigned to their person at a moment (no query of its own).

    In the same question: everybody's every request asks it, and few ever have an item open.
    """
    lasts = Q(user__openings__given_at__lte=at, user__openings__until__gt=at)
    return memberships.annotate(opening=FilteredRelation("user__openings", condition=lasts)).annotate(
        opening_key=F("opening__key"),
        opening_parts=F("opening__parts"),
        opening_ground=F("opening__ground"),
        opening_began=F("opening__opened_at"),
    )


def _opened(memberships: Iterable[Any]) -> frozenset[UUID]:
    """The keys of what is open: of an item and its parts, while the person holds a role that opening is for."""
    roles = {m.role for m in memberships if m.scope_uuid == NO_SCOPE}
    begun = [m for m in memberships if m.opening_began and not roles.isdisjoint(GROUNDS[m.opening_ground])]
    return frozenset(key for m in begun for key in (m.opening_key, *map(UUID, m.opening_parts)))


def invitation_for(token: str) -> Invitation | None:
    """The invitation a token belongs to, whatever its state (1 query)."""
    return Invitation.objects.filter(token_hash=hash_token(token)).select_related("organisation").first()


def person_named(login: str) -> User | None:
    """The person who signs in with this user name or e-mail (1 query)."""
    return User.objects.filter(Q(username__iexact=login) | Q(email=login.casefold())).first()


def viewer_in(request: Any) -> Viewer:
    """The viewer of a request, as the middleware set it: loaded at the first question, once (1 query at most)."""
    viewer: Viewer = request.viewer
    return viewer


# Units and their people


def units_for(viewer: Viewer) -> list[Organisation]:
    """The organisations whose people a person manages, by name (2 queries; none for who manages nobody)."""
    rows = Organisation.objects.prefetch_related("names")
    if not viewer.has_role(*EVERYWHERE):
        own = [organisation for organisation, role in viewer.posts if role == Role.COORDINATOR]
        if not own:
            return []
        below = Q()
        for organisation in own:
            below |= Q(lineage__contains=f"/{organisation}/")
        rows = rows.filter(below)
    return sorted(rows, key=lambda row: (str(row).casefold(), row.pk))


def unit_for(viewer: Viewer, slug: str) -> Organisation | None:
    """An organisation whose people a person manages (2 queries)."""
    found = Organisation.objects.prefetch_related("names").filter(slug=slug).first()
    return found if found is not None and manages(viewer, found.lineage_ids) else None


@dataclass(frozen=True)
class Member:
    """A person as their unit lists them, with what they are in it now."""

    person: User
    memberships: tuple[Membership, ...]


def members_of(organisation: Organisation, at: datetime, **only: Any) -> list[Member]:
    """The people of an organisation by name, without those of its units (1 query). `only`: lookups of a membership."""
    found: dict[int, list[Membership]] = defaultdict(list)
    here = Membership.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=at), organisation=organisation, starts_at__lte=at, scope_uuid=NO_SCOPE
    ).filter(**only)
    for membership in here.select_related("user").order_by("starts_at", "pk"):
        found[membership.user_id].append(membership)
    members = [Member(held[0].user, tuple(held)) for held in found.values()]
    return sorted(members, key=lambda member: (str(member.person).casefold(), member.person.pk))


def member_of(organisation: Organisation, uuid: UUID, at: datetime) -> Member | None:
    """One of them (1 query)."""
    return next(iter(members_of(organisation, at, user__uuid=uuid)), None)


def invitations_of(organisation: Organisation, *, printed: bool | None = None) -> QuerySet[Invitation]:
    """The invitations into an organisation that nobody has used, withdrawn ones left out (1 query).

    `printed`: only those without a mailbox, or only those with one. Codes for a new password are none.
    """
    found = Invitation.objects.filter(
        organisation=organisation, person=None, scope_uuid=NO_SCOPE, withdrawn_at__isnull=True, uses__lt=F("most_uses")
    )
    return found if printed is None else found.filter(email="") if printed else found.exclude(email="")


def may_reset(viewer: Viewer, person: User, at: datetime) -> bool:
    """Whether somebody may print a code for a new password of a person (1 query).

    Only of whom they manage in everything: who sets a password becomes that person.
    """
    if person.is_superuser or person.pk == viewer.user_id:
        return False
    held = list(memberships_on(person, at))
    return bool(held) and all(
        membership.role in givable(viewer, membership.organisation.lineage_ids) for membership in held
    )


def sessions_of(user: User) -> list[UserSession]:
    """Where a person is signed in, latest first (1 query); ended sessions are left out."""
    keys = UserSession.objects.filter(user=user).order_by("-last_seen_at")
    open_ones = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return list(keys.filter(session_key__in=open_ones))


def with_known_people(organisation: Organisation, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a list, those with an error who are members or invited already (2 queries)."""
    emails = [row["email"] for row in rows if row["email"]]
    members = Membership.objects.filter(organisation=organisation, user__email__in=emails, scope_uuid=NO_SCOPE).filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=timezone.now())
    )
    here = set(members.values_list("user__email", flat=True))
    invited = set(invitations_of(organisation).filter(email__in=emails).values_list("email", flat=True))
    for row in rows:
        if row["email"] in here:
            row["errors"].append(_("A member already has this e-mail."))
        elif row["email"] in invited:
            row["errors"].append(_("This e-mail is invited already."))
    return rows


def job_of(people: PeopleImport) -> Job | None:
    """The job that makes the invitations of a list, once it is begun (1 query)."""
    return Job.objects.filter(uuid=people.job).first() if people.job else None
