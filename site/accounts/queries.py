"""Questions about people."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.choices import Role
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
    return _viewer(user, list(memberships_on(user, timezone.now())))


def viewers_holding(*roles: str) -> list[Viewer]:
    """The Viewers of everybody who has one of these roles in an organisation now, by user name (1 query)."""
    at = timezone.now()
    now = Membership.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), starts_at__lte=at)
    holders = now.filter(role__in=roles, scope_uuid=NO_SCOPE, user__is_active=True).values("user_id")
    every: dict[User, list[Membership]] = {}
    for membership in (
        now.filter(user_id__in=holders).select_related("user", "organisation").order_by("user__username", "pk")
    ):
        every.setdefault(membership.user, []).append(membership)
    return [_viewer(user, memberships) for user, memberships in every.items()]


def _viewer(user: User, every: list[Membership]) -> Viewer:
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
    )


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
