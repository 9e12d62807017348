"""What can be done with people."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.choices import EDITING_ROLES, Role
from accounts.models import NO_SCOPE, Invitation, Membership, User, hash_token, new_token
from audit.services import record
from reference.models import Organisation

INVITATION_LIFE = timedelta(days=14)


class InvitationClosed(ValueError):
    """The invitation was used already, or its time is over."""


class UsernameTaken(ValueError):
    """Somebody else was given this user name a moment ago."""


class EmailTaken(ValueError):
    """Somebody here has the e-mail of the invitation already."""


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
    group of that name, which carries Wagtail's permissions.
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
    if role in EDITING_ROLES and scope_uuid == NO_SCOPE:
        user.groups.add(Group.objects.get_or_create(name=Role(role).name.title())[0])
    record(
        act="role.given",
        actor=actor,
        kind="accounts.user",
        uuid=user.uuid,
        title=str(user),
        detail={"role": role, "organisation": organisation.slug},
    )
    return membership


@transaction.atomic
def invite(
    *,
    organisation: Organisation,
    role: str = Role.OFFICER,
    email: str = "",
    language: str = "en",
    actor: Any = None,
    lasts: timedelta = INVITATION_LIFE,
) -> tuple[Invitation, str]:
    """Open an invitation; returns it and its token, which is kept nowhere."""
    token = new_token()
    invitation = Invitation.objects.create(
        token_hash=hash_token(token),
        email=email,
        organisation=organisation,
        role=role,
        language=language,
        expires_at=timezone.now() + lasts,
    )
    record(
        act="invitation.sent",
        actor=actor,
        kind="accounts.invitation",
        uuid=invitation.uuid,
        title=email,
        detail={"role": role, "organisation": organisation.slug},
    )
    return invitation, token


@transaction.atomic
def accept_invitation(
    *,
    invitation: Invitation,
    username: str,
    password: str,
    name_latin: str,
    name_national: str = "",
    language: str = "en",
    time_zone: str = "UTC",
    at: datetime | None = None,
) -> User:
    """Turn an invitation into a person with the role it promised.

    Raises InvitationClosed if it was used or has expired, also when two people accept at the same moment;
    UsernameTaken and EmailTaken, after which the invitation is still open.
    """
    at = at or timezone.now()
    taken = Invitation.objects.filter(pk=invitation.pk, accepted_at__isnull=True, expires_at__gt=at).update(
        accepted_at=at
    )
    if not taken:
        raise InvitationClosed
    try:
        with transaction.atomic():
            user = create_person(
                username=username,
                password=password,
                email=invitation.email,
                name_latin=name_latin,
                name_national=name_national,
                language=language,
                time_zone=time_zone,
            )
    except IntegrityError as error:
        known = User.objects.filter(email=invitation.email.casefold()).exists() if invitation.email else False
        raise (EmailTaken if known else UsernameTaken) from error
    Invitation.objects.filter(pk=invitation.pk).update(accepted_by=user.uuid)
    give_role(user=user, organisation=invitation.organisation, role=invitation.role, actor=user)
    return user


@transaction.atomic
def change_settings(*, user: User, name_latin: str, name_national: str, language: str, time_zone: str) -> User:
    """A person's own settings."""
    user.name_latin, user.name_national = name_latin, name_national
    user.language, user.time_zone = language, time_zone
    user.save(update_fields=["name_latin", "name_national", "language", "time_zone"])
    return user
