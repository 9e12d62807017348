"""What cases put into the frames above and below them."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from best_practices.cases.presentation import board
from best_practices.cases.queries import cases_for, on_topics
from core.slots import fills


@fills("topic.main", queries=6, order=60)
def cases_on_a_topic(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """`subject`: the topic."""
    found = on_topics(cases_for(viewer, language=get_language() or "en"), [subject.code])
    return board(found, request) if found else None
