"""What the library puts into the frames of other pages."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language

from core.slots import fills
from media.files.choices import MarkingCheck
from media.library.models import ResourcePage
from media.library.presentation import list_rows
from media.library.queries import files_of, resources_for

TO_LOOK_AT = (MarkingCheck.UNREADABLE, MarkingCheck.KEPT)


@fills("topic.main", queries=7, order=70)
def resources_on_a_topic(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """`subject`: the topic."""
    every = resources_for(viewer, language=get_language() or "en")
    found = [resource for resource in every if any(topic.code == subject.code for topic in resource.topics)]
    return render_to_string("library/resources_here.html", {"rows": list_rows(found)}) if found else None


@fills("review.main", queries=4, order=10)
def files_to_look_at(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """`subject`: what is decided on. Files of a resource that carry a marking, or in which none could be looked for."""
    if not isinstance(subject.whole, ResourcePage):
        return None
    files = files_of(subject.whole.get_latest_revision_as_object(), viewer)
    found = [document for document in files if document.marking_check in TO_LOOK_AT]
    return render_to_string("library/files_to_look_at.html", {"documents": found}) if found else None
