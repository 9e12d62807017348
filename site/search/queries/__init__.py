"""What is found for a query by a person. Five queries, however much is found."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import connection

from accounts.viewer import Viewer
from content.handling import Handling
from content.version import cached
from content.visibility import visible_keys
from core.labels import Label, strictest
from reference.queries import topics
from search.folding import Piece, Term, passage, pieces
from search.models import Entry, EntryText
from search.queries import postgresql, sqlite

DIALECTS = {"sqlite": sqlite, "postgresql": postgresql}
RESULTS_OF_A_PAGE = 20


@dataclass(frozen=True)
class Asked:
    """What a person typed, the terms of it, and what it is narrowed to: a kind and a topic, each may be empty."""

    query: str
    terms: tuple[Term, ...]
    kind: str = ""
    topic: str = ""

    def takes(self, kind: str, codes: Iterable[str]) -> bool:
        """Whether the narrowing lets a kind with these topics through."""
        return self.kind in ("", kind) and (not self.topic or self.topic in codes)


@dataclass(frozen=True)
class Result:
    """A thing that was found, once, whatever the number of its languages.

    Title and address are those in the reader's language, if it exists in it. `language` is that of the title,
    `passage_language` that of the text in which the words stand.
    """

    kind: str
    label: str
    address: str
    language: str
    title: list[Piece]
    passage_language: str
    passage: list[Piece]


@dataclass(frozen=True)
class Found:
    """`total`: things that match and that may be seen, within the narrowing. `kinds`, `topics`: how many there
    would be with that kind (the topic kept) and with that topic (the kind kept). `page` is within 1 and `pages`.
    `label`: the strictest of what the page shows."""

    total: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    topics: dict[str, int] = field(default_factory=dict)
    page: int = 1
    pages: int = 1
    results: list[Result] = field(default_factory=list)
    label: Label = Label.CLEAR


class Matches:
    """The entries that match some terms and that a viewer may see, as SQL that two questions share."""

    def __init__(self, asked: Asked, viewer: Viewer) -> None:
        dialect = DIALECTS[connection.vendor]
        seen, seen_parameters = visible_keys(viewer).values("key").query.sql_with_params()
        self.asked, self.rank = asked, dialect.RANK
        self.source = f"{dialect.SOURCE} AND (e.key IS NULL OR e.key IN ({seen}))"
        self.parameters = (dialect.expression(asked.terms), *seen_parameters)

    def counted(self) -> list[tuple[str, str, int]]:
        """(kind, topics, number of things) of everything that matches (1 query)."""
        return self._rows("SELECT e.kind, e.topics, COUNT(DISTINCT e.thing) FROM", self.source, "GROUP BY 1, 2")

    def best(self, language: str, most: int) -> list[tuple[int, int]]:
        """(thing, entry) of the best matches: those in the reader's language first (1 query)."""
        narrowed: list[tuple[str, str]] = []
        if self.asked.kind:
            narrowed.append(("AND e.kind = %s", self.asked.kind))
        if self.asked.topic:
            narrowed.append(("AND e.topics LIKE %s", f"% {self.asked.topic} %"))
        return self._rows(
            "SELECT e.thing, e.id FROM",
            self.source,
            *(sql for sql, _value in narrowed),
            f"ORDER BY CASE WHEN e.language = %s THEN 0 ELSE 1 END, {self.rank}, e.id LIMIT {most:d}",
            values=(*(value for _sql, value in narrowed), language),
        )

    def _rows(self, *sql: str, values: Iterable[str] = ()) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(" ".join(sql), [*self.parameters, *values])
            return cursor.fetchall()


def find(asked: Asked, *, viewer: Viewer, language: str, page: int = 1) -> Found:
    """A page of what stands in the index with all of the terms, for a viewer and a reader's language (5 queries).

    Nothing that the viewer may not see is counted. A page beyond the last is the last.
    """
    if not asked.terms:
        return Found()
    matches = Matches(asked, viewer)
    counted = [(kind, codes.split(), number) for kind, codes, number in matches.counted()]
    kinds, on_topics = _facets(counted, asked)
    total = sum(number for kind, codes, number in counted if asked.takes(kind, codes))
    if not total:
        return Found(kinds=kinds, topics=on_topics)
    pages = -(-total // RESULTS_OF_A_PAGE)
    page = min(max(1, page), pages)
    chosen = _things(matches, language, page)
    entries = list(Entry.objects.filter(thing__in=chosen))
    return Found(
        total, kinds, on_topics, page, pages, _results(chosen, entries, asked, language), _strictest_label(entries)
    )


def _facets(counted: Iterable[tuple[str, list[str], int]], asked: Asked) -> tuple[dict[str, int], dict[str, int]]:
    kinds: dict[str, int] = defaultdict(int)
    on_topics: dict[str, int] = defaultdict(int)
    for kind, codes, number in counted:
        if not asked.topic or asked.topic in codes:
            kinds[kind] += number
        for code in codes if asked.kind in ("", kind) else ():
            on_topics[code] += number
    return kinds, on_topics


def _things(matches: Matches, language: str, page: int) -> dict[int, int]:
    """Thing -> its best entry, of one page in order. A thing has at most one entry for each language."""
    end = page * RESULTS_OF_A_PAGE
    best: dict[int, int] = {}
    for thing, entry in matches.best(language, end * len(settings.LANGUAGES)):
        best.setdefault(thing, entry)
    return dict(list(best.items())[end - RESULTS_OF_A_PAGE : end])


def _strictest_label(entries: Iterable[Entry]) -> Label:
    """A page is never less strict than what it shows (1 query)."""
    keys = {entry.key for entry in entries if entry.key}
    return strictest(Label(label) for label in Handling.objects.filter(key__in=keys).values_list("label", flat=True))


def _results(chosen: dict[int, int], entries: Iterable[Entry], asked: Asked, language: str) -> list[Result]:
    texts = dict(EntryText.objects.filter(entry__in=chosen.values()).values_list("entry_id", "text"))
    siblings: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        siblings[entry.thing].append(entry)
    return [_result(siblings[thing], pk, texts[pk], asked.terms, language) for thing, pk in chosen.items()]


def _result(entries: list[Entry], pk: int, text: str, asked: tuple[Term, ...], language: str) -> Result:
    matched = next(entry for entry in entries if entry.pk == pk)
    shown = next((entry for entry in entries if entry.language == language and entry.key == matched.key), matched)
    return Result(
        kind=shown.kind,
        label=shown.label,
        address=shown.address,
        language=shown.language,
        title=pieces(shown.title, asked),
        passage_language=matched.language,
        passage=passage(text, asked),
    )


def topic_names(language: str) -> dict[str, str]:
    """The topics by code with their names in a language, in order of names (from the cache, else 3 queries)."""

    def make() -> dict[str, str]:
        named = {topic.code: topic.name(language=language) for topic in topics()}
        return dict(sorted(named.items(), key=lambda item: item[1].casefold()))

    return cached(f"topic-names:{language}", make)
