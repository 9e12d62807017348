"""Ways in: an invitation by link, a printed code, a new password for somebody who has no mailbox."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from axes.utils import reset
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from accounts.choices import Role
from accounts.codes import new_code
from accounts.models import NO_SCOPE, Invitation, User, hash_token, new_token
from accounts.services.people import create_person, end_sessions, give_role
from audit.services import record
from reference.models import Organisation

INVITATION_LIFE = timedelta(days=14)
CODE_LIFE = timedelta(days=3)
"""Of a code for a new password: it is handed over on the same day, and opens somebody's account."""


class InvitationClosed(ValueError):
    """The invitation was used already, was withdrawn, or its time is over."""


class UsernameTaken(ValueError):
    """Somebody else was given this user name a moment ago."""


class EmailTaken(ValueError):
    """Somebody here has the e-mail of the invitation already."""


@transaction.atomic
def invite(
    *,
    organisation: Organisation,
    role: str = Role.OFFICER,
    email: str = "",
    name_latin: str = "",
    name_national: str = "",
    language: str = "en",
    scope_kind: str = "",
    scope_uuid: UUID = NO_SCOPE,
    access_ends_at: datetime | None = None,
    most_uses: int = 1,
    actor: Any = None,
    lasts: timedelta = INVITATION_LIFE,
) -> tuple[Invitation, str]:
    """Open an invitation; returns it and its token, which is kept nowhere."""
    token = new_token() if email else new_code()
    invitation = Invitation.objects.create(
        token_hash=hash_token(token),
        email=email,
        name_latin=name_latin,
        name_national=name_national,
        organisation=organisation,
        role=role,
        language=language,
        scope_kind=scope_kind,
        scope_uuid=scope_uuid,
        access_ends_at=access_ends_at,
        most_uses=most_uses,
        created_by=getattr(actor, "uuid", None),
        expires_at=timezone.now() + lasts,
    )
    _log("invitation.sent", invitation, actor, role=role, organisation=organisation.slug)
    return invitation, token


@transaction.atomic
def invite_by_name(
    *, organisation: Organisation, names: Iterable[str], role: str, language: str, actor: Any = None
) -> list[tuple[Invitation, str]]:
    """An invitation with a code for each of these people, all or none; a name stands in the script it is written in."""
    return [
        invite(
            organisation=organisation,
            role=role,
            language=language,
            actor=actor,
            name_latin=name if name.isascii() else "",
            name_national="" if name.isascii() else name,
        )
        for name in names
    ]


@transaction.atomic
def print_codes(
    *, invitations: Iterable[Invitation], actor: Any = None, lasts: timedelta = INVITATION_LIFE
) -> list[tuple[Invitation, str]]:
    """Give each open invitation a new code to be printed, and its full time again; what was printed before is void."""
    slips = []
    for invitation in Invitation.objects.select_for_update().filter(pk__in=[found.pk for found in invitations]):
        if invitation.withdrawn_at is not None or invitation.is_used_up:
            continue
        code = new_code()
        invitation.token_hash = hash_token(code)
        invitation.expires_at = timezone.now() + lasts
        invitation.save(update_fields=["token_hash", "expires_at"])
        _log("invitation.code_printed", invitation, actor)
        slips.append((invitation, code))
    return slips


@transaction.atomic
def renew(*, invitation: Invitation, actor: Any = None, lasts: timedelta = INVITATION_LIFE) -> tuple[Invitation, str]:
    """Give an open invitation a new link and its full time again; the link sent before is void."""
    token = new_token()
    invitation.token_hash, invitation.expires_at = hash_token(token), timezone.now() + lasts
    invitation.save(update_fields=["token_hash", "expires_at"])
    _log("invitation.renewed", invitation, actor)
    return invitation, token


@transaction.atomic
def note_sent(*, invitation: Invitation) -> None:
    """The letter of an invitation has left."""
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=timezone.now())


