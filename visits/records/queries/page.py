"""A visit as its page shows it: plain values in one language, the same for everyone who may see the page."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from accounts.viewer import Viewer
from content.version import cached
from content.visibility import visible_to
from reference.models import Organisation, Place
from reference.queries import load_names
from visits.records.choices import Side
from visits.records.models import Delegation, Observation, ProgrammeItem, Visit, VisitPage
from visits.records.queries.record import parts_of
from visits.records.queries.sources import PlaceInSource, Statement, places_in_sources
from visits.records.queries.words import text_in

Cited = tuple[PlaceInSource, ...]
Citations = dict[Statement, Cited]


@dataclass(frozen=True)
class NameView:
    """A name valid on the date of the visit; `as_in_source` only where the source spells it otherwise."""

    name: str
    as_in_source: str = ""
    cited: Cited = ()


@dataclass(frozen=True)
class PlaceView:
    """A place that is named; the coordinates are in degrees, None where they are not known."""

    slug: str
    name: NameView
    kind: str
    country: str
    latitude: float | None
    longitude: float | None

    @property
    def is_located(self) -> bool:
        return self.latitude is not None and self.longitude is not None


@dataclass(frozen=True)
class DelegationView:
    """`is_named`: the source names an organisation; else `name` is that of its country."""

    name: NameView
    is_named: bool
    whole: str
    country: str
    place: PlaceView | None
    head_count: int | None


@dataclass(frozen=True)
class ItemView:
    anchor: str
    text: str
    note: str
    language: str
    day: date | None
    places: tuple[PlaceView, ...]
    place_as_in_source: str
    hosts: tuple[NameView, ...]
    method: str
    cited: Cited


@dataclass(frozen=True)
class ObservationView:
    """`module_key`, `case_key`: what it became; whether that may be seen is asked for each reader."""

    anchor: str
    code: str
    direction: str
    kind: str
    shown: str
    text: str
    detail: str
    conditions: str
    language: str
    places: tuple[str, ...]
    topics: tuple[tuple[str, str], ...]
    module_key: UUID | None
    case_key: UUID | None
    cited: Cited


@dataclass(frozen=True)
class SourceTextView:
    """The title and the whereabouts of a source, never its words."""

    code: str
    title: str
    publisher: str
    address: str
    published_on: date | None
    language: str


@dataclass(frozen=True)
class VisitView:
    """`visit`: its own columns, without the rows it points at; those are here by name."""

    visit: Visit
    organiser: NameView | None
    programme: NameView | None
    corridor: NameView | None
    hosts: tuple[DelegationView, ...]
    visitors: tuple[DelegationView, ...]
    donors: tuple[NameView, ...]
    items: tuple[ItemView, ...]
    observations: tuple[ObservationView, ...]
    sources: tuple[SourceTextView, ...]
    cited: Citations

    def shown_by(self, *directions: str) -> list[ObservationView]:
        return [seen for seen in self.observations if seen.direction in directions]

    @property
    def module_keys(self) -> set[UUID]:
        """What observations became, whether it may be seen or not."""
        return {seen.module_key for seen in self.observations if seen.module_key is not None}

    @property
    def sites(self) -> list[PlaceView]:
        """The named sites in the order of the programme, each once."""
        return list({place.slug: place for item in self.items for place in item.places}.values())

    @property
    def homes(self) -> list[PlaceView]:
        return list({d.place.slug: d.place for d in self.visitors if d.place is not None}.values())


def visit_view(visit_id: int, *, language: str) -> VisitView:
    """A visit in a language, its vocabularies in the reader's (from the cache, else 14 queries)."""
    name = f"visit:{visit_id}:{language}:{get_language()}"
    return cached(name, lambda: visit_now(visit_id, language=language))


def visit_now(visit_id: int, *, language: str) -> VisitView:
    """The same as it is in this very transaction, which no cache knows of yet."""
    return _VisitIn(visit_id, language).view()


