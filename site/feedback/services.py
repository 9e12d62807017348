"""Asking, answering, closing, reading; and who was sent a digest."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from audit.services import record
from feedback.choices import State
from feedback.digest import WEEK
from feedback.models import Digest, EarlierAnswer, Enquiry
from feedback.signals import released_answers_changed


class SettledMeanwhile(ValueError):
    """Somebody else answered or closed it while this person wrote. `enquiry`: as it stands now."""

    def __init__(self, enquiry: Enquiry) -> None:
        super().__init__(enquiry.version)
        self.enquiry = enquiry


@transaction.atomic
def ask(*, token: UUID, asker: Any, at: datetime, **fields: Any) -> Enquiry:
    """Keep what somebody reports or asks; a second sending of the same form (`token`) gives the first one.

    `fields`: kind, key, title, about, text, language, wants_answer, asked_from. The log says that something was
    asked and about what, not by whom: only the answering side knows that, from the enquiry itself.
    """
    fields["title"] = fields["title"][:255]
    taken = Enquiry.objects.filter(uuid=token).exclude(asker=asker).exists()
    enquiry, created = Enquiry.objects.get_or_create(
        uuid=uuid4() if taken else token, defaults={"asker": asker, "asked_at": at, **fields}
    )
    if created:
        _record("enquiry.asked", enquiry, actor=None)
    return enquiry


@transaction.atomic
def answer(
    *,
    enquiry: Enquiry,
    by: Any,
    seen: int,
    at: datetime,
    text: str,
    language: str,
    released: bool,
    shown_question: str,
) -> Enquiry:
    """Answer, or change the answer. `seen`: the version the person had before them. Raises SettledMeanwhile."""
    fields = {
        "state": State.ANSWERED,
        "answer": text,
        "answer_language": language,
        "released": released,
        "shown_question": shown_question or enquiry.text,
        "reason": "",
    }
    return _settle(enquiry=enquiry, by=by, seen=seen, at=at, act="enquiry.answered", fields=fields)


@transaction.atomic
def close(*, enquiry: Enquiry, by: Any, seen: int, at: datetime, reason: str) -> Enquiry:
    """Close without an answer, with the reason; an answer there was is taken back. Raises SettledMeanwhile."""
    fields = {
        "state": State.CLOSED,
        "reason": reason,
        "answer": "",
        "answer_language": "",
        "released": False,
        "shown_question": "",
    }
    return _settle(enquiry=enquiry, by=by, seen=seen, at=at, act="enquiry.closed", fields=fields)


def _settle(*, enquiry: Enquiry, by: Any, seen: int, at: datetime, act: str, fields: dict[str, Any]) -> Enquiry:
    found = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if found.version != seen:
        raise SettledMeanwhile(found)
    was_released = found.released
    if not found.is_open:
        EarlierAnswer.objects.create(
            enquiry=found,
            version=found.version,
            text=found.answer or found.reason,
            released=found.released,
            answered_by_id=found.answered_by_id,
            answered_at=found.answered_at or at,
        )
    for name, value in fields.items():
        setattr(found, name, value)
    found.answered_by, found.answered_at, found.read_at = by, at, None
    found.version += 1
    found.save()
    _record(act, found, actor=by, detail={"version": found.version, "released": found.released})
    if was_released or found.released:
        released_answers_changed.send(sender=Enquiry, key=found.key)
    return found


def _record(act: str, enquiry: Enquiry, *, actor: Any, detail: dict[str, Any] | None = None) -> None:
    about = {"kind": enquiry.kind, "key": str(enquiry.key)}
    record(
        act=act,
        actor=actor,
        kind=Enquiry._meta.label_lower,
        uuid=enquiry.uuid,
        title=enquiry.title,
        detail=about | (detail or {}),
    )


@transaction.atomic
def mark_read(*, asker_id: int, until: datetime, at: datetime) -> int:
    """The asker has read what was answered until a moment; returns how many answers that were."""
    news = Enquiry.objects.filter(asker_id=asker_id, read_at__isnull=True, answered_at__lte=until)
    return news.exclude(state=State.OPEN).update(read_at=at)


@transaction.atomic
def claim_digest(*, user: Any, at: datetime) -> bool:
    """Write down that a person's digest goes out now; False if another process has just done so."""
    _digest, created = Digest.objects.get_or_create(user=user, defaults={"sent_at": at})
    return created or bool(Digest.objects.filter(user=user, sent_at__lte=at - WEEK).update(sent_at=at))


@transaction.atomic
def give_digest_back(*, user: Any, last: datetime | None) -> None:
    """The mail could not be sent: as if it had not been tried."""
    if last is None:
        Digest.objects.filter(user=user).delete()
    else:
        Digest.objects.filter(user=user).update(sent_at=last)
