"""Sources of a visit: whose they are, and where in them a statement stands."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.viewer import Viewer
from content.visibility import works_on
from visits.records.choices import Direction, FundingScope, SourcedField
from visits.records.models import SourceMark, SourceText, Visit
from visits.records.queries.words import dates_text, text_in
from visits.records.sentences import WHOLE, Place, read_back

Statement = tuple[UUID, str]
"""(subject, field) of a SourceMark: what a sentence carries."""


@dataclass(frozen=True)
class PlaceInSource:
    """Where a statement stands: "S0, paragraph 2, sentence 1", or "S7, as a whole"."""

    code: str
    paragraph: int
    sentence: int
    source: UUID
    title: str

    def __str__(self) -> str:
        if self.is_whole:
            return _("%s, as a whole") % self.code
        return _("%(code)s, paragraph %(paragraph)d, sentence %(sentence)d") % {
            "code": self.code,
            "paragraph": self.paragraph,
            "sentence": self.sentence,
        }

    @property
    def is_whole(self) -> bool:
        """Whether the source is cited without a sentence."""
        return (self.paragraph, self.sentence) == WHOLE

    @property
    def number(self) -> str:
        """As a form sends it: "2.1"; "0.0" for the whole."""
        return f"{self.paragraph}.{self.sentence}"

    @property
    def short(self) -> str:
        """Within its source: "2.1"."""
        return _("as a whole") if self.is_whole else self.number

    @property
    def mark(self) -> str:
        """As it stands beside a statement: "S0 2.1", "S7"."""
        return self.code if self.is_whole else f"{self.code} {self.number}"


def places_in_sources(
    visit: Visit, loaded: Iterable[SourceText] | None = None
) -> dict[Statement, tuple[PlaceInSource, ...]]:
    """For each statement of a visit the places of its sources that carry it (2 queries; no text is loaded).

    The key is (uuid of the visit, SourcedField) for facts of the visit itself, and (uuid of the delegation,
    programme item or observation, "") for the others. `loaded`: the visit's sources, if they are at hand.
    """
    if loaded is None:
        loaded = SourceText.objects.filter(visit=visit).only("pk", "uuid", "code", "title")
    sources = {source.pk: source for source in loaded}
    found: dict[Statement, list[PlaceInSource]] = defaultdict(list)
    marks = SourceMark.objects.filter(source__visit=visit).order_by("source_id", "paragraph", "sentence")
    for mark in marks:
        source = sources.get(mark.source_id)
        if source is not None:  # it may have been removed between the two queries
            place = PlaceInSource(source.code, mark.paragraph, mark.sentence, source.uuid, source.title)
            found[mark.subject, mark.field].append(place)
    return {statement: tuple(places) for statement, places in found.items()}


def unused_sentences(source: SourceText) -> list[Place]:
    """The places of a source that carry nothing yet (1 query)."""
    used = set(source.marks.values_list("paragraph", "sentence"))
    return [place for place in all_places(source.sentences) if place not in used]


def all_places(counts: Sequence[int]) -> Iterator[Place]:
    """Every place of a source of that shape, in order."""
    for paragraph, count in enumerate(counts, start=1):
        for sentence in range(1, count + 1):
            yield paragraph, sentence


def team_visits(viewer: Viewer) -> QuerySet[Visit]:
    """The visits in whose team a person is: only they ever open a source (one query)."""
    return works_on(viewer, Visit.objects.all())


@dataclass(frozen=True)
class SourceRow:
    """A source in the list of a visit."""

    source: SourceText
    used: int
    total: int
    has_text: bool


def sources_of(visit: Visit) -> list[SourceRow]:
    """The sources of a visit with how much of them is used (2 queries)."""
    used: dict[int, set[Place]] = defaultdict(set)
    marks = SourceMark.objects.filter(source__visit=visit)
    for source_id, *place in marks.values_list("source_id", "paragraph", "sentence"):
        used[source_id].add((place[0], place[1]))
    return [
        SourceRow(source, used=len(used[source.pk] - {WHOLE}), total=sum(source.sentences), has_text=bool(source.text))
        for source in SourceText.objects.filter(visit=visit)
    ]


# The record beside the text


@dataclass(frozen=True)
class RecordRow:
    """A statement of the record as the workbench shows it: what it is about, what it says, where it stands."""

    statement: Statement
    name: str
    value: str
    here: tuple[PlaceInSource, ...]
    elsewhere: tuple[PlaceInSource, ...]
    note: str = ""

    @property
    def target(self) -> str:
        """The statement as a form sends it."""
        return f"{self.statement[0]}:{self.statement[1]}"

    @property
    def anchor(self) -> str:
        return f"r-{self.statement[0].hex[:12]}{self.statement[1]}"

    @property
    def label(self) -> str:
        """Name and value in one line, for a message or a list of links."""
        return f"{self.name}: {self.value}" if self.value else self.name


@dataclass(frozen=True)
class RecordPart:
    """A heading of the record and its rows; `empty` is what stands there without any."""

    title: Any
    empty: Any
    rows: tuple[RecordRow, ...]


def record_parts(*, visit: Visit, source: SourceText, language: str) -> list[RecordPart]:
    """The record of a visit with the places of one source beside it (12 queries, 13 with donors).

    `visit` as `visit_with_facts` loads it. Words are those of `language`, else of any.
    """
    places = places_in_sources(visit)

    def row(statement: Statement, name: Any, value: str, note: Any = "") -> RecordRow:
        found = places.get(statement, ())
        return RecordRow(
            statement,
            str(name),
            value,
            here=tuple(place for place in found if place.source == source.uuid),
            elsewhere=tuple(place for place in found if place.source != source.uuid),
            note=str(note),
        )

    delegations = visit.delegations.select_related("organisation").prefetch_related("organisation__names")
    items = visit.items.prefetch_related("texts")
    observations = visit.observations.prefetch_related("texts")
    return [
        RecordPart(
            gettext_lazy("The visit"),
            "",
            tuple(
                row((visit.uuid, field.value), field.label, value)
                for field, value in facts_of(visit, language=language).items()
            ),
        ),
        RecordPart(
            gettext_lazy("Delegations"),
            gettext_lazy("No delegation is listed yet."),
            tuple(
                row((found.uuid, ""), found.get_side_display().capitalize(), found.name(language=language))
                for found in delegations
            ),
        ),
        RecordPart(
            gettext_lazy("Programme"),
            gettext_lazy("No programme item yet. Add the first one from a sentence, below."),
            tuple(
                row((item.uuid, ""), _("Item %d") % number, text_of(item, language))
                for number, item in enumerate(items, start=1)
            ),
        ),
        RecordPart(
            gettext_lazy("Observations"),
            gettext_lazy("No observation yet. Add the first one from a sentence, below."),
            tuple(
                row(
                    (seen.uuid, ""),
                    _("Observation %d") % number,
                    text_of(seen, language),
                    Direction(seen.direction).label,
                )
                for number, seen in enumerate(observations, start=1)
            ),
        ),
    ]


def visit_with_facts(*, viewer: Viewer, slug: str) -> Visit | None:
    """A visit of the viewer's teams with the names of what it points at (1 query, and 1 for each kind of name)."""
    return (
        team_visits(viewer)
        .filter(slug=slug)
        .select_related("organiser", "programme", "corridor")
        .prefetch_related("organiser__names", "programme__names", "corridor__names", "donors__names")
        .first()
    )


