"""A person, their settings, the roles they are given and leave."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.choices import EDITING_ROLES, Letters, Role
from accounts.models import NO_SCOPE, Invitation, Membership, User
from accounts.queries import memberships_on
from audit.services import record
from reference.models import Organisation


@transaction.atomic
def create_person(
    *,
    username: str,
    password: str | None,
    email: str | None = None,
    name_latin: str = "",
    name_national: str = "",
    language: str = "en",
    time_zone: str = "UTC",
) -> User:
    """A new person without any membership. Without a password nobody can sign in as them yet."""
    user = User(
        username=username,
        email=email or None,
        name_latin=name_latin,
        name_national=name_national,
        language=language,
        time_zone=time_zone,
    )
    user.set_password(password)
    user.save()
    record(act="person.created", actor=user, kind="accounts.user", uuid=user.uuid, title=str(user))
    return user


@transaction.atomic
def give_role(
    *,
    user: User,
    organisation: Organisation,
    role: str,
    scope_kind: str = "",
    scope_uuid: UUID = NO_SCOPE,
    actor: Any = None,
    ends_at: datetime | None = None,
) -> Membership:
    """Make a person a member of an organisation in a role; again: only its end is changed, if it is another.

    A scope (one visit, say) limits the role to it. Roles that edit, and are not so limited, also join the
    group of that name, which carries Wagtail's permissions. Somebody who had left everywhere is back.
    """
    membership, created = Membership.objects.get_or_create(
        user=user,
        organisation=organisation,
        role=role,
        scope_kind=scope_kind,
        scope_uuid=scope_uuid,
        defaults={"ends_at": ends_at},
    )
    if not created and membership.ends_at == ends_at:
        return membership
    membership.ends_at = ends_at
    membership.save(update_fields=["ends_at"])
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
    keep_groups_in_step(user=user)
    _log("role.given", user, actor, role=role, organisation=organisation.slug)
    return membership


@transaction.atomic
def keep_groups_in_step(*, user: User) -> None:
    """Let a person be in the groups of the roles that they hold now, and in no other of those groups."""
    held = memberships_on(user, timezone.now()).filter(scope_uuid=NO_SCOPE).values_list("role", flat=True)
    wanted = {_group_name(role) for role in held if role in EDITING_ROLES}
    has = set(user.groups.filter(name__in=[_group_name(role) for role in EDITING_ROLES]).values_list("name", flat=True))
    if wanted != has:
        user.groups.remove(*Group.objects.filter(name__in=has - wanted))
        user.groups.add(*(Group.objects.get_or_create(name=name)[0] for name in wanted - has))


def _group_name(role: str) -> str:
    """The name of the group of a role that edits."""
    return Role(role).name.title()


@transaction.atomic
def take_role(*, membership: Membership, actor: Any = None) -> None:
    """End a role now, and with the last one the person's access, open sessions too. What they did stays."""
    user = membership.user
    membership.ends_at = max(timezone.now(), membership.starts_at)
    membership.save(update_fields=["ends_at"])
    _log("role.ended", user, actor, role=membership.role, organisation=membership.organisation.slug)
    _after_leaving(user)


@transaction.atomic
def leave(*, user: User, organisation: Organisation, actor: Any = None) -> None:
    """End all that a person is in an organisation, visits included; again: nothing happens."""
    for membership in memberships_on(user, timezone.now()).filter(organisation=organisation):
        membership.ends_at = max(timezone.now(), membership.starts_at)
        membership.save(update_fields=["ends_at"])
    _log("person.left", user, actor, organisation=organisation.slug)
    _after_leaving(user)


@transaction.atomic
def move_people(*, organisation: Organisation, to: Organisation, actor: Any = None) -> None:
    """Give everybody of an organisation the same roles in another, scopes and ends included; end the old ones.

    Invitations that are open lead to the other organisation.
    """
    now = timezone.now()
    current = Membership.objects.select_related("user").filter(Q(ends_at=None) | Q(ends_at__gt=now))
    for membership in current.filter(organisation=organisation):
        same = {name: getattr(membership, name) for name in ("user", "role", "scope_kind", "scope_uuid")}
        held = [membership.ends_at, *current.filter(organisation=to, **same).values_list("ends_at", flat=True)]
        ends_at = None if None in held else max(filter(None, held))  # who was there for longer already stays for longer
        give_role(**same, organisation=to, ends_at=ends_at, actor=actor)
        membership.ends_at = max(now, membership.starts_at)
        membership.save(update_fields=["ends_at"])
    Invitation.objects.filter(organisation=organisation, withdrawn_at=None, uses__lt=F("most_uses")).update(
        organisation=to
    )


def _after_leaving(user: User) -> None:
    keep_groups_in_step(user=user)
    if not memberships_on(user, timezone.now()).exists() and not user.is_superuser:
        user.is_active = False  # a session of theirs that is open belongs to nobody from now on
        user.save(update_fields=["is_active"])
        end_sessions(user=user)


@transaction.atomic
def end_sessions(*, user: User, but: str | None = None, number: int | None = None) -> int:
    """End the open sessions of a person (`but`: the key of one that stays; `number`: only that one); how many."""
    found = UserSession.objects.filter(user=user).exclude(session_key=but or "")
    if number is not None:
        found = found.filter(pk=number)
    keys = list(found.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    found.delete()
    if keys:
        _log("sessions.ended", user, user, number=len(keys))
    return len(keys)


def _log(act: str, user: User, actor: Any, **detail: Any) -> None:
    record(act=act, actor=actor, kind="accounts.user", uuid=user.uuid, title=str(user), detail=detail)


@transaction.atomic
def change_settings(
    *,
    user: User,
    name_latin: str,
    name_national: str,
    language: str,
    time_zone: str,
    letters: Collection[str] | None = None,
) -> User:
    """A person's own settings. `letters`: those of `Letters` that they want; None: as it is."""
    user.name_latin, user.name_national = name_latin, name_national
    user.language, user.time_zone = language, time_zone
    if letters is not None:
        for kind in Letters.values:
            setattr(user, kind, kind in letters)
    user.save(update_fields=["name_latin", "name_national", "language", "time_zone", *Letters.values])
    return user
