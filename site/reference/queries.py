"""Questions about reference data; a constant number of queries each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet, Value

from core.languages import reading_order
from reference.models import Corridor, GlossaryTerm, Name, Named, Organisation, Place, Programme, Source, Topic


def organisations() -> QuerySet[Organisation]:
    """Organisations with their names (2 queries)."""
    return Organisation.objects.prefetch_related("names")


def places() -> QuerySet[Place]:
    """Places with their names (2 queries)."""
    return Place.objects.prefetch_related("names")


def programmes() -> QuerySet[Programme]:
    """Programmes with their names (2 queries)."""
    return Programme.objects.prefetch_related("names")


def corridors() -> QuerySet[Corridor]:
    """Corridors with names, stops and the names of their places (5 queries)."""
    return Corridor.objects.prefetch_related("names", "stops__place__names")


def topics() -> QuerySet[Topic]:
    """Topics with names and definitions (3 queries)."""
    return Topic.objects.prefetch_related("names", "definitions")


def load_names(things: Iterable[Named | None]) -> None:
    """Load the names of many things, whatever their kinds, for reading (1 query; none without a thing)."""
    by_kind: dict[Any, list[Named]] = defaultdict(list)
    for thing in things:
        if thing is not None:
            by_kind[type(thing)].append(thing)
    found: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for kind, owner, *values in _names_of(by_kind):
        found[kind, owner].append(values)
    for model, members in by_kind.items():
        names = model._meta.get_field("names").related_model
        for thing in members:
            rows = found[model._meta.model_name, thing.pk]
            thing.names = [names(**dict(zip(NAME_FIELDS, row, strict=True))) for row in rows]


NAME_FIELDS = ["id", *(field.name for field in Name._meta.get_fields())]


def _names_of(by_kind: dict[Any, list[Named]]) -> Iterable[Any]:
    """(kind, key of the thing, values of NAME_FIELDS) of all their names, out of as many tables at once."""
    tables = []
    for model, members in by_kind.items():
        owner = model._meta.get_field("names").field
        names = owner.model._default_manager.filter(**{f"{owner.name}__in": {thing.pk for thing in members}})
        tables.append(names.order_by().values_list(Value(model._meta.model_name), owner.attname, *NAME_FIELDS))
    return tables[0].union(*tables[1:], all=True) if tables else ()


@dataclass(frozen=True)
class TermView:
    """A glossary term as it is shown in one language; other languages' names beside it."""

    slug: str
    name: str
    definition: str
    definition_language: str
    others: tuple[tuple[str, str], ...]
    unchecked: bool

    @cached_property
    def anchor(self) -> str:
        return f"t-{self.slug}"


def term_views(*, language: str, slugs: Iterable[str] | None = None) -> list[TermView]:
    """Terms in a language, sorted by their name there (3 queries). A definition falls back to another language."""
    found = GlossaryTerm.objects.prefetch_related("names", "definitions")
    if slugs is not None:
        found = found.filter(slug__in=list(slugs))
    return sorted((term_view(term, language) for term in found), key=lambda view: view.name.casefold())


def term_view(term: GlossaryTerm, language: str) -> TermView:
    """A term whose names and definitions are loaded, as it is shown in one language (no query)."""
    definitions = {definition.language: definition for definition in term.definitions.all()}
    definition = next((definitions[code] for code in reading_order(language) if code in definitions), None)
    name = term.name(language=language)
    others = tuple(
        (other.language, other.text)
        for other in term.names.all()
        if other.language != language and other.kind == "official"
    )
    unchecked = any(n.language == language and n.source == "unchecked" for n in term.names.all())
    return TermView(
        slug=term.slug,
        name=name,
        definition=definition.text if definition else "",
        definition_language=definition.language if definition else language,
        others=others,
        unchecked=unchecked,
    )


def sources_by_code(codes: Iterable[str]) -> dict[str, Source]:
    """Sources by their code (1 query)."""
    return {source.code: source for source in Source.objects.filter(code__in=set(codes))}
