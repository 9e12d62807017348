"""A slip of paper with a code: who it is for, where to go, until when, and the same as a picture for a phone."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.codes import plain_code
from accounts.models import Invitation, User
from accounts.services.invitations import CODE_LIFE
from core.printing import qr


@dataclass(frozen=True)
class Slip:
    """`language`: that of the person. `picture`: a QR code as SVG; `address`: what to type instead."""

    name: str
    code: str
    address: str
    picture: SafeString
    until: datetime
    language: str
    for_password: bool = False


def slip_of(invitation: Invitation, code: str) -> Slip:
    """The slip of an invitation."""
    return _slip(invitation.name, code, invitation.expires_at, invitation.language)


def slip_of_person(person: User, code: str) -> Slip:
    """The slip of a code for a new password."""
    return _slip(str(person), code, timezone.now() + CODE_LIFE, person.language, for_password=True)


def _slip(name: str, code: str, until: datetime, language: str, *, for_password: bool = False) -> Slip:
    path = reverse("code")
    site = urlsplit(settings.BASE_URL).netloc
    return Slip(
        name=name,
        code=code,
        address=f"{site}{path}",
        picture=qr(f"{settings.BASE_URL}{path}?code={plain_code(code)}"),
        until=until,
        language=language,
        for_password=for_password,
    )
