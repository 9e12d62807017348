"""How a file is turned away: a code for programs, a sentence for people that says what to do next."""

from math import ceil
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1024 * 1024


def refuse(code: str, message: Any, **params: Any) -> NoReturn:
    """Raise ValidationError; `message` is lazy, so it speaks the language of whoever reads it."""
    raise ValidationError(message, code=code, params=params)


def check_size(file: Any, most: int) -> None:
    """Refuse an empty file and one of more than `most` bytes, before anything of it is read."""
    if not file.size:
        refuse("empty", _("This file is empty. Look whether it was copied completely, and try again."))
    if file.size > most:
        refuse(
            "too_large",
            _("This file has %(size)d MB; the most is %(most)d MB. Make it smaller or divide it."),
            size=ceil(file.size / MEGABYTE),
            most=most // MEGABYTE,
        )


def head_of(file: Any, length: int = 8192) -> bytes:
    """The first bytes; the file is left at its beginning."""
    file.seek(0)
    head: bytes = file.read(length)
    file.seek(0)
    return head
