"""Things, rows and mails as people read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accounts.queries import viewer_in
from core.labels import Label
from core.slots import slot_values
from feedback.choices import GLOSSARY, GLOSSARY_KEY
from feedback.models import Enquiry
from feedback.queries import (
    Waiting,
    anchors_of_terms,
    is_about_the_glossary,
    terms_by_key,
    things_seen,
)

MAILED_LABELS = (Label.CLEAR.value, Label.GREEN.value)
"""Titles of stricter things do not travel by mail."""
LINES_OF_A_MAIL = 10


@dataclass(frozen=True)
class Thing:
    """What something was asked about, as this reader sees it. `address`: empty where it has none for them.
    `number`: of the page that shows it, if one does."""

    kind: str
    key: UUID
    title: str
    address: str
    label: str
    number: int = 0

    @property
    def on_paper(self) -> str:
        """An address that can be typed."""
        return short_address(self.number) if self.number else without_scheme(self.address)


def language_now() -> str:
    return get_language() or "en"


def things(request: HttpRequest, asked: Iterable[tuple[str, UUID]]) -> dict[UUID, Thing]:
    """Things by kind and key that exist and that the reader may see, by key: a constant number of queries.

    Marked things that no page shows (a question of a quiz) are told by their app, in the slot "feedback.things".
    """
    pairs = set(asked)
    language = language_now()
    found = {key: _glossary(key, language) for kind, key in pairs if is_about_the_glossary(kind, key)}
    seen = things_seen(viewer_in(request), {key for kind, key in pairs if kind != GLOSSARY}, language=language)
    others = {key: known.kind for key, known in seen.items() if not known.title}
    told: dict[UUID, tuple[str, str]] = {}
    for values in slot_values("feedback.things", request=request, subject=others) if others else ():
        told |= values
    for kind, key in pairs:
        known = seen.get(key)
        if known is None or known.kind != kind:
            continue
        title, address = (known.title, known.address) if known.title else told.get(key, ("", ""))
        if title:
            found[key] = Thing(kind, key, title, address, known.label, known.number)
    return found


def _glossary(key: UUID, language: str) -> Thing:
    title, anchor = _("Glossary"), ""
    if key != GLOSSARY_KEY:
        term = terms_by_key(language=language).get(key, "")
        title, anchor = f"{title}: {term}", anchors_of_terms()[key]
    return Thing(GLOSSARY, key, title, reverse("glossary") + anchor, Label.CLEAR.value)


def thing_of(request: HttpRequest, kind: str, key: UUID) -> Thing | None:
    """One thing, or nothing: not there and not to be seen are the same."""
    return things(request, [(kind, key)]).get(key)


def ask_address(kind: str, key: UUID, here: str) -> str:
    """The address of the form about a thing, which leads back to where one is."""
    return f"{reverse('ask', args=[kind, key])}?{urlencode({'next': here}, safe='/')}"


def safe_path(given: str) -> str:
    """A path of this site that somebody named as the way back, else nothing."""
    if not given.startswith("/") or "\x00" in given:
        return ""
    try:
        allowed = url_has_allowed_host_and_scheme(given, allowed_hosts=None)
        parts = urlsplit(given)
    except ValueError:
        return ""
    return f"{parts.path}?{parts.query}" if allowed and parts.query else parts.path if allowed else ""


@dataclass(frozen=True)
class Row:
    """An enquiry in a list. `days`: since it was asked. `thing`: nothing once it is gone."""

    enquiry: Enquiry
    thing: Thing | None
    days: int


def rows(request: HttpRequest, enquiries: Iterable[Enquiry]) -> list[Row]:
    """Enquiries with their things (queries as for `things`)."""
    listed = list(enquiries)
    found = things(request, {(enquiry.kind, enquiry.key) for enquiry in listed})
    now = timezone.now()
    return [Row(enquiry, found.get(enquiry.key), (now - enquiry.asked_at).days) for enquiry in listed]


@dataclass(frozen=True)
class NewsLine:
    """A line of the noticeboard that leads to a page: its short address can be typed from paper."""

    title: str
    text: str
    address: str
    label: str


def news(told: Iterable[tuple[str, str, int, str]]) -> list[NewsLine]:
    """What an app says in the slot "noticeboard.news": (title, sentence, number of the page, label)."""
    return [
        NewsLine(title, text, short_address(number), label)
        for title, text, number, label in told
        if label in MAILED_LABELS
    ]


def short_address(number: int) -> str:
    """An address that leads to a page and is short enough to be typed: corridor.example.org/en/go/12/."""
    return without_scheme(reverse("short_address", args=[number]))


def without_scheme(path: str) -> str:
    address = urlsplit(settings.BASE_URL)
    return f"{address.netloc}{path}"


def digest_mail(waiting: Waiting, labels: dict[UUID, str], *, language: str, at: datetime) -> tuple[str, str]:
    """Subject and text of a digest. Nobody's words and no name: a mail may be read on the way."""
    with translation.override(language):
        parts = [_("Corridor, once a week at most:")]
        if waiting.open:
            parts.append(_open_part(waiting, at))
        if waiting.answers:
            parts.append(_answers_part(waiting.answers, labels))
        parts.append(_("You get this mail because questions wait for you or for an answer you asked for."))
        return _("Corridor: questions and answers"), "\n\n".join(parts) + "\n"


def _open_part(waiting: Waiting, at: datetime) -> str:
    days = (at - waiting.oldest).days if waiting.oldest else 0
    number = ngettext("%(n)d question waits for an answer.", "%(n)d questions wait for an answer.", waiting.open) % {
        "n": waiting.open
    }
    age = ngettext("The oldest waits for %(n)d day.", "The oldest waits for %(n)d days.", days) % {"n": days}
    return f"{number} {age}\n{settings.BASE_URL}{reverse('enquiries')}"


def _answers_part(answers: tuple[Enquiry, ...], labels: dict[UUID, str]) -> str:
    number = ngettext(
        "%(n)d of your questions has an answer:", "%(n)d of your questions have an answer:", len(answers)
    ) % {"n": len(answers)}
    titles = [
        f"- {enquiry.title}"
        if enquiry.kind == GLOSSARY or labels.get(enquiry.key) in MAILED_LABELS
        else "- " + _("a page whose title does not travel by mail")
        for enquiry in answers[:LINES_OF_A_MAIL]
    ]
    return "\n".join([number, *titles, f"{settings.BASE_URL}{reverse('my_enquiries')}"])


def chosen_unit(units: list[Any], slug: str) -> Any:
    """The unit whose sheet it is: the one that was asked for, else the first; None for who belongs to none."""
    return next((unit for unit in units if unit.slug == slug), next(iter(units), None))
