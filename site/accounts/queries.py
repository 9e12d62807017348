"""Questions about people."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils import timezone

from accounts.choices import GROUNDS, Role
from accounts.models import NO_SCOPE, Invitation, Membership, User, hash_token
from accounts.viewer import STRANGER, Viewer


def memberships_on(user: User, at: datetime) -> QuerySet[Membership]:
    """A person's memberships at a moment, with their organisations (1 query)."""
    return Membership.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=at), user=user, starts_at__lte=at
    ).select_related("organisation")


def viewer_for(user: Any) -> Viewer:
    """The Viewer for a user (1 query; none for a stranger)."""
    if not user.is_authenticated or not user.is_active:
        return STRANGER
    every = list(with_openings(memberships_on(user, timezone.now()), timezone.now()))
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
    )


def with_openings(memberships: QuerySet[Membership], at: datetime) -> QuerySet[Membership]:
    """The memberships, once for each item that is open to their person at a moment (no query of its own).

    In the same question: everybody's every request asks it, and few ever have an item open.
    """
    is_open = Q(user__openings__opened_at__lte=at, user__openings__until__gt=at)
    return memberships.annotate(opening=FilteredRelation("user__openings", condition=is_open)).annotate(
        opened_key=F("opening__key"), opened_parts=F("opening__parts"), opened_ground=F("opening__ground")
    )


def _opened(memberships: Iterable[Any]) -> frozenset[UUID]:
    """The keys of what is open: of an item and its parts, while the person holds a role that opening is for."""
    roles = {m.role for m in memberships if m.scope_uuid == NO_SCOPE}
    held = [m for m in memberships if m.opened_key and not roles.isdisjoint(GROUNDS[m.opened_ground])]
    return frozenset(key for m in held for key in (m.opened_key, *map(UUID, m.opened_parts)))


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
