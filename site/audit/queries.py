"""Questions about the log."""

from collections.abc import Iterable
from uuid import UUID

from audit.models import Entry


def entries_about(uuids: Iterable[UUID], *, limit: int) -> list[Entry]:
    """What was done last to some things, newest first (1 query)."""
    return list(Entry.objects.filter(object_uuid__in=list(uuids)).order_by("-at", "-pk")[:limit])
