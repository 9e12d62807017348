"""Certificates as the templates draw them: rows of lists, and the paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from accounts.viewer import Viewer
from best_practices.progress.choices import CertificateState
from best_practices.progress.models import Certificate
from best_practices.progress.models.certificates import in_language
from best_practices.progress.queries import keys_seen
from core.labels import Label
from core.printing import qr

PAPER_CSS = Path(__file__).resolve().parent.parent / "static" / "progress" / "certificate.css"
LINE_LEFT, LINE_RIGHT = 180, 2700
"""Between them the stations stand, in tenths of a millimetre from the left edge of the paper."""
MOST_NAMED = 8
"""Stations whose names have room on paper; with more, codes alone."""


@dataclass(frozen=True)
class CertificateRow:
    """One certificate in a list. `title` is empty where the reader may not see what it is about."""

    certificate: Certificate
    state: str
    title: str
    verify_url: str

    @property
    def may_print(self) -> bool:
        return self.state != CertificateState.REVOKED


def address_of(certificate: Certificate) -> str:
    """The address at which everybody verifies a certificate: what is shared, and what its square code says."""
    return f"{settings.BASE_URL}{reverse('verify', args=[certificate.shown_serial])}"


def listed(certificates: Iterable[Certificate], at: datetime) -> list[CertificateRow]:
    """Rows of one's own certificates."""
    return [CertificateRow(found, found.state(at).value, found.title, address_of(found)) for found in certificates]


def rows_for(viewer: Viewer, certificates: Iterable[Certificate], at: datetime) -> list[CertificateRow]:
    """Rows of other people's certificates: titles only of what the viewer may see (1 query)."""
    found = list(certificates)
    seen = keys_seen(viewer, found)
    return [
        CertificateRow(each, each.state(at).value, each.title if each.subject_key in seen else "", address_of(each))
        for each in found
    ]


@dataclass(frozen=True)
class Stop:
    """A lesson on the line of a certificate; `x` in tenths of a millimetre."""

    code: str
    title: str
    x: int


def stops_of(certificate: Certificate) -> list[Stop]:
    """The lessons as stations, evenly along the line, each in the middle of its share."""
    count = len(certificate.lessons)
    step = (LINE_RIGHT - LINE_LEFT) / max(count, 1)
    return [
        Stop(lesson["code"], in_language(lesson["titles"]), round(LINE_LEFT + step * (number + 0.5)))
        for number, lesson in enumerate(certificate.lessons)
    ]


def paper(certificate: Certificate, *, label: str | None) -> dict[str, Any]:
    """What stands on a certificate, in the active language. `label`: of what it is about; unmarked shows CLEAR."""
    minutes = certificate.minutes or 0
    address = address_of(certificate)
    stops = stops_of(certificate)
    return {
        "certificate": certificate,
        "names": [name for name in (certificate.name_latin, certificate.name_national) if name],
        "stops": stops,
        "named": len(stops) <= MOST_NAMED,
        "hours": minutes // 60,
        "minutes": minutes % 60,
        "address": address.removeprefix(f"{urlsplit(address).scheme}://"),
        "picture": qr(address),
        "handling_label": label or Label.CLEAR.value,
    }
