"""Visits in the search: the words of their page, and what their record says in the page's language."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from content.queries import Addresses
from core.search_kinds import Document, finds
from reference.markup import plain, unmarked
from visits.records.models import VisitPage
from visits.records.queries.page import VisitView, originals_of, visit_now

ONLY_THE_CAPTION = "figure"
"""The block of whose parts only the caption is text of the page; a picture may be marked more strictly."""


@finds("visit", title=_("Visits"), models={"records.visitpage"}, order=30)
def visits(keys: set[UUID] | None) -> Iterator[Document]:
    """Published pages with their records (3 queries, and those of `visit_now` for each page)."""
    addresses = Addresses()
    for page in originals_of(keys):
        language = page.locale.language_code
        texts = [page.lead, plain(page.aims), *_narrative(page), *_said(visit_now(page.visit_id, language=language))]
        yield Document(
            code=str(page.translation_key),
            language=language,
            title=page.title,
            text="\n".join(unmarked(text) for text in texts if text),
            address=addresses.of(page),
            key=page.handling_key,
            topics=tuple(topic.code for topic in page.topics.all()),
        )


def _narrative(page: VisitPage) -> Iterator[str]:
    for part in page.body:
        if part.block_type == ONLY_THE_CAPTION:
            yield part.value["caption"]
        else:
            yield from part.block.get_searchable_content(part.value)


def _said(view: VisitView) -> Iterator[str]:
    """Who met, where, what was done and learned; the spellings of the source too."""
    for side in (*view.hosts, *view.visitors):
        yield from (side.name.name, side.name.as_in_source, side.whole)
    for place in (*view.sites, *view.homes):
        yield from (place.name.name, place.name.as_in_source)
    for item in view.items:
        yield from (item.text, item.note, item.place_as_in_source)
    for seen in view.observations:
        yield from (seen.text, seen.detail, seen.conditions)
