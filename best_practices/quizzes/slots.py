"""What quizzes tell those below: which quiz an address is about."""

from typing import Any

from django.http import HttpRequest

from core.slots import fills


@fills("handling.at", queries=0)
def quiz_at(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """The handling key of the quiz at an address that Django has resolved, or None."""
    return subject.kwargs["quiz_key"] if subject.url_name == "quiz_start" else None
