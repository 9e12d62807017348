"""Questions about cases; a constant number of queries each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Value
from django.utils import timezone

from accounts.viewer import Viewer
from best_practices.cases.choices import UNKNOWN
from best_practices.cases.models import CaseStudyPage
from content.queries import Addresses
from content.version import cached
from content.visibility import visible_keys
from reference.models import OrganisationName, PlaceName, TopicName
from reference.names import NameValue, best_name

NAME = ("language", "text", "kind", "valid_from", "valid_to")
"""The columns of a name, in the order of NameValue."""


@dataclass(frozen=True)
class TopicView:
    """A topic by its code, with its name in the language of the tree."""

    code: str
    name: str


@dataclass(frozen=True)
class CaseFacts:
    """A published case as lists show it: codes and plain values, without its text."""

    translation_key: UUID
    title: str
    lead: str
    url: str
    record_kind: str
    mode: str
    date: date | None
    date_precision: str
    country: str
    topics: tuple[TopicView, ...]


@dataclass(frozen=True)
class CaseNames:
    """What a case points at, by its names in one language; empty where it points at nothing."""

    topics: tuple[TopicView, ...]
    place: str
    country: str
    released_by: str


def names_for(page: CaseStudyPage, *, language: str, kept: bool = True) -> CaseNames:
    """The names of a case's topics, site and releaser (from the cache, else 2 queries).

    `kept`: not for a preview, whose topics are those that were ticked, not those of the table (1 query more).
    """
    if not kept or page.pk is None:
        return _names_for(page, language, [topic.pk for topic in page.topics.all()])
    topics = CaseStudyPage.topics.through.objects.filter(casestudypage_id=page.pk).values("topic_id")
    return cached(f"case-names:{page.pk}:{language}", lambda: _names_for(page, language, topics))


def _names_for(page: CaseStudyPage, language: str, topics: Any) -> CaseNames:
    found: dict[str, list[NameValue]] = defaultdict(list)
    for name in TopicName.objects.filter(topic_id__in=topics).select_related("topic"):
        found[name.topic.code].append(name.value)
    place, releaser, country = _names_at(page)
    return CaseNames(
        topics=tuple(TopicView(code, _best(names, language)) for code, names in sorted(found.items())),
        place=_best(place, language),
        country=page.country or country,
        released_by=_best(releaser, language),
    )


def _names_at(page: CaseStudyPage) -> tuple[list[NameValue], list[NameValue], str]:
    """The names of a case's site and of its releaser, and the country of the site (1 query for all)."""
    sites = PlaceName.objects.filter(place=page.place_id or 0).order_by()
    releasers = OrganisationName.objects.filter(organisation=page.released_by_id or 0).order_by()
    rows = list(
        sites.values_list(Value("place"), "place__country", *NAME).union(
            releasers.values_list(Value("releaser"), Value(""), *NAME), all=True
        )
    )
    named = {
        which: [NameValue(*values) for kind, _country, *values in rows if kind == which]
        for which in ("place", "releaser")
    }
    return named["place"], named["releaser"], next((country for kind, country, *_values in rows if country), "")


def _best(names: list[NameValue], language: str) -> str:
    found = best_name(names, language=language, on=timezone.localdate())
    return found.text if found else ""


def cases_in(language: str) -> tuple[CaseFacts, ...]:
    """Every published case of a language's tree, the latest first, whoever may see it (cached, else 5 queries)."""
    return cached(f"cases:{language}", lambda: _cases_in(language))


def cases_for(viewer: Viewer, *, language: str) -> list[CaseFacts]:
    """The published cases of a language's tree that a viewer may see (1 query, and those of `cases_in`)."""
    cases = cases_in(language)
    keys = [case.translation_key for case in cases]
    visible = set(visible_keys(viewer).filter(key__in=keys).values_list("key", flat=True)) if keys else set()
    return [case for case in cases if case.translation_key in visible]


def on_topics(cases: Iterable[CaseFacts], codes: Iterable[str]) -> list[CaseFacts]:
    """Those of some cases that share a topic with these codes (no query)."""
    wanted = set(codes)
    return [case for case in cases if any(topic.code in wanted for topic in case.topics)]


def topics_used(cases: Iterable[CaseFacts]) -> list[TopicView]:
    """The topics of some cases, each once, by code (no query)."""
    found = {topic.code: topic for case in cases for topic in case.topics}
    return [found[code] for code in sorted(found)]


def _cases_in(language: str) -> tuple[CaseFacts, ...]:
    pages = (
        CaseStudyPage.objects.live()
        .filter(locale__language_code=language)
        .select_related("place")
        .prefetch_related("topics__names")
        .defer("goods", "route_points")
    )
    addresses = Addresses()
    cases = [
        CaseFacts(
            translation_key=page.translation_key,
            title=page.title,
            lead=page.lead,
            url=addresses.of(page),
            record_kind=page.record_kind,
            mode=page.mode,
            date=page.date,
            date_precision=page.date_precision,
            country=_country_told(page),
            topics=tuple(TopicView(topic.code, topic.name(language=language)) for topic in page.topics.all()),
        )
        for page in pages
    ]
    return tuple(sorted(cases, key=lambda case: (case.date or date.min, case.title), reverse=True))


def _country_told(page: CaseStudyPage) -> str:
    if page.place_precision in {"", UNKNOWN}:
        return ""
    return page.country or (page.place.country if page.place else "")


def originals_of(keys: set[UUID] | None) -> Iterable[CaseStudyPage]:
    """Published cases in the languages they are written in, of these keys or all (3 queries)."""
    found = CaseStudyPage.objects.live().filter(alias_of__isnull=True).select_related("locale")
    if keys is not None:
        found = found.filter(translation_key__in=keys)
    return found.prefetch_related("topics")