class _VisitIn:
    """Makes the view of one visit in one language; names are those valid on its first day."""

    def __init__(self, visit_id: int, language: str) -> None:
        self.visit = Visit.objects.select_related("organiser", "programme", "corridor").get(pk=visit_id)
        self.language = language
        self.on = self.visit.starts_on or timezone.localdate()
        self.sources = list(self.visit.sources.defer("text"))
        self.places = places_in_sources(self.visit, self.sources)
        self.codes = {source.code for source in self.sources}
        self.donors = list(self.visit.donors.all())
        self.parts = parts_of(self.visit)
        load_names([self.visit.organiser, self.visit.programme, self.visit.corridor, *self.donors, *self.parts.named()])

    def view(self) -> VisitView:
        visit, delegations = self.visit, self.parts.delegations
        return VisitView(
            visit=Visit(**{field.attname: getattr(visit, field.attname) for field in Visit._meta.concrete_fields}),
            organiser=self._field("organiser"),
            programme=self._field("programme"),
            corridor=self._field("corridor"),
            hosts=tuple(self._delegation(d) for d in delegations if d.side == Side.HOST),
            visitors=tuple(self._delegation(d) for d in delegations if d.side == Side.VISITING),
            donors=tuple(self._name(donor) for donor in self.donors),
            items=tuple(self._item(item) for item in self.parts.items),
            observations=tuple(self._observation(seen) for seen in self.parts.observations),
            sources=tuple(
                SourceTextView(s.code, s.title, s.publisher, s.address, s.published_on, s.language)
                for s in self.sources
            ),
            cited=self.places,
        )

    def _cited(self, subject: UUID, field: str = "") -> Cited:
        return self.places.get((subject, field), ())

    def _field(self, field: str) -> NameView | None:
        found = getattr(self.visit, field)
        return None if found is None else self._name(found, cited=self._cited(self.visit.uuid, field))

    def _name(self, row: Any, *, as_in_source: str = "", cited: Cited = ()) -> NameView:
        name = row.name(language=self.language, on=self.on)
        spelled = as_in_source or row.name_as_in_source(self.codes)
        return NameView(name, "" if spelled == name else spelled, cited)

    def _place(self, place: Place) -> PlaceView:
        return PlaceView(
            slug=place.slug,
            name=self._name(place),
            kind=place.kind,
            country=place.country,
            latitude=None if place.latitude is None else float(place.latitude),
            longitude=None if place.longitude is None else float(place.longitude),
        )

    def _delegation(self, delegation: Delegation) -> DelegationView:
        organisation: Organisation | None = delegation.organisation
        spelled, cited = delegation.name_as_in_source, self._cited(delegation.uuid)
        if organisation is not None:
            name = self._name(organisation, as_in_source=spelled, cited=cited)
        else:
            name = NameView(delegation.name(language=self.language), spelled, cited)
        return DelegationView(
            name=name,
            is_named=organisation is not None,
            whole=self._whole(organisation) if organisation is not None else "",
            country=delegation.of_country,
            place=None if delegation.place is None else self._place(delegation.place),
            head_count=delegation.head_count,
        )

    def _whole(self, organisation: Organisation) -> str:
        """The administration a unit is part of; nothing if it stands by itself."""
        whole = organisation.parent
        return whole.name(language=self.language, on=self.on) if whole is not None else ""

    def _item(self, item: ProgrammeItem) -> ItemView:
        words = text_in(item.texts.all(), self.language)
        return ItemView(
            anchor=f"i-{item.uuid}",
            text=words.text if words else "",
            note=words.note if words else "",
            language=words.language if words else self.language,
            day=item.day,
            places=tuple(self._place(site.place) for site in item.sites.all()),
            place_as_in_source=item.place_as_in_source,
            hosts=tuple(self._name(host) for host in item.hosts.all()),
            method=item.get_method_display(),
            cited=self._cited(item.uuid),
        )

    def _observation(self, seen: Observation) -> ObservationView:
        words = text_in(seen.texts.all(), self.language)
        return ObservationView(
            anchor=f"o-{seen.code or seen.uuid}",
            code=seen.code,
            direction=seen.direction,
            kind=seen.get_kind_display() if seen.kind != "practice" else "",
            shown=seen.get_shown_display(),
            text=words.text if words else "",
            detail=words.detail if words else "",
            conditions=words.conditions if words else "",
            language=words.language if words else self.language,
            places=tuple(place.name(language=self.language, on=self.on) for place in seen.places.all()),
            topics=tuple((topic.code, topic.name(language=self.language)) for topic in seen.topics.all()),
            module_key=seen.module_key,
            case_key=seen.case_key,
            cited=self._cited(seen.uuid),
        )


def pages_for(viewer: Viewer, *, language: str) -> list[VisitPage]:
    """The published visits of a language's tree a viewer may see, latest first (1 query)."""
    found = VisitPage.objects.live().filter(locale__language_code=language).select_related("visit", "locale")
    return list(visible_to(viewer, found).defer("body").order_by("-visit__starts_on", "path"))


def originals_of(keys: set[UUID] | None) -> QuerySet[VisitPage]:
    """Published pages of visits in the languages they are written in, of these keys or all (2 queries)."""
    found = VisitPage.objects.live().filter(alias_of__isnull=True).select_related("locale", "visit")
    return (found if keys is None else found.filter(translation_key__in=keys)).prefetch_related("topics")
