"""What can be found: each app registers its kinds from its own `search_kinds.py`, which is autodiscovered.

The search never learns whose pages they are. It keeps what a kind says in a table of its own and filters it by
who may see it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Document:
    """One thing that can be found, in one language.

    `key`: the handling key that decides who may see it; None for what everyone may see (a glossary term).
    `code`: what identifies it within its kind and language (the key as text for pages, the slug for a term).
    `text`: plain words without markup, everything that should be found; a line is shown as a sentence.
    `topics`: codes. `address`: the path.
    `label`: a short code that stands before the title, as "A1". `row`: where there is no handling key, the uuid
    of the row it is made of, by which the finder is asked for it after a change.
    """

    code: str
    language: str
    title: str
    text: str
    address: str
    key: UUID | None = None
    topics: tuple[str, ...] = ()
    label: str = ""
    row: UUID | None = None


Finder = Callable[[set[UUID] | None], Iterable[Document]]
"""Documents of these handling keys, or all of the kind (None), in every language they are published in.

Of a text that is not translated only the original: a stand-in is no document. Whoever may see it: the search asks.
"""


@dataclass(frozen=True)
class SearchKind:
    """`name` stands in addresses (?kind=module); `title` is what a person reads (lazy); `models` are the labels
    (lower case, as `content_changed` sends them in `kind`) of whose rows the documents are made."""

    name: str
    title: Any
    finder: Finder
    models: frozenset[str]
    order: int


_kinds: dict[str, SearchKind] = {}


def finds(name: str, *, title: Any, models: Iterable[str], order: int = 50) -> Callable[[Finder], Finder]:
    """Register `finder(keys)` as what fills a kind of the search."""

    def register(finder: Finder) -> Finder:
        _kinds[name] = SearchKind(name, title, finder, frozenset(models), order)
        return finder

    return register


def search_kinds() -> list[SearchKind]:
    """Every kind, in ascending `order`."""
    return sorted(_kinds.values(), key=lambda kind: kind.order)


def kinds_of(model: str) -> Iterator[SearchKind]:
    """The kinds whose documents are made of rows of a model, by its label in lower case."""
    return (kind for kind in search_kinds() if model in kind.models)
