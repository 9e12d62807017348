"""The text of a page with its marks turned into links; kept per revision, for it is the same for everyone."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import get_language

from content.blocks import texts_in
from content.handling import Handling
from content.version import cached
from reference.markup import expand, source_codes, term_slugs
from reference.queries import TermView, sources_by_code, term_views


@dataclass(frozen=True)
class SourceView:
    """A source as it stands under a text."""

    code: str
    title: str
    publisher: str
    address: str

    @property
    def link(self) -> str:
        """An address one can follow; shortened or doubtful ones are text only."""
        whole = self.address and not any(mark in self.address for mark in ("...", "…", " ", "(", ";"))
        return f"https://{self.address}" if whole else ""


PLACE = re.compile(r"<!--place (\d+)-->")
"""Where a block stands that is made for each reader anew, by its number in the text."""


@dataclass(frozen=True)
class RenderedText:
    """HTML of a text and of the notes under it, its sections (anchor, title), the terms and sources it marks.

    A block that is `made_for_each_reader` has only its place in the HTML, to be filled by `with_parts`.
    """

    html: SafeString
    notes: SafeString
    sections: tuple[tuple[str, str], ...]
    terms: tuple[TermView, ...]
    sources: tuple[SourceView, ...]

    def with_parts(self, parts: Mapping[int, str]) -> SafeString:
        """The HTML with its places filled, by number; a part that this reader does not get leaves no trace."""
        return SafeString(PLACE.sub(lambda place: parts.get(int(place[1]), ""), self.html))


def rendered(
    name: str,
    *,
    language: str,
    body: Any,
    extra: tuple[str, ...] = (),
    seen: Mapping[UUID, Handling] | None = None,
    opened: bool = False,
) -> RenderedText:
    """A StreamField value (and further texts whose marks count) as HTML, from the cache if it is there.

    `name` identifies this state of the text, e.g. "lesson:12:revision:40"; empty for a preview, which is
    never kept. `seen`: markings of the guarded parts (files) that this reader may see, by handling key; blocks
    find them in their context, and readers who see different parts get different texts. `opened`: for paper,
    where nothing can be opened. Else 4 queries.
    """
    files = seen or {}
    context = {"seen": files, "opened": opened}
    whole = f"{name}:{sorted(map(str, files))}:{opened}" if name else ""
    return _kept("text", whole, language, lambda: _render(language, body, extra, context))


def _kept(kind: str, name: str, language: str, make: Callable[[], Any]) -> Any:
    return cached(f"{kind}:{name}:{language}:{get_language()}", make) if name else make()


class Marks:
    """Terms and sources that a set of texts mark, and how to link them."""

    def __init__(self, texts: list[str], language: str) -> None:
        whole = "\n".join(texts)
        slugs = list(dict.fromkeys(term_slugs(whole)))
        codes = list(dict.fromkeys(source_codes(whole)))
        self.terms = tuple(term_views(language=language, slugs=slugs)) if slugs else ()
        self._names = {term.slug: term.name for term in self.terms}
        found = sources_by_code(codes) if codes else {}
        self.sources = tuple(
            SourceView(code, found[code].title, found[code].publisher, found[code].address)
            for code in codes
            if code in found
        )
        self._codes = frozenset(found)

    def notes(self, language: str) -> SafeString:
        """The terms with their definitions and the sources, as they stand under a text."""
        context = {"terms": self.terms, "sources": self.sources, "language": language}
        return SafeString(
            render_to_string("content/terms.html", context) + render_to_string("content/sources.html", context)
        )

    def link(self, html: str) -> SafeString:
        return mark_safe(expand(html, term_name=self._names.get, known_source=self._codes.__contains__))  # noqa: S308 -- escaped by the blocks' templates


def _render(language: str, body: Any, extra: tuple[str, ...], context: dict[str, Any]) -> RenderedText:
    marks = Marks([*texts_in(body), *extra], language)
    sections: list[tuple[str, str]] = []
    html: list[str] = []
    for number, block in enumerate(body):
        if block.block_type == "heading":
            anchor = f"{slugify(block.value, allow_unicode=True) or 'section'}-{len(sections) + 1}"
            if sections:
                html.append("</section>")
            html.append(format_html('<section aria-labelledby="{}"><h2 id="{}">{}</h2>', anchor, anchor, block.value))
            sections.append((anchor, block.value))
        elif getattr(block.block, "made_for_each_reader", False):
            html.append(f"<!--place {number}-->")
        else:
            html.append(block.render(context))
    if sections:
        html.append("</section>")
    return RenderedText(marks.link("".join(html)), marks.notes(language), tuple(sections), marks.terms, marks.sources)


def linked(texts: dict[str, str], *, name: str, language: str) -> dict[str, Any]:
    """Rich texts by name with their marks linked, plus `terms` and `sources` (cached as `rendered`)."""

    def make() -> dict[str, Any]:
        marks = Marks(list(texts.values()), language)
        shown = {
            key: marks.link(render_to_string("content/rich_text.html", {"value": value}))
            for key, value in texts.items()
            if value
        }
        return {"texts": shown, "terms": marks.terms, "sources": marks.sources}

    return _kept("card", name, language, make)
