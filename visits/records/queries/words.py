"""The page of a visit as it is being written, in memory."""

import json
from typing import Any

from wagtail.models import Locale

from visits.records.models import Visit, VisitPage
from visits.records.narrative import Block


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
