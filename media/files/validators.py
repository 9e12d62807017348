"""Looking at a file before it is kept: what it is, not what it calls itself."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from media.files.inspection.archives import OPENDOCUMENT, OPENXML, check_office
from media.files.inspection.markings import Marking
from media.files.inspection.pdf import check_pdf
from media.files.inspection.pictures import check_picture
from media.files.inspection.recordings import KINDS, check_container
from media.files.inspection.refusals import MEGABYTE, check_size, refuse
from media.files.inspection.texts import check_text

MOST_OF_A_RECORDING = 200 * MEGABYTE

DOCUMENT_CHECKS: dict[str, Callable[[Any], None]] = {
    "pdf": check_pdf,
    "txt": check_text,
    "csv": check_text,
    **{extension: partial(check_office, extension=extension) for extension in (*OPENXML, *OPENDOCUMENT)},
}


def check_image(file: Any) -> None:
    """Raise ValidationError unless the file is a whole JPEG, PNG or WebP within size and pixels."""
    if is_kept(file):
        return
    check_size(file, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    check_picture(file)


def check_document(file: Any) -> None:
    """Raise ValidationError unless the file is a harmless document of the kind its extension says."""
    if is_kept(file):
        return
    check_size(file, settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
    DOCUMENT_CHECKS[known_extension(file, DOCUMENT_CHECKS)](file)


def check_recording(file: Any) -> None:
    """Raise ValidationError unless the file is sound or film of the kind its extension says."""
    if is_kept(file):
        return
    check_size(file, MOST_OF_A_RECORDING)
    check_container(file, known_extension(file, KINDS))


def refuse_marked(marking: Marking, reason: str) -> None:
    """Raise ValidationError for TLP:RED; for another marking of secrecy unless a reason to keep the file is given."""
    if marking.is_red:
        refuse(
            "red",
            _(
                "This file says “%(marking)s”. TLP:RED is for the people in the room only and is never stored here, "
                "whatever the reason. Give it to them in person, or have its author make a version for more readers."
            ),
            marking=marking.text,
        )
    if not reason.strip():
        refuse(
            "marked",
            _(
                "This file says “%(marking)s”. A file with such a marking is kept only where the rules of its owner "
                "allow it, so it was not taken. Take a version without what is protected. If the marking does not hold "
                "for this file (a form without entries, a released text), add it by itself, say why it may be kept "
                "here in the field for that, and choose the file once more."
            ),
            marking=marking.text,
        )


def is_kept(file: Any) -> bool:
    """Whether this is a file of a row that was checked when it came in, and not a new one for it."""
    return bool(getattr(file, "_committed", False))


def known_extension(file: Any, known: Iterable[str]) -> str:
    """The extension in lower case; ValidationError unless it is one of the known."""
    extension = PurePath(file.name or "").suffix.lower().removeprefix(".")
    if extension not in known:
        refuse(
            "extension",
            _("Files of this kind are not accepted. Save it as one of these and try again: %(known)s."),
            known=", ".join(sorted(known)),
        )
    return extension
