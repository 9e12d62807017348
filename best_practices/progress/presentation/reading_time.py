"""When a lesson's page was opened: it travels in the page, signed, so that opening it writes nothing."""

from datetime import UTC, datetime
from uuid import UUID

from django.core import signing

SALT = "progress.lesson-opened"


def opened_sign(*, user_id: int, lesson_key: UUID, at: datetime) -> str:
    """What the form of a lesson carries: whose page, of which lesson, since when."""
    return signing.dumps([user_id, str(lesson_key), int(at.timestamp())], salt=SALT)


def opened_at(sign: str, *, user_id: int, lesson_key: UUID) -> datetime | None:
    """The moment that a sign tells; None for one that is not of this person and lesson, or not ours."""
    try:
        found = signing.loads(sign, salt=SALT)
    except signing.BadSignature:
        return None
    if not isinstance(found, list) or found[:2] != [user_id, str(lesson_key)]:
        return None
    return datetime.fromtimestamp(found[2], tz=UTC)
