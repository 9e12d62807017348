"""Plain text and CSV: text, in whatever alphabet and eight-bit encoding."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from media.files.inspection.refusals import MEGABYTE, refuse

NOT_TEXT = bytes(code for code in range(32) if code not in b"\t\n\f\r\x1b") + b"\x7f"
"""Control characters that no text has in UTF-8, Windows-1251 or KOI8; NUL above all."""


def check_text(file: Any) -> None:
    """Refuse what holds control characters; UTF-16 too, which half of all programs read as gibberish."""
    file.seek(0)
    while part := file.read(MEGABYTE):
        if len(part.translate(None, NOT_TEXT)) < len(part):
            refuse(
                "not_text",
                _("This is not plain text, whatever its name says. Save it as text in UTF-8 and try again."),
            )
    file.seek(0)
