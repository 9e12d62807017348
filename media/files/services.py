"""What happens to a file's marking when the file comes and goes."""

from datetime import datetime
from typing import Any

from django.db import transaction

from audit.services import record
from content.choices import DEFAULT_LABEL
from content.handling import Handling
from content.services import ensure_handling
from media.files.queries import organisation_of
from media.files.signals import file_not_stamped


@transaction.atomic
def give_handling(*, file: Any) -> Handling:
    """The handling of a new file: for members, owned by the organisation of whoever brought it."""
    handling = ensure_handling(
        key=file.handling_key, kind=file._meta.label_lower, title=str(file), like=None, label=DEFAULT_LABEL
    )
    owner = organisation_of(file.uploaded_by_user)
    if owner is not None and handling.owner_id is None:
        handling.owner = owner
        handling.save(update_fields=["owner"])
    return handling


def log_kept_marking(*, file: Any) -> None:
    """Write down that a file was kept although it carries a marking, by whom and why."""
    record(
        act="file.kept_marked",
        actor=file.marking_actor or file.uploaded_by_user,
        kind=file._meta.label_lower,
        uuid=file.uuid,
        title=str(file),
        detail={"marking": file.marking_found, "reason": file.marking_reason.strip()},
    )
    file.kept_marked = False


@transaction.atomic
def tell_not_stamped(*, file: Any, reader: Any, at: datetime) -> bool:
    """Note that no stamped copy could be made of a file: on the file itself and in the log, and by mail.

    Once for a file: whoever brought it is told, and the form of the file says it until another file takes its
    place. Returns whether it was the first time.
    """
    first = type(file)._default_manager.filter(pk=file.pk, not_stamped_on=None).update(not_stamped_on=at.date())
    if first:
        record(
            act="file.not_stamped",
            actor=reader,
            kind=file._meta.label_lower,
            uuid=file.uuid,
            title=str(file),
            detail={"file": str(file.file.name)},
        )
        file_not_stamped.send(sender=type(file), file=file)
    return bool(first)


def forget_handling(*, file: Any) -> None:
    """The marking of a deleted file goes with it."""
    Handling.objects.filter(key=file.handling_key).delete()
