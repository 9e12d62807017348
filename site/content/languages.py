"""One thing in several languages: which page to show, and saying so honestly when it is not yet translated."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wagtail.models import Page

from core.languages import preference


def language_shown(page: Any) -> str:
    """The language a page's text is really in: that of its source where it is an alias (at most 1 query)."""
    if page.alias_of_id is None:
        return page.locale.language_code
    source = Page.objects.select_related("locale").get(pk=page.alias_of_id)
    return language_shown(source)


def best_pages(keys: Iterable[UUID], *, language: str) -> dict[UUID, Page]:
    """For each translation key the live page to show to a reader of a language (1 query).

    The page of that language's tree (a translation, or the alias that stands in for it), else the source.
    """
    best: dict[UUID, Page] = {}
    found = Page.objects.filter(translation_key__in=list(keys), live=True).select_related("locale")
    for page in found:
        known = best.get(page.translation_key)
        if known is None or _rank(page, language) < _rank(known, language):
            best[page.translation_key] = page
    return best


def _rank(page: Page, language: str) -> tuple[int, bool]:
    return preference(page.locale.language_code, wanted=language), page.alias_of_id is not None
