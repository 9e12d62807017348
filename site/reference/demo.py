"""The reference data of the demonstration: public facts with their source marks, and fictitious units."""

from typing import Any

from django.db import models

from core.demonstration import DemoFolder
from reference.models import (
    Corridor,
    CorridorStop,
    GlossaryTerm,
    Grant,
    Organisation,
    Place,
    Programme,
    Source,
    Topic,
)
from reference.services import move_organisation

Data = dict[str, Any]


def load(folder: DemoFolder) -> None:
    """Create or bring up to date; never deletes."""
    counts = {
        "sources": _each(folder, "sources", _source),
        "topics": _each(folder, "topics", _topic),
        "organisations": _each(folder, "organisations", _organisation),
        "places": _each(folder, "places", _place),
        "programmes": _each(folder, "programmes", _programme),
        "corridors": _each(folder, "corridors", _corridor),
        "terms": _each(folder, "glossary", _term),
    }
    _relate_topics(folder.read("reference/topics.yaml"))
    folder.say("Reference: " + ", ".join(f"{count} {name}" for name, count in counts.items()))


def _each(folder: DemoFolder, name: str, put: Any) -> int:
    entries = folder.read(f"reference/{name}.yaml")
    for entry in entries:
        put(entry)
    return len(entries)


def _names(thing: Any, names: list[Data]) -> None:
    """Replace the names of a thing if they differ."""
    wanted = [
        {
            "language": name["language"],
            "text": name["text"],
            "kind": name.get("kind") or "official",
            "valid_from": name.get("valid_from"),
            "valid_to": name.get("valid_to"),
            "source": name.get("source") or "",
        }
        for name in names
    ]
    have = list(thing.names.values(*wanted[0])) if wanted else []
    if sorted(map(str, have)) != sorted(map(str, wanted)):
        model, owner = _children(thing, "names")
        model._default_manager.filter(**owner).delete()
        model._default_manager.bulk_create(model(**owner, **name) for name in wanted)


def _children(thing: Any, relation: str) -> tuple[type[models.Model], Data]:
    """The model of a child relation and the keyword that points back: rows are written at once, not deferred."""
    field = thing._meta.get_field(relation).field
    return field.model, {field.name: thing}


def _by_language(names: Data, unchecked: list[str] | None = None) -> list[Data]:
    """Names given as a map by language; those to be verified are marked so."""
    marks = {language: "unchecked" for language in unchecked or []}
    return [{"language": code, "text": text, "source": marks.get(code, "")} for code, text in names.items() if text]


def _definitions(thing: Any, definitions: Data, notes: Data | None = None) -> None:
    model, owner = _children(thing, "definitions")
    for code, text in definitions.items():
        model._default_manager.update_or_create(
            **owner, language=code, defaults={"text": text, "note": (notes or {}).get(code, "")}
        )


def _source(entry: Data) -> None:
    Source.objects.update_or_create(
        code=entry["code"],
        defaults={
            "title": entry["title"],
            "publisher": entry.get("publisher") or "",
            "address": entry.get("address") or "",
        },
    )


def _topic(entry: Data) -> None:
    topic, _created = Topic.objects.update_or_create(
        code=entry["code"],
        defaults={"slug": entry["code"].lower(), "instruments": entry.get("instruments") or ""},
    )
    _names(topic, _by_language(entry["names"]))
    _definitions(topic, entry["definition"])


def _relate_topics(entries: list[Data]) -> None:
    topics = {topic.code: topic for topic in Topic.objects.all()}
    for entry in entries:
        topic = topics[entry["code"]]
        topic.broader = topics.get(entry.get("broader") or "")
        topic.save(update_fields=["broader"])
        topic.related.set([topics[code] for code in entry.get("related") or []])


def _organisation(entry: Data) -> None:
    parent = Organisation.objects.get(slug=entry["parent"]) if entry.get("parent") else None
    organisation = Organisation.objects.filter(slug=entry["slug"]).first() or Organisation(slug=entry["slug"])
    organisation.kind, organisation.country = entry["kind"], entry.get("country") or ""
    organisation.fictitious, organisation.participates = entry["fictitious"], entry["participates"]
    move_organisation(organisation=organisation, parent=parent)
    _names(organisation, entry["names"])


def _place(entry: Data) -> None:
    place, _created = Place.objects.update_or_create(
        slug=entry["slug"],
        defaults={
            "kind": entry["kind"],
            "country": entry.get("country") or "",
            "latitude": entry.get("lat"),
            "longitude": entry.get("lon"),
            "un_locode": entry.get("un_locode") or "",
            "note": entry.get("note") or "",
        },
    )
    _names(place, entry["names"])


def _programme(entry: Data) -> None:
    parent = Programme.objects.get(slug=entry["parent"]) if entry.get("parent") else None
    programme, _created = Programme.objects.update_or_create(
        slug=entry["slug"], defaults={"parent": parent, "note": entry.get("note") or ""}
    )
    _names(programme, entry["names"])
    for donor in entry.get("donors") or []:
        Grant.objects.get_or_create(programme=programme, donor=Organisation.objects.get(slug=donor), code="")


def _corridor(entry: Data) -> None:
    corridor, _created = Corridor.objects.update_or_create(
        slug=entry["slug"], defaults={"note": entry.get("note") or ""}
    )
    _names(corridor, _by_language(entry["names"]))
    places = entry.get("places") or entry["stops"]
    for position, slug in enumerate(places, start=1):
        CorridorStop.objects.update_or_create(
            corridor=corridor, position=position, defaults={"place": Place.objects.get(slug=slug)}
        )


def _term(entry: Data) -> None:
    term, _created = GlossaryTerm.objects.update_or_create(slug=entry["key"], defaults={"number": entry["number"]})
    _names(term, _by_language(entry["names"], entry.get("unchecked")))
    _definitions(term, entry["definition"], entry.get("note"))
