"""The results and the ways to narrow them, as the template draws them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.context import AUTONYMS, other_languages
from search.folding import Piece
from search.queries import Asked, Found, Result


@dataclass(frozen=True)
class Choice:
    """One value of a facet: how many things there are with it, and where it leads."""

    name: str
    number: int
    address: str
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """A way to narrow the results. `without`: the same search without it; empty if nothing is chosen."""

    name: str
    choices: list[Choice]
    without: str


@dataclass(frozen=True)
class Row:
    """A result. `language`, `passage_language`: set where they are not the reader's; `shown_in`, `found_in`: the
    same languages by their own names."""

    kind: Any
    label: str
    address: str
    title: SafeString
    language: str
    shown_in: str
    passage: SafeString
    passage_language: str
    found_in: str


def marked(pieces: Iterable[Piece]) -> SafeString:
    """Text as HTML, with <mark> around what was looked for; everything in it is escaped."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", text) if hit else text,) for text, hit in pieces)
    )


def rows(found: Found, kinds: dict[str, Any], language: str) -> list[Row]:
    """The results for a reader of a language. `kinds`: names of kinds with their titles."""
    return [_row(result, kinds, language) for result in found.results]


def _row(result: Result, kinds: dict[str, Any], language: str) -> Row:
    foreign = "" if result.language == language else result.language
    elsewhere = "" if result.passage_language == language else result.passage_language
    return Row(
        kind=kinds.get(result.kind, result.kind),
        label=result.label,
        address=result.address,
        title=marked(result.title),
        language=foreign,
        shown_in=AUTONYMS.get(foreign, foreign),
        passage=marked(result.passage),
        passage_language=elsewhere,
        found_in="" if foreign else AUTONYMS.get(elsewhere, elsewhere),
    )


def address(asked: Asked, *, page: int = 1) -> str:
    """The address of a page of results, relative to the search itself."""
    parts = {"q": asked.query, "kind": asked.kind, "topic": asked.topic, "page": page if page > 1 else ""}
    return "?" + urlencode({name: value for name, value in parts.items() if value})


def without_narrowing(asked: Asked) -> str:
    """The address of the same search over everything; empty if it is that already."""
    return address(replace(asked, kind="", topic="")) if asked.kind or asked.topic else ""


def neighbours(asked: Asked, found: Found) -> tuple[str, str]:
    """The addresses of the pages before and after; empty where there is none."""
    return (
        address(asked, page=found.page - 1) if found.page > 1 else "",
        address(asked, page=found.page + 1) if found.page < found.pages else "",
    )


def in_other_languages(request: HttpRequest) -> list[tuple[str, str, str]]:
    """The other languages, with the same question."""
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return [(code, name, f"{path}{query}") for code, name, path in other_languages(request)]


def facets(
    asked: Asked, found: Found, *, kinds: tuple[str, dict[str, Any]], topics: tuple[str, dict[str, str]]
) -> list[Facet]:
    """Kind and topic, each by its name with the names of its values; one that leads nowhere is left out."""
    both = (_facet(asked, "kind", *kinds, found.kinds), _facet(asked, "topic", *topics, found.topics))
    return [facet for facet in both if facet.choices]


def _facet(asked: Asked, field: str, name: str, values: dict[str, Any], numbers: dict[str, int]) -> Facet:
    chosen = getattr(asked, field)
    choices = [
        Choice(title, numbers.get(value, 0), address(_with(asked, field, value)), value == chosen)
        for value, title in values.items()
        if value in numbers or value == chosen
    ]
    return Facet(name, choices, address(_with(asked, field, "")) if chosen else "")


def _with(asked: Asked, field: str, value: str) -> Asked:
    return replace(asked, kind=value) if field == "kind" else replace(asked, topic=value)
