"""Visits as the templates draw them: dates, lines, rows, sentences."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from audit.models import Entry
from content.queries import Addresses
from content.version import cached
from core.context import AUTONYMS
from core.geography.points import Kind, MapPoint, distance_km
from core.labels import Label
from core.maps import Map, map_of
from core.stations import State, Station
from reference.countries import country_name
from visits.records.choices import Side
from visits.records.models import Observation, ProgrammeItem, Visit, VisitPage
from visits.records.queries.page import Citations, PlaceView, VisitView
from visits.records.queries.record import has_words
from visits.records.queries.words import dates_text, text_in
from visits.records.readiness import Gap, RecordState, Step, gaps, step

CLOSE_KM = 500
"""Sites within this distance are drawn once more by themselves."""

TEAM_LABEL = Label.AMBER_STRICT.value
"""What a team works on before anything is published goes no further than the team."""


def record_address(visit: Visit) -> str:
    return reverse("visit_record", args=[visit.slug])


GAP_TEXTS = {
    Gap.DATES: lambda: _("Give the dates, or say that they are not stated."),
    Gap.HOST: lambda: _("A visit needs a host: add the organisation that received the visitors."),
    Gap.VISITORS: lambda: _("Say who visited."),
    Gap.OBSERVATION: lambda: _("Add at least one thing that was learned."),
    Gap.WORDS: lambda: _("Write the page: a title and one sentence are enough."),
}


def gap_texts(state: RecordState) -> list[tuple[str, str]]:
    """(anchor, sentence) of what is missing before a page can be published."""
    return [(gap.value, GAP_TEXTS[gap]()) for gap in gaps(state)]


STEP_NAMES = {
    Step.FACTS: lambda: _("Facts"),
    Step.OBSERVATIONS: lambda: _("Observations"),
    Step.WORDS: lambda: _("Page"),
    Step.REVIEW: lambda: _("Review"),
    Step.PUBLISHED: lambda: _("Published"),
}


def record_stations(state: RecordState, visit: Visit) -> list[Station]:
    """The line of a record from the facts to the published page."""
    here = step(state)
    steps = list(Step)
    stations = []
    for number, found in enumerate(steps):
        reached = steps.index(here)
        done = number < reached or here is Step.PUBLISHED
        current = number == reached and not done
        note = _("Done") if done else _step_note(found, state) if current else _("Ahead")
        stations.append(
            Station(
                name=STEP_NAMES[found](),
                note=note,
                url="" if found in {Step.REVIEW, Step.PUBLISHED} else f"{record_address(visit)}#{found.value}",
                state=State.DONE if done else State.HERE if current else State.AHEAD,
                current="step" if current else "",
                end=number == len(steps) - 1,
            )
        )
    return stations


def _step_note(found: Step, state: RecordState) -> str:
    if found is Step.REVIEW:
        return _("Waits for the programme staff") if state.submitted else _("Ready to submit")
    return _("You are here")


def item_rows(items: Iterable[ProgrammeItem], language: str, places: Citations) -> list[dict[str, Any]]:
    return [
        {"row": item, "words": text_in(item.texts.all(), language), "cited": places.get((item.uuid, ""), ())}
        for item in items
    ]


def observation_rows(found: Iterable[Observation], language: str, places: Citations) -> list[dict[str, Any]]:
    return [
        {"row": seen, "words": text_in(seen.texts.all(), language), "cited": places.get((seen.uuid, ""), ())}
        for seen in found
    ]


def page_rows(visit: Any) -> list[dict[str, Any]]:
    """The visit's pages by language. `visit` from `queries.record.visits_of`."""
    return [
        {
            "page": page,
            "language": page.locale.language_code,
            "autonym": AUTONYMS.get(page.locale.language_code, page.locale.language_code),
            "has_words": has_words(page),
            "in_review": page.waits,
        }
        for page in visit.own_pages
    ]


ACTS = {
    "visit.created": lambda: _("began the record"),
    "visit.saved": lambda: _("changed the facts"),
}


