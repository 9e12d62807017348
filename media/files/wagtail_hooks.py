"""What this app tells Wagtail's admin."""

from typing import Any

from django.urls import path
from wagtail import hooks

from media.files.admin_views import recording_usage, say_what_was_not_checked

say_what_was_not_checked()


@hooks.register("register_admin_urls", order=-1)
def guarded_addresses() -> list[Any]:
    """Before wagtailmedia's own page of the same address, which asks for no right on the recording."""
    return [path("media/usage/<int:media_id>/", recording_usage, name="recording_usage")]