@transaction.atomic
def withdraw(*, invitation: Invitation, actor: Any = None) -> None:
    """Close an invitation that nobody has used; again: nothing happens."""
    closed = Invitation.objects.filter(pk=invitation.pk, withdrawn_at__isnull=True).update(withdrawn_at=timezone.now())
    if closed:
        _log("invitation.withdrawn", invitation, actor)


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

    Raises InvitationClosed if it was used, withdrawn or has expired, also when two people accept at the same
    moment; UsernameTaken and EmailTaken, after which the invitation is still open.
    """
    _use(invitation, at or timezone.now())
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
    _give(invitation, user)
    return user


@transaction.atomic
def accept_as_guest(*, invitation: Invitation, name_latin: str, language: str, at: datetime | None = None) -> User:
    """A new person without a password, with the limited access that the invitation gives. Raises InvitationClosed."""
    _use(invitation, at or timezone.now())
    user = create_person(
        username=f"guest-{secrets.token_hex(5)}",
        password=None,
        name_latin=name_latin,
        language=language,
    )
    _give(invitation, user)
    return user


@transaction.atomic
def join(*, invitation: Invitation, user: User, at: datetime | None = None) -> None:
    """Give somebody who is here already the role of an invitation. Raises InvitationClosed."""
    _use(invitation, at or timezone.now())
    Invitation.objects.filter(pk=invitation.pk).update(accepted_by=user.uuid)
    _give(invitation, user)


def _use(invitation: Invitation, at: datetime) -> None:
    """Count one use, however many ask at once. Raises InvitationClosed."""
    still_open = Invitation.objects.filter(
        pk=invitation.pk, withdrawn_at__isnull=True, uses__lt=F("most_uses"), expires_at__gt=at
    )
    if not still_open.update(uses=F("uses") + 1, accepted_at=at):
        raise InvitationClosed


def _give(invitation: Invitation, user: User) -> None:
    give_role(
        user=user,
        organisation=invitation.organisation,
        role=invitation.role,
        scope_kind=invitation.scope_kind,
        scope_uuid=invitation.scope_uuid,
        ends_at=invitation.access_ends_at,
        actor=user,
    )


# A new password without a mailbox


@transaction.atomic
def issue_password_code(*, person: User, organisation: Organisation, actor: Any = None) -> str:
    """A code with which a person sets a new password; one that was printed before is void."""
    Invitation.objects.filter(person=person, uses=0, withdrawn_at__isnull=True).update(withdrawn_at=timezone.now())
    code = new_code()
    invitation = Invitation.objects.create(
        token_hash=hash_token(code),
        person=person,
        name_latin=person.name_latin,
        name_national=person.name_national,
        organisation=organisation,
        language=person.language,
        created_by=getattr(actor, "uuid", None),
        expires_at=timezone.now() + CODE_LIFE,
    )
    _log("password.code_printed", invitation, actor, person=str(person))
    return code


@transaction.atomic
def print_one_time_codes(*, person: User, actor: Any = None) -> list[str]:
    """Ten codes, each for one time, as a person's second factor; those printed before are void."""
    Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).delete()
    codes = RecoveryCodes.activate(person).generate_codes()
    record(act="one_time_codes.printed", actor=actor, kind="accounts.user", uuid=person.uuid, title=str(person))
    return codes


@transaction.atomic
def set_password(*, invitation: Invitation, password: str, at: datetime | None = None) -> User:
    """Set the password of the person a code was printed for; ends their sessions and their lockout.

    Raises InvitationClosed.
    """
    _use(invitation, at or timezone.now())
    user = User.objects.get(codes=invitation)
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sessions(user=user)
    reset(username=user.username.casefold())
    _log("password.set_by_code", invitation, user)
    return user


def _log(act: str, invitation: Invitation, actor: Any, **detail: Any) -> None:
    record(
        act=act,
        actor=actor,
        kind="accounts.invitation",
        uuid=invitation.uuid,
        title=invitation.name or invitation.email,
        detail=detail,
    )