def change_rows(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """What was done to a visit, newest first, with each fact as it was and as it became."""
    return [
        {
            "at": entry.at,
            "actor": entry.actor or _("the system"),
            "act": ACTS[entry.act](),
            "facts": [_fact(name, *change) for name, change in entry.detail.items()],
        }
        for entry in entries
        if entry.act in ACTS
    ]


def _fact(name: str, before: str, after: str) -> tuple[str, str, str]:
    """(what the fact is called, before, after); a value of a vocabulary in words."""
    field = Visit._meta.get_field(name)
    words = {str(value): str(label) for value, label in getattr(field, "choices", None) or ()}
    called = str(getattr(field, "verbose_name", name))
    return called, words.get(before, before) or "–", words.get(after, after) or "–"


def differences(current: Visit, form: Any) -> list[tuple[str, str, str]]:
    """(field, what it is now, what was typed) of every fact that another person changed meanwhile."""
    rows = []
    for name in form.Meta.fields:
        if name == "donors":
            continue
        theirs, ours = getattr(current, name), form.cleaned_data.get(name)
        if theirs != ours:
            shown = getattr(current, f"get_{name}_display", lambda value=theirs: value)()
            rows.append((str(form.fields[name].label), _shown(shown), _shown(ours)))
    return rows


def _shown(value: Any) -> str:
    return _("nothing") if value in (None, "") else str(value)


# The public page


def board_rows(pages: Iterable[VisitPage]) -> list[dict[str, Any]]:
    """Published visits as a list shows them."""
    addresses = Addresses()
    return [
        {
            "page": page,
            "url": addresses.of(page),
            "dates": dates_text(page.visit),
            "type": page.visit.get_visit_type_display(),
        }
        for page in pages
    ]


def visit_stations(view: VisitView) -> list[Station]:
    """The line of sites, each once, in the order of the programme, with the numbers of what was done there.

    What happened at a place that the source does not name is a station of its own, drawn as unknown.
    """
    sites: dict[str, tuple[str, State, list[int]]] = {}
    for number, item in enumerate(view.items, start=1):
        if item.places:
            for place in item.places:
                sites.setdefault(place.slug, (place.name.name, State.DONE, []))[2].append(number)
        else:
            name = item.place_as_in_source or _("Place not stated")
            sites.setdefault(f"?{name}", (name, State.UNKNOWN, []))[2].append(number)
    last = len(sites)
    return [
        Station(name=name, note=_site_note(numbers), state=state, end=position == last)
        for position, (name, state, numbers) in enumerate(sites.values(), start=1)
    ]


def _site_note(numbers: list[int]) -> str:
    return ", ".join(str(number) for number in numbers)


def maps_of(view: VisitView, *, name: str, language: str) -> list[Map]:
    """The way from the visitors' home to the sites, and the sites by themselves where they lie close together.

    The first joins the home with the sites; the second is drawn where one would not tell them apart.
    """
    return (
        cached(f"visit-maps:{name}:{language}:{get_language()}", lambda: list(_maps(view)))
        if name
        else list(_maps(view))
    )


def _maps(view: VisitView) -> Iterator[Map]:
    homes, sites = [_point(p, Kind.END) for p in view.homes if p.is_located], _located(view.sites)
    nameless = [item.place_as_in_source for item in view.items if item.place_as_in_source and not item.places]
    unlocated = [place.name.name for place in view.sites if not place.is_located]
    left_out = ", ".join([*unlocated, *nameless])
    note = _("Not drawn, because the source does not name the place or it is not located: %s.") % left_out
    whole = map_of(
        [*homes, *sites],
        line=bool(homes),
        title=_("Home post and sites visited") if homes else _("Sites visited"),
        note=note if left_out else "",
    )
    if whole is not None:
        yield whole
    if homes and len(sites) > 1 and _span(sites) < CLOSE_KM:
        detail = map_of(sites, title=_("Sites visited"), note=_("The order is not the route of the visit."))
        if detail is not None:
            yield detail


def _located(places: Iterable[PlaceView]) -> list[MapPoint]:
    return [_point(place, Kind.STOP) for place in places if place.is_located]


def _point(place: PlaceView, kind: Kind) -> MapPoint:
    return MapPoint(place.name.name, place.latitude, place.longitude, kind)


def _span(points: list[MapPoint]) -> float:
    """Kilometres from the first place to the farthest of the others."""
    return max(distance_km(points[0].coordinates, point.coordinates) for point in points)


def countries_of(view: VisitView, side: str) -> str:
    """The countries of a side; of hosts that are not stated, those of the sites."""
    language = get_language() or "en"
    if side == Side.HOST:
        found = [delegation.country for delegation in view.hosts] or [place.country for place in view.sites]
    else:
        found = [delegation.country for delegation in view.visitors]
    codes = dict.fromkeys(code for code in found if code)
    return ", ".join(country_name(code, language) for code in codes)
