"""What files tell those below: which file an address is about."""

from typing import Any

from django.http import HttpRequest

from core.slots import fills
from media.files.queries import file_named


@fills("handling.at", queries=2)
def file_at(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """The handling key of the file at an address that Django has resolved, or None."""
    found = file_named(subject.kwargs["name"]) if subject.url_name == "upload" else None
    return found.thing.handling_key if found else None
