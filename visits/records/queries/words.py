"""A visit in words: dates, the words of a row in a language, the page as it is being written. No query of its own."""

import json
from collections.abc import Iterable
from typing import Any, TypeVar

from django.utils.formats import date_format
from django.utils.translation import pgettext
from wagtail.models import Locale

from visits.records.choices import DatePrecision
from visits.records.models import Visit, VisitPage
from visits.records.models.texts import TextIn
from visits.records.narrative import Block

AnyText = TypeVar("AnyText", bound=TextIn)


def draft_of(page: VisitPage) -> VisitPage:
    """A page as it was last written, published or not."""
    return page.get_latest_revision_as_object()


def with_words(page: VisitPage, fields: dict[str, Any], body: list[Block] | None) -> VisitPage:
    """The page with these words, in memory only."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.draft_title = page.title
    if body is not None:
        page.body = json.dumps([{"type": kind, "value": value} for kind, value in body])
    return page


def blank_page(visit: Visit, language: str) -> VisitPage:
    """A page of the visit that was never saved, to write on or to preview."""
    return VisitPage(visit=visit, locale=Locale.objects.get(language_code=language), slug=visit.slug, live=False)


def dates_text(visit: Visit) -> str:
    """ "24–28 Feb 2020", "May 2017", "2017"; nothing where the source states none."""
    starts, ends = visit.starts_on, visit.ends_on
    if starts is None or visit.date_precision == DatePrecision.UNKNOWN:
        return ""
    if visit.date_precision == DatePrecision.YEAR:
        return f"{starts:%Y}"
    if visit.date_precision == DatePrecision.MONTH:
        return date_format(starts, pgettext("month format", "F Y"))
    whole = pgettext("date format", "j M Y")
    if ends is None or ends == starts:
        return date_format(starts, whole)
    first = "j" if (starts.year, starts.month) == (ends.year, ends.month) else pgettext("date format", "j M")
    if starts.year != ends.year:
        first = whole
    return f"{date_format(starts, first)}–{date_format(ends, whole)}"


def text_in(texts: Iterable[AnyText], language: str) -> AnyText | None:
    """The words in a language; else in English, else in any (no query for prefetched texts)."""
    found = {text.language: text for text in texts}
    return found.get(language) or found.get("en") or next(iter(found.values()), None)
