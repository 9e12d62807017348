"""What the library puts into the frames of other pages."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language

from core.slots import fills
from media.library.presentation import list_rows
from media.library.queries import resources_for


@fills("topic.main", queries=7, order=70)
def resources_on_a_topic(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """`subject`: the topic."""
    every = resources_for(viewer, language=get_language() or "en")
    found = [resource for resource in every if any(topic.code == subject.code for topic in resource.topics)]
    return render_to_string("library/resources_here.html", {"rows": list_rows(found)}) if found else None
