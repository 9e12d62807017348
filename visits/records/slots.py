"""What visits put into the frames below and above them."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language

from core.slots import fills
from visits.records.queries.becoming import seen_on


@fills("module.aside", queries=3, order=20)
def where_the_practice_was_seen(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """`subject`: a ModuleView."""
    visits = seen_on(subject.key, viewer, language=get_language() or "en")
    return render_to_string("records/seen_on.html", {"visits": visits}, request=request) if visits else None
