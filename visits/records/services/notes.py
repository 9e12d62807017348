"""Field notes, and the guests of a visit who write them."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.choices import Role
from accounts.models import Invitation, Membership
from accounts.services import invite, issue_password_code, take_role
from audit.services import record
from reference.models import Organisation
from visits.records.choices import TEAM_SCOPE
from visits.records.models import FieldNote, Observation, Visit
from visits.records.queries.notes import access_ends
from visits.records.services.record import put_observation

MOST_GUESTS = 60


class NoteTaken(ValueError):
    """An observation was made of the note already: it is kept as it is."""


@transaction.atomic
def put_note(
    *, visit: Visit, author: Any, text: str, language: str, uuid: UUID, note: FieldNote | None = None
) -> FieldNote:
    """Write a note, or change one of one's own. `uuid`: of a new note; a form sent twice is one note.

    Raises NoteTaken.
    """
    if note is not None:
        changed = FieldNote.objects.filter(pk=note.pk, observation=None).update(
            text=text, language=language, changed_at=timezone.now()
        )
        if not changed:
            raise NoteTaken
        return FieldNote.objects.get(pk=note.pk)
    written, _is_new = FieldNote.objects.get_or_create(
        uuid=uuid,
        defaults={
            "visit": visit,
            "text": text,
            "language": language,
            "author": str(author)[:150],
            "author_uuid": author.uuid,
        },
    )
    return written


@transaction.atomic
def remove_note(*, note: FieldNote) -> None:
    """Throw a note of one's own away. Raises NoteTaken."""
    deleted, _by_kind = FieldNote.objects.filter(pk=note.pk, observation=None).delete()
    if not deleted:
        raise NoteTaken


@transaction.atomic
def observation_from_note(*, note: FieldNote, direction: str, actor: Any) -> Observation:
    """Make an observation of a note: its first line as the words, all of it as what was first written down.

    The note stays. Asked again, it is the same observation.
    """
    note = FieldNote.objects.select_for_update().get(pk=note.pk)
    if note.observation is not None:
        return note.observation
    first, _break, rest = note.text.strip().partition("\n")
    if len(first) > LONGEST_WORDS:
        first, rest = f"{first[: LONGEST_WORDS - 1].rstrip()}…", note.text.strip()
    seen = put_observation(
        visit=note.visit,
        language=note.language,
        text={"text": first.strip(), "detail": rest.strip()},
        fields={"direction": direction},
        actor=actor,
    )
    seen.raw_text = note.text
    seen.save(update_fields=["raw_text"])
    note.observation = seen
    note.save(update_fields=["observation"])
    return seen


LONGEST_WORDS = 255
"""Characters of the words of an observation."""


# Guests


@transaction.atomic
def open_way_for_guests(*, visit: Visit, number: int, language: str, actor: Any) -> tuple[Invitation, str]:
    """A code with which so many guests join a visit; one that was shown before is void. Returns it with its code."""
    old = Invitation.objects.filter(scope_uuid=visit.uuid, role=Role.GUEST, withdrawn_at__isnull=True)
    old.update(withdrawn_at=timezone.now())
    ends = access_ends(visit)
    return invite(
        organisation=Organisation.objects.get(owned__key=visit.uuid),
        role=Role.GUEST,
        name_latin="",
        language=language,
        scope_kind=TEAM_SCOPE,
        scope_uuid=visit.uuid,
        access_ends_at=ends,
        most_uses=number,
        actor=actor,
        lasts=ends - timezone.now(),
    )


@transaction.atomic
def end_guest(*, membership: Membership, actor: Any) -> None:
    """End the access of a guest now; their notes stay."""
    take_role(membership=membership, actor=actor)


@transaction.atomic
def code_for_guest(*, membership: Membership, actor: Any) -> str:
    """A code with which a guest comes back on another device, with a password of their own from then on."""
    record(
        act="guest.code_printed",
        actor=actor,
        kind="visit",
        uuid=membership.scope_uuid,
        title=str(membership.user),
    )
    return issue_password_code(person=membership.user, organisation=membership.organisation, actor=actor)
