"""Sound and film: the kind that the extension says, by content."""

from typing import Any

import filetype
from django.utils.translation import gettext_lazy as _

from media.files.inspection.refusals import head_of, refuse

KINDS = {
    "mp3": {"mp3"},
    "ogg": {"ogg"},
    "wav": {"wav"},
    "m4a": {"m4a", "mp4"},
    "mp4": {"mp4", "m4v"},
    "webm": {"webm"},
}
"""Accepted extensions, with what the content may be found to be."""


def check_container(file: Any, extension: str) -> None:
    kind = filetype.guess(head_of(file))
    if kind is None or kind.extension not in KINDS[extension]:
        refuse(
            "wrong_kind",
            _("This is not a “.%(extension)s” recording, or it is damaged. Save it anew as MP3 or MP4."),
            extension=extension,
        )
