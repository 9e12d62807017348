"""What is found for a query by a person. Four queries, however much is found; five if it is in other languages."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from operator import attrgetter

from django.conf import settings
from django.db import connection
from django.utils import timezone

from accounts.viewer import Viewer
from content.handling import Handling
from content.version import cached
from content.visibility import seen_key
from core.labels import Label, strictest
from core.languages import preference, reading_order
from reference.queries import topics
from search.folding import Piece, Term, passage, pieces
from search.models import Entry, EntryText
from search.queries import postgresql, sqlite
from search.queries.stand_ins import stand_ins

DIALECTS = {"sqlite": sqlite, "postgresql": postgresql}
RESULTS_OF_A_PAGE = 20
LAST_PAGE = 500
"""Nobody reads ten thousand results: whoever comes so far types another word."""


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

    Title and address are those in the reader's language, if it exists in it; else the address is that of the page
    which stands in for it there. `language` is that of the title, `passage_language` that of the text in which the
    words stand.
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


@dataclass(frozen=True)
class Match:
    """The entry of a thing that matched best, with what it is sorted by: language, rank, number."""

    thing: int
    entry: int
    place: tuple[int, float, int]


@dataclass(frozen=True)
class Matched:
    """`counted`: (kind, topics, number of things) of all that matches; `best`: the first matches, narrowed."""

    counted: list[tuple[str, list[str], int]]
    best: list[Match]


def matched(asked: Asked, viewer: Viewer, language: str, most: int) -> Matched:
    """What matches the terms and may be seen: counted, and the best of it, one search for both (1 query).

    `most`: how many matches; those in the reader's language come first, then those in the languages that the
    reader is given in its place, among each the better ones.
    """
    order = reading_order(language)
    place = " ".join(f"WHEN %s THEN {number:d}" for number in range(len(order)))
    dialect = DIALECTS[connection.vendor]
    seen, seen_parameters = seen_key(viewer, "e.key", timezone.now())
    narrowed: list[tuple[str, str]] = []
    if asked.kind:
        narrowed.append(("AND kind = %s", asked.kind))
    if asked.topic:
        narrowed.append(("AND topics LIKE %s", f"% {asked.topic} %"))
    sql = (
        "WITH hit AS MATERIALIZED (",
        f"SELECT e.id, e.thing, e.kind, e.topics, CASE e.language {place} ELSE {len(order):d} END AS foreign_one,",
        f"{dialect.RANK} AS rank FROM {dialect.SOURCE} AND (e.key IS NULL OR EXISTS ({seen})))",
        "SELECT kind, topics, COUNT(DISTINCT thing), 0, 0, 0.0 FROM hit GROUP BY kind, topics",
        "UNION ALL SELECT * FROM (SELECT '', '', thing, id, foreign_one, rank FROM hit WHERE id > 0",
        *(part for part, _value in narrowed),
        f"ORDER BY foreign_one, rank, id LIMIT {most:d}) best",
    )
    values = [*order, dialect.expression(asked.terms), *seen_parameters, *(value for _part, value in narrowed)]
    with connection.cursor() as cursor:
        cursor.execute(" ".join(sql), values)
        rows = cursor.fetchall()
    return Matched(
        counted=[(kind, topics.split(), number) for kind, topics, number, entry, *_place in rows if not entry],
        best=sorted(
            (Match(thing, entry, (foreign, rank, entry)) for _k, _t, thing, entry, foreign, rank in rows if entry),
            key=attrgetter("place"),
        ),
    )


def find(asked: Asked, *, viewer: Viewer, language: str, page: int = 1) -> Found:
    """A page of what stands in the index with all of the terms, for a viewer and a reader's language (4 queries).

    Nothing that the viewer may not see is counted. A page beyond the last is the last, and costs a query more.
    """
    if not asked.terms:
        return Found()
    page = min(max(1, page), LAST_PAGE)
    matches = matched(asked, viewer, language, _enough_for(page))
    kinds, on_topics = _facets(matches.counted, asked)
    total = sum(number for kind, codes, number in matches.counted if asked.takes(kind, codes))
    if not total:
        return Found(kinds=kinds, topics=on_topics)
    pages = min(-(-total // RESULTS_OF_A_PAGE), LAST_PAGE)
    if page > pages:
        page = pages
        matches = matched(asked, viewer, language, _enough_for(page))
    chosen = _of_page(matches.best, page)
    entries = list(Entry.objects.filter(thing__in=chosen))
    return Found(
        total, kinds, on_topics, page, pages, _results(chosen, entries, asked, language), _strictest_label(entries)
    )


def _enough_for(page: int) -> int:
    """So many matches hold the things of the first pages: a thing has at most one entry for each language."""
    return page * RESULTS_OF_A_PAGE * len(settings.LANGUAGES)


def _facets(counted: Iterable[tuple[str, list[str], int]], asked: Asked) -> tuple[dict[str, int], dict[str, int]]:
    kinds: dict[str, int] = defaultdict(int)
    on_topics: dict[str, int] = defaultdict(int)
    for kind, codes, number in counted:
        if not asked.topic or asked.topic in codes:
            kinds[kind] += number
        for code in codes if asked.kind in ("", kind) else ():
            on_topics[code] += number
    return kinds, on_topics


def _of_page(best: Iterable[Match], page: int) -> dict[int, int]:
    """Thing -> its best entry, of one page in order."""
    things: dict[int, int] = {}
    for match in best:
        things.setdefault(match.thing, match.entry)
    return dict(list(things.items())[(page - 1) * RESULTS_OF_A_PAGE : page * RESULTS_OF_A_PAGE])


def _strictest_label(entries: Iterable[Entry]) -> Label:
    """A page is never less strict than what it shows (1 query)."""
    keys = {entry.key for entry in entries if entry.key}
    return strictest(Label(label) for label in Handling.objects.filter(key__in=keys).values_list("label", flat=True))


def _results(chosen: dict[int, int], entries: Iterable[Entry], asked: Asked, language: str) -> list[Result]:
    texts = dict(EntryText.objects.filter(entry__in=chosen.values()).values_list("entry_id", "text"))
    siblings: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        siblings[entry.thing].append(entry)
    results = [_result(siblings[thing], pk, texts[pk], asked.terms, language) for thing, pk in chosen.items()]
    foreign = [result.address for result in results if result.language != language]
    here = stand_ins(foreign, language=language) if foreign else {}
    return [replace(result, address=here.get(result.address, result.address)) for result in results]


def _result(entries: list[Entry], pk: int, text: str, asked: tuple[Term, ...], language: str) -> Result:
    matched = next(entry for entry in entries if entry.pk == pk)
    alike = (entry for entry in entries if entry.key == matched.key)
    shown = min(alike, key=lambda entry: (preference(entry.language, wanted=language), entry is not matched))
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
