"""Writing to the log."""

from typing import Any
from uuid import UUID

from audit.models import Entry


def record(
    *,
    act: str,
    actor: Any = None,
    kind: str = "",
    uuid: UUID | None = None,
    title: str = "",
    detail: dict[str, Any] | None = None,
) -> Entry:
    """Append one entry, in the caller's transaction.

    `act` is a verb in the past with its subject, e.g. "handling.changed". `actor` is anything with `uuid`
    and a text form, or None for the system. `detail` must be JSON and carries no personal data of others.
    """
    return Entry.objects.create(
        act=act,
        actor=str(actor)[:200] if actor is not None else "",
        actor_uuid=getattr(actor, "uuid", None),
        object_kind=kind,
        object_uuid=uuid,
        object_title=title[:255],
        detail=detail or {},
    )
