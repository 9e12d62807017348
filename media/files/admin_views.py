"""Pages of the admin that are not quite as Wagtail made them. Imported by the hooks only, once all is loaded."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.documents.views import documents
from wagtail.permissions import policy_registry
from wagtailmedia.views.media import usage

from media.files.choices import MarkingCheck
from media.files.forms import NOT_CHECKED
from media.files.models import Recording


def recording_usage(request: HttpRequest, media_id: int) -> HttpResponse:
    """Where a recording is used, for whoever may change it; wagtailmedia asks for no such right."""
    recording = get_object_or_404(Recording, pk=media_id)
    policy = policy_registry.get_by_type(Recording)
    if not policy.user_has_any_permission_for_instance(request.user, ["change", "delete"], recording):
        raise PermissionDenied
    return usage(request, media_id)


def say_what_was_not_checked() -> None:
    """Who adds a document, or another file for it, is told if no marking could be looked for in it."""
    added, changed = documents.CreateView.get_success_message, documents.EditView.get_success_message

    def with_note(message: str, document: Any) -> str:
        return f"{message} {NOT_CHECKED}" if document.marking_check == MarkingCheck.UNREADABLE else message

    def said_when_added(self: Any, instance: Any) -> str:
        return with_note(added(self, instance), instance)

    def said_when_changed(self: Any) -> str:
        message = changed(self)
        return with_note(message, self.object) if "file" in self.form.changed_data else message

    documents.CreateView.get_success_message = said_when_added
    documents.EditView.get_success_message = said_when_changed