def facts_of(visit: Visit, *, language: str) -> dict[SourcedField, str]:
    """The facts of the visit itself in words; empty where they are not stated. No query of its own."""
    named = {
        SourcedField.ORGANISER: visit.organiser,
        SourcedField.PROGRAMME: visit.programme,
        SourcedField.CORRIDOR: visit.corridor,
    }
    scope = visit.funding_scope
    return {
        SourcedField.DATES: dates_text(visit),
        SourcedField.VISIT_TYPE: visit.get_visit_type_display(),
        **{field: thing.name(language=language) if thing else "" for field, thing in named.items()},
        SourcedField.LEAD: "",
        SourcedField.AIMS: "",
        SourcedField.DONORS: ", ".join(donor.name(language=language) for donor in visit.donors.all()),
        SourcedField.FUNDING_SCOPE: "" if scope == FundingScope.NOT_STATED else visit.get_funding_scope_display(),
        SourcedField.LANGUAGES_USED: visit.languages_used,
    }


def text_of(part: Any, language: str) -> str:
    """What an item or observation says in a language, else in another."""
    words = text_in(part.texts.all(), language)
    return words.text if words else ""


# The text


@dataclass(frozen=True)
class Sentence:
    """A sentence of a source, and the rows of the record that it carries. `text` is empty if it is not kept."""

    place: Place
    text: str
    carries: tuple[RecordRow, ...]

    @property
    def number(self) -> str:
        return f"{self.place[0]}.{self.place[1]}"

    @property
    def anchor(self) -> str:
        return f"s-{self.place[0]}-{self.place[1]}"


def whole_of(parts: Sequence[RecordPart]) -> Sentence:
    """The source as a whole, as if it were a sentence, with what it carries. No query."""
    return Sentence(WHOLE, "", tuple(_carried(parts)[WHOLE]))


def sentences_of(source: SourceText, parts: Sequence[RecordPart]) -> list[list[Sentence]]:
    """The sentences of each paragraph, with what they carry. No query."""
    carried = _carried(parts)
    words = read_back(source.text) if source.text else [[""] * count for count in source.sentences]
    return [
        [
            Sentence((paragraph, number), text, tuple(carried[paragraph, number]))
            for number, text in enumerate(texts, start=1)
        ]
        for paragraph, texts in enumerate(words, start=1)
    ]


def _carried(parts: Sequence[RecordPart]) -> dict[Place, list[RecordRow]]:
    """The rows that each place of the source carries."""
    carried: dict[Place, list[RecordRow]] = defaultdict(list)
    for part in parts:
        for row in part.rows:
            for place in row.here:
                carried[place.paragraph, place.sentence].append(row)
    return carried
