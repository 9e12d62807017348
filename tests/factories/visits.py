"""Visits with what belongs to them, made through the services: delegations, items, observations, sources."""

from datetime import date
from pathlib import Path
from typing import Any

import factory
from factory.django import DjangoModelFactory

from tests.factories.accounts import OrganisationFactory, PersonFactory
from visits.records.choices import Direction, ObservationKind, Side
from visits.records.models import Delegation, Observation, ProgrammeItem, SourceText, Visit
from visits.records.services import add_source, create_visit, put_delegation, put_item, put_observation

REPORT = (Path(__file__).resolve().parent.parent / "data" / "training-report.txt").read_text(encoding="utf-8")
"""An article of our own about units that do not exist: four paragraphs of 3, 3, 4 and 3 sentences."""


class VisitFactory(DjangoModelFactory):
    """A visit whose team is its creator; `organisation` is that of the creator's team and owns the record."""

    slug = factory.Sequence(lambda n: f"visit-{n}")
    working_title = factory.LazyAttribute(lambda made: made.slug.replace("-", " ").capitalize())
    starts_on = date(2026, 5, 12)
    ends_on = date(2026, 5, 14)
    organisation = factory.SubFactory(OrganisationFactory)
    creator = factory.LazyAttribute(lambda made: PersonFactory(organisation=made.organisation))

    class Meta:
        model = Visit

    @classmethod
    def _create(cls, model_class: type[Visit], *args: Any, **kwargs: Any) -> Visit:
        creator, organisation = kwargs.pop("creator"), kwargs.pop("organisation")
        return create_visit(creator=creator, organisation=organisation, fields=kwargs)


class PartFactory(DjangoModelFactory):
    """A part of `visit`."""

    visit = factory.SubFactory(VisitFactory)

    class Meta:
        abstract = True


class DelegationFactory(PartFactory):
    side = Side.VISITING
    organisation = factory.SubFactory(OrganisationFactory)

    class Meta:
        model = Delegation

    @classmethod
    def _create(cls, model_class: type[Delegation], *args: Any, **kwargs: Any) -> Delegation:
        return put_delegation(visit=kwargs.pop("visit"), delegation=model_class(**kwargs))


class ItemFactory(PartFactory):
    """A programme item; its words in English, and in Russian if `text_ru` is given."""

    text = factory.Sequence(lambda n: f"Walk over yard {n}")
    text_ru = ""

    class Meta:
        model = ProgrammeItem

    @classmethod
    def _create(cls, model_class: type[ProgrammeItem], *args: Any, **kwargs: Any) -> ProgrammeItem:
        visit, text, text_ru = kwargs.pop("visit"), kwargs.pop("text"), kwargs.pop("text_ru")
        item = put_item(visit=visit, language="en", text={"text": text}, fields=kwargs)
        if text_ru:
            put_item(visit=visit, language="ru", text={"text": text_ru}, fields={}, item=item)
        return item


class ObservationFactory(PartFactory):
    """An observation; its words in English, and in Russian if `text_ru` is given."""

    text = factory.Sequence(lambda n: f"Seals are read with mirror {n}")
    text_ru = ""
    conditions = ""
    direction = Direction.HOST_TO_VISITOR
    kind = ObservationKind.PRACTICE

    class Meta:
        model = Observation

    @classmethod
    def _create(cls, model_class: type[Observation], *args: Any, **kwargs: Any) -> Observation:
        visit, text_ru = kwargs.pop("visit"), kwargs.pop("text_ru")
        words = {"text": kwargs.pop("text"), "conditions": kwargs.pop("conditions")}
        observation = put_observation(visit=visit, language="en", text=words, fields=kwargs)
        if text_ru:
            put_observation(visit=visit, language="ru", text={"text": text_ru}, fields={}, observation=observation)
        return observation


class SourceTextFactory(PartFactory):
    """A source of the visit; its text is our own report unless another is given."""

    title = factory.Sequence(lambda n: f"Report {n} of a training visit")
    text = REPORT
    language = "en"

    class Meta:
        model = SourceText

    @classmethod
    def _create(cls, model_class: type[SourceText], *args: Any, **kwargs: Any) -> SourceText:
        return add_source(**kwargs)
