"""A page of the admin that wagtailmedia leaves open. Imported by the hooks only, once all is loaded."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.permissions import policy_registry
from wagtailmedia.views.media import usage

from media.files.models import Recording


def recording_usage(request: HttpRequest, media_id: int) -> HttpResponse:
    """Where a recording is used, for whoever may change it; wagtailmedia asks for no such right."""
    recording = get_object_or_404(Recording, pk=media_id)
    policy = policy_registry.get_by_type(Recording)
    if not policy.user_has_any_permission_for_instance(request.user, ["change", "delete"], recording):
        raise PermissionDenied
    return usage(request, media_id)
