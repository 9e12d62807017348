"""Visits of the demonstration: facts, programme and observations from text files, with their places in the source."""

from collections.abc import Iterable
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from wagtail.models import Locale

from accounts.models import User
from best_practices.modules.models import ModulePage
from content.services import mark_page, put_page, put_translation
from core.demonstration import DemoFolder
from core.labels import Label
from reference.models import Corridor, Organisation, Place, Programme, Topic
from visits.records import services
from visits.records.models import (
    Delegation,
    Observation,
    ProgrammeItem,
    SourceMark,
    SourceText,
    Visit,
    VisitIndexPage,
    VisitPage,
)
from visits.records.narrative import blocks, list_of
from visits.records.sentences import WHOLE

Data = dict[str, Any]
OWNER = "training-programme-office"
CHOICES = ("visit_type", "status", "date_precision", "funding_scope")


def load(folder: DemoFolder) -> None:
    """Create or bring up to date the visits that have their files."""
    for name in folder.files("visits"):
        if name.endswith(".yaml"):
            visit = VisitFile(folder.read(f"visits/{name}")).load()
            folder.say(f"Visit: {visit.working_title}")


class VisitFile:
    """One visit as its file tells it. Rows keep the identity that their code gives them, whenever it is loaded."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.slug: str = data["slug"]

    def load(self) -> Visit:
        self.visit = self._visit()
        self.sources = {entry["code"]: self._source(entry) for entry in self.data.get("sources", ())}
        for field, places in self.data.get("cited", {}).items():
            self._cite(self.visit.uuid, field, places)
        for number, entry in enumerate(self.data.get("delegations", ()), start=1):
            self._delegation(entry, number)
        self.items = {entry["code"]: self._item(entry, n) for n, entry in enumerate(self.data.get("programme", ()), 1)}
        for number, entry in enumerate(self.data.get("observations", ()), start=1):
            self._observation(entry, number)
        if "pages" in self.data:
            self._pages()
        return self.visit

    def uuid(self, *parts: str) -> UUID:
        return uuid5(NAMESPACE_URL, "/".join(["corridor-demo-visit", self.slug, *parts]))

    def _visit(self) -> Visit:
        facts: Data = self.data["facts"]
        fields: Data = {
            "working_title": self.data["working_title"],
            **{name: facts[name] for name in CHOICES if name in facts},
            "starts_on": facts.get("starts_on"),
            "ends_on": facts.get("ends_on"),
            "time_zone": facts.get("time_zone", "UTC"),
            "languages_used": facts.get("languages_used", ""),
            "organiser": _one(Organisation, facts.get("organiser")),
            "programme": _one(Programme, facts.get("programme")),
            "corridor": _one(Corridor, facts.get("corridor")),
            "donors": _some(Organisation, facts.get("donors", ())),
        }
        visit = Visit.objects.filter(slug=self.slug).first()
        if visit is not None:
            same = all(getattr(visit, name) == value for name, value in fields.items() if name != "donors")
            return visit if same else services.put_visit(visit=visit, version=visit.version, fields=fields)
        organisation = Organisation.objects.get(slug=self.data.get("owner", OWNER))
        creator = User.objects.get(username=self.data.get("team", "staff"))
        return services.create_visit(
            creator=creator, organisation=organisation, fields=fields | {"slug": self.slug, "uuid": self.uuid()}
        )

    def _source(self, entry: Data) -> SourceText:
        """Title and positions; the words of an article are never kept in the demonstration."""
        names = ("title", "publisher", "address", "published_on", "language", "sentences")
        source, _created = SourceText.objects.update_or_create(
            uuid=self.uuid("source", entry["code"]),
            defaults={"visit": self.visit, "code": entry["code"]} | {n: entry[n] for n in names if entry.get(n)},
        )
        return source

    def _cite(self, subject: UUID, field: str, places: Iterable[str]) -> None:
        """`places`: "S0 2.1" for sentence 1 of paragraph 2 of S0, "S7" for S7 as a whole."""
        for place in places:
            code, _blank, position = place.partition(" ")
            paragraph, sentence = map(int, position.split(".")) if position else WHOLE
            SourceMark.objects.get_or_create(
                source=self.sources[code],
                subject=subject,
                field=field,
                paragraph=paragraph,
                sentence=sentence,
            )

    def _delegation(self, entry: Data, number: int) -> None:
        uuid = self.uuid("delegation", entry["side"], entry.get("organisation") or entry["country"])
        delegation = Delegation.objects.filter(uuid=uuid).first() or Delegation(uuid=uuid, side=entry["side"])
        delegation.organisation = _one(Organisation, entry.get("organisation"))
        delegation.country = entry.get("country", "")
        delegation.place = _one(Place, entry.get("place"))
        delegation.head_count = entry.get("head_count")
        delegation.name_as_in_source = entry.get("name_as_in_source", "")
        services.put_delegation(visit=self.visit, delegation=delegation)
        self._cite(uuid, "", entry.get("cited", ()))

    def _item(self, entry: Data, number: int) -> ProgrammeItem:
        uuid = self.uuid("item", entry["code"])
        item = ProgrammeItem.objects.filter(uuid=uuid).first() or ProgrammeItem(uuid=uuid, visit=self.visit)
        fields = {
            "position": number,
            "day": entry.get("day"),
            "method": entry.get("method", ""),
            "place_as_in_source": entry.get("place_as_in_source", ""),
            "places": _some(Place, entry.get("places", ())),
            "hosts": _some(Organisation, entry.get("hosts", ())),
            "topics": list(Topic.objects.filter(code__in=entry.get("topics", ()))),
        }
        for language, text in _texts(entry, ("text", "note")):
            item = services.put_item(visit=self.visit, item=item, language=language, text=text, fields=fields)
        self._cite(uuid, "", entry.get("cited", ()))
        return item

    def _observation(self, entry: Data, number: int) -> None:
        uuid = self.uuid("observation", entry["code"])
        seen = Observation.objects.filter(uuid=uuid).first() or Observation(
            uuid=uuid, visit=self.visit, raw_text=entry["en"]["text"], raw_language="en"
        )
        fields = {
            "code": entry["code"],
            "position": number,
            "direction": entry["direction"],
            "kind": entry.get("kind", "practice"),
            "shown": entry.get("shown", ""),
            "item": self.items.get(entry.get("item", "")),
            "module_key": _module_key(entry.get("module")),
            "places": _some(Place, entry.get("places", ())),
            "topics": list(Topic.objects.filter(code__in=entry.get("topics", ()))),
        }
        for language, text in _texts(entry, ("text", "detail", "conditions")):
            seen = services.put_observation(
                visit=self.visit, observation=seen, language=language, text=text, fields=fields
            )
        self._cite(uuid, "", entry.get("cited", ()))

    def _pages(self) -> None:
        english, others = self.data["pages"]["en"], {c: p for c, p in self.data["pages"].items() if c != "en"}
        page = put_page(
            model=VisitPage,
            parent=VisitIndexPage.objects.get(locale__language_code="en"),
            slug=self.slug,
            locale=Locale.objects.get(language_code="en"),
            fields=self._page_fields(english),
        )
        for language, words in others.items():
            put_translation(
                source=page, locale=Locale.objects.get(language_code=language), fields=self._page_fields(words)
            )
        mark_page(page=page, label=Label.CLEAR, owner=Organisation.objects.get(slug=OWNER))

    def _page_fields(self, words: Data) -> Data:
        return {
            "visit": self.visit,
            "title": words["title"],
            "lead": words["lead"],
            "aims": list_of(words.get("aims", ())),
            "body": [{"type": kind, "value": value} for kind, value in blocks(words.get("body", ""))],
            "topics": list(Topic.objects.filter(code__in=self.data.get("topics", ()))),
        }


def _texts(entry: Data, names: tuple[str, ...]) -> Iterable[tuple[str, Data]]:
    for language in ("en", "ru"):
        if language in entry:
            yield language, {name: entry[language].get(name, "") for name in names}


def _one(model: Any, slug: str | None) -> Any:
    return model.objects.get(slug=slug) if slug else None


def _some(model: Any, slugs: Iterable[str]) -> list[Any]:
    """Rows in the order of their slugs; an unknown one is an error in the file."""
    return [model.objects.get(slug=slug) for slug in slugs]


def _module_key(code: str | None) -> UUID | None:
    if not code:
        return None
    return ModulePage.objects.get(code=code, locale__language_code="en").translation_key
