"""A list of people on its way to becoming invitations."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.codes import new_code
from accounts.models import Invitation, PeopleImport, hash_token, new_token
from accounts.services.invitations import INVITATION_LIFE
from audit.services import record
from jobs.models import Job
from jobs.services import open_job
from reference.models import Organisation

LISTS_ARE_KEPT = timedelta(days=1)


class ListHasErrors(ValueError):
    """A list in which something is wrong becomes no invitation at all."""


@transaction.atomic
def put_list(*, organisation: Organisation, file_name: str, rows: list[dict[str, Any]], actor: Any) -> PeopleImport:
    """Keep a list that was read, to be looked at."""
    return PeopleImport.objects.create(
        organisation=organisation, file_name=file_name[:255], rows=rows, created_by=actor.uuid
    )


@transaction.atomic
def begin_inviting(*, people: PeopleImport, actor: Any) -> tuple[Job, bool]:
    """Open the job that makes the invitations of a list, and whether it is new: asked again, it is the same one.

    Raises ListHasErrors.
    """
    people = PeopleImport.objects.select_for_update().get(pk=people.pk)
    if people.has_errors:
        raise ListHasErrors
    if people.job:
        return Job.objects.get(uuid=people.job), False
    job = open_job(kind="accounts.invitations", owner=actor)
    people.job = job.uuid
    people.save(update_fields=["job"])
    return job, True


@transaction.atomic
def invite_all(*, people: PeopleImport, actor: Any = None) -> list[tuple[Invitation, str]]:
    """All invitations of a list at once or none, each with its token; those without a mailbox get a code later."""
    until = timezone.now() + INVITATION_LIFE
    made = []
    for row in people.rows:
        token = new_token() if row["email"] else new_code()
        fields = {name: row[name] for name in ("email", "name_latin", "name_national", "role", "language")}
        invitation = Invitation(
            token_hash=hash_token(token),
            organisation=people.organisation,
            created_by=people.created_by,
            expires_at=until,
            **fields,
        )
        made.append((invitation, token))
    Invitation.objects.bulk_create([invitation for invitation, _token in made], batch_size=200)
    record(
        act="people.invited",
        actor=actor,
        kind="accounts.peopleimport",
        uuid=people.uuid,
        title=people.file_name,
        detail={"number": len(made), "organisation": people.organisation.slug},
    )
    return made


def forget_lists() -> int:
    """Delete lists older than a day: they are people's data, and have become invitations or nothing."""
    return PeopleImport.objects.filter(created_at__lt=timezone.now() - LISTS_ARE_KEPT).delete()[0]
