"""A case as its page draws it: the strip of facts, the route, the lists. What is not stated says so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from best_practices.cases import choices
from best_practices.cases.choices import UNKNOWN, DatePrecision, RecordKind, RouteRole
from best_practices.cases.models import PLAIN, RICH, CaseStudyPage
from best_practices.cases.queries import CaseFacts, CaseNames
from best_practices.cases.vocabularies import words
from content.blocks import texts_in
from core.stations import State, Station
from reference.countries import country_name

QUARTER = 3
"""Months of a quarter."""


@dataclass(frozen=True)
class Row:
    """A fact with its name; empty where the source does not state it."""

    name: str
    value: str


@dataclass(frozen=True)
class Group:
    """A list of facts under one heading."""

    anchor: str
    title: str
    rows: tuple[Row, ...]


def when(day: date | None, precision: str) -> str:
    """ "10 Dec 2018", "July 2017", "quarter 3 of 2017", "2017", or nothing."""
    if day is None or precision in {"", UNKNOWN}:
        return ""
    if precision == DatePrecision.QUARTER:
        return _("quarter %(number)d of %(year)d") % {"number": (day.month - 1) // QUARTER + 1, "year": day.year}
    patterns: dict[str, str] = {DatePrecision.DAY: pgettext("date format", "j M Y"), DatePrecision.MONTH: "F Y"}
    return str(date_format(day, patterns.get(precision, "Y")))


def label(vocabulary: type[Any], code: str) -> str:
    """The words of one code, beginning a line; empty if the source does not state it."""
    return capitalised(words(vocabulary, [code])) if code else ""


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def where(page: CaseStudyPage, names: CaseNames) -> str:
    """As exactly as the record says: site, region or country."""
    if page.place_precision in {"", UNKNOWN}:
        return ""
    language = get_language() or "en"
    country = country_name(names.country, language) if names.country else ""
    near = {"site": names.place, "region": page.region}.get(page.place_precision, "")
    return ", ".join(part for part in (near, country) if part)


def unit(page: CaseStudyPage) -> str:
    kind = label(choices.UnitType, page.unit_type)
    country = country_name(page.unit_country, get_language() or "en") if page.unit_country else ""
    return ", ".join(part for part in (kind, country) if part)


def mode(code: str) -> str:
    return "" if code == choices.Mode.NOT_SPECIFIED else label(choices.Mode, code)


def stations(page: CaseStudyPage) -> list[Station]:
    """The route in order; what came after the point of detection was not reached."""
    route = [point.value for point in page.route_points]
    return [
        Station(
            name=point.name or _("not stated in the source"),
            note=capitalised(point.role_words),
            state=_state(point),
            end=point["role"] == RouteRole.DESTINATION,
        )
        for point in route
    ]


def _state(point: Any) -> State:
    if not point.name:
        return State.UNKNOWN
    if point["role"] == RouteRole.DETECTION:
        return State.ALERT
    return State.AHEAD if point["role"] == RouteRole.DESTINATION else State.DONE


def texts_to_link(page: CaseStudyPage) -> dict[str, str]:
    """HTML by field of everything that may carry marks of terms and sources."""
    found = {name: str(escape(getattr(page, name))) for name in (*PLAIN, "sources")}
    found |= {name: getattr(page, name) for name in RICH}
    found["goods"] = "".join(line.render() for line in page.goods)
    return {name: text for name, text in found.items() if text}


def facts(page: CaseStudyPage, names: CaseNames) -> list[Row]:
    """The strip at the top."""
    amounts = "; ".join(amount for line in page.goods if (amount := line.value.amount))
    conveyance = label(choices.Conveyance, page.conveyance)
    return [
        Row(_("Date"), when(page.date, page.date_precision)),
        Row(_("Place"), where(page, names)),
        Row(_("Quantity"), amounts),
        Row(_("Mode"), ", ".join(part for part in (mode(page.mode), conveyance.lower()) if part)),
        Row(_("Outcome"), capitalised(words(choices.Outcome, page.outcomes))),
        Row(_("Unit"), unit(page)),
        Row(_("Record"), label(RecordKind, page.record_kind)),
    ]


def groups(page: CaseStudyPage, linked: dict[str, SafeString]) -> list[Group]:
    """The lists of the page; `linked`: the texts of `texts_to_link` with their marks as links."""
    return [
        Group("found", _("How it was found"), tuple(_found(page, linked))),
        Group("transport", _("Transport and declaration"), tuple(_transport(page, linked))),
        Group("hidden", _("Concealment"), tuple(_hidden(page, linked))),
        Group("outcome", _("Outcome"), tuple(_outcome(page, linked))),
    ]


def _found(page: CaseStudyPage, linked: dict[str, SafeString]) -> Iterable[Row]:
    yield Row(_("What led to it"), label(choices.Trigger, page.trigger))
    yield Row(_("Methods"), capitalised(words(choices.Method, page.methods)))
    yield Row(_("Basis of selection"), linked.get("selection_basis", ""))
    yield Row(_("Indicators"), capitalised(words(choices.Indicator, page.indicators)))
    if page.false_positives:
        yield Row(_("False positives"), linked["false_positives"])


def _transport(page: CaseStudyPage, linked: dict[str, SafeString]) -> Iterable[Row]:
    yield Row(_("Direction"), label(choices.Direction, page.direction))
    yield Row(_("Carrier"), linked.get("carrier_type", ""))
    yield Row(_("Container"), " ".join(part for part in (page.container_number, page.size_type) if part))
    yield Row(_("Seal"), label(choices.SealState, page.seal_state))
    yield Row(_("Consignment note"), label(choices.ConsignmentNote, page.consignment_note))
    yield Row(_("Declared as"), _joined(linked.get("declared_description", ""), page.declared_hs))
    yield Row(_("Declared weight and value"), _joined(*(linked.get(f"declared_{n}", "") for n in ("weight", "value"))))
    yield Row(_("Procedure"), label(choices.Procedure, page.procedure))


def _hidden(page: CaseStudyPage, linked: dict[str, SafeString]) -> Iterable[Row]:
    yield Row(_("Place of concealment"), label(choices.Concealment, page.concealment))
    yield Row(_("Techniques"), capitalised(words(choices.Technique, page.techniques)))
    yield Row(_("Sophistication"), label(choices.Sophistication, page.sophistication))
    if page.concealed:
        yield Row(_("In the words of the record"), linked["concealed"])


def _outcome(page: CaseStudyPage, linked: dict[str, SafeString]) -> Iterable[Row]:
    detained = page.persons_detained
    yield Row(_("Outcome"), capitalised(words(choices.Outcome, page.outcomes)))
    yield Row(_("Legal basis"), linked.get("legal_basis", ""))
    yield Row(_("Persons detained"), "" if detained is None else str(detained))
    yield Row(_("Disposal"), linked.get("disposal", ""))
    yield Row(_("Follow-up"), linked.get("follow_up", ""))


def _joined(*parts: str) -> str:
    """Parts that may hold HTML already, after one another."""
    found = [format_html("{}", part) for part in parts if part]
    return SafeString(", ".join(found))


def list_rows(cases: Iterable[CaseFacts]) -> list[dict[str, Any]]:
    """Cases as a board shows them."""
    language = get_language() or "en"
    return [
        {
            "case": case,
            "when": when(case.date, case.date_precision),
            "country": country_name(case.country, language) if case.country else "",
            "mode": mode(case.mode),
            "kind": label(RecordKind, case.record_kind),
            "fictitious": case.record_kind == RecordKind.FICTITIOUS,
        }
        for case in cases
    ]


def searchable(page: CaseStudyPage) -> str:
    """Everything of a case that should be found, with its marks still in it."""
    texts = [getattr(page, name) for name in (*PLAIN, *RICH)]
    lists = [text for name in ("goods", "route_points") for text in texts_in(getattr(page, name))]
    return "\n".join([page.case_ref, *texts, *lists])


def board(cases: Iterable[CaseFacts], request: Any) -> str:
    """A section with cases, for the frames of other pages."""
    return render_to_string("cases/cases_here.html", {"rows": list_rows(cases)}, request=request)
