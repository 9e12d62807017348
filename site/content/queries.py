"""What a page needs around its text: labels, languages, where it stands. Kept until the content changes."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from content.languages import language_shown
from content.version import cached
from content.visibility import handling_of
from core.context import AUTONYMS

HOME_DEPTH = 2
"""Depth of the home page of a language: below the root of the tree."""


@dataclass(frozen=True)
class Surroundings:
    """Plain values, the same for everyone who may see the page.

    `trail`: (title, address) of the pages above it. `languages`: (code, autonym, address) of its other
    languages. `language`: the one its text is in. `canonical`: the address of the source, if this is a stand-in.
    """

    trail: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str, str], ...]
    language: str
    canonical: str


def surroundings(page: Any) -> Surroundings:
    """Where a page stands (from the cache, else 4 queries at most)."""
    if page.pk is None:
        return Surroundings((), (), page.locale.language_code, "")
    return cached(f"surroundings:{page.pk}", lambda: _surroundings(page))


def _surroundings(page: Any) -> Surroundings:
    ancestors = page.get_ancestors().filter(depth__gt=1).order_by("depth")
    trail = tuple(
        (_("Home") if ancestor.depth == HOME_DEPTH else ancestor.title, ancestor.url) for ancestor in ancestors
    )
    siblings = (
        Page.objects.filter(translation_key=page.translation_key, live=True)
        .exclude(pk=page.pk)
        .select_related("locale")
    )
    languages = tuple(
        (
            other.locale.language_code,
            AUTONYMS.get(other.locale.language_code, other.locale.language_code),
            other.url,
        )
        for other in siblings
        if other.url
    )
    shown = language_shown(page)
    canonical = ""
    if shown != page.locale.language_code:
        canonical = next((address for code, _name, address in languages if code == shown), "")
    return Surroundings(trail, languages, shown, canonical)


def page_context(request: HttpRequest, page: Any) -> dict[str, Any]:
    """The template context every page view begins with."""
    around = surroundings(page)
    handling = handling_of(page) if page.pk else None
    stand_in = around.language != page.locale.language_code
    return {
        "page": page,
        "handling_label": handling.label if handling else None,
        "language_links": around.languages,
        "trail": around.trail,
        "main_language": around.language if stand_in else "",
        "shown_in": AUTONYMS.get(around.language, around.language) if stand_in else "",
        "canonical": around.canonical,
    }
