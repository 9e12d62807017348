"""What everyone cites: topics, places, terms and sources, with their names in English and, if given, in Russian."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from reference.models import (
    GlossaryTerm,
    Place,
    PlaceName,
    Source,
    TermDefinition,
    TermName,
    Topic,
    TopicName,
)


class TopicFactory(DjangoModelFactory):
    code = factory.Sequence(lambda n: f"T{n:02}")
    slug = factory.LazyAttribute(lambda made: made.code.lower())
    name = factory.LazyAttribute(lambda made: f"Topic {made.code}")
    name_ru = ""

    class Meta:
        model = Topic

    @classmethod
    def _create(cls, model_class: type[Topic], *args: Any, **kwargs: Any) -> Topic:
        names = {"en": kwargs.pop("name"), "ru": kwargs.pop("name_ru")}
        topic = model_class(**kwargs)
        topic.names = [TopicName(language=code, text=text) for code, text in names.items() if text]
        topic.save()
        return topic


class PlaceFactory(DjangoModelFactory):
    slug = factory.Sequence(lambda n: f"place-{n}")
    kind = "seaport"
    country = "KZ"
    name = factory.LazyAttribute(lambda made: made.slug.title())
    name_ru = ""

    class Meta:
        model = Place

    @classmethod
    def _create(cls, model_class: type[Place], *args: Any, **kwargs: Any) -> Place:
        names = {"en": kwargs.pop("name"), "ru": kwargs.pop("name_ru")}
        place = model_class(**kwargs)
        place.names = [PlaceName(language=code, text=text) for code, text in names.items() if text]
        place.save()
        return place


class TermFactory(DjangoModelFactory):
    """A glossary term; a definition in each language that has a name."""

    slug = "gauge-break"
    name = "Gauge break"
    name_ru = ""
    definition = "A place where the width of the track changes."
    definition_ru = ""

    class Meta:
        model = GlossaryTerm

    @classmethod
    def _create(cls, model_class: type[GlossaryTerm], *args: Any, **kwargs: Any) -> GlossaryTerm:
        names = {"en": kwargs.pop("name"), "ru": kwargs.pop("name_ru")}
        definitions = {"en": kwargs.pop("definition"), "ru": kwargs.pop("definition_ru")}
        term = model_class(**kwargs)
        term.names = [TermName(language=code, text=text) for code, text in names.items() if text]
        term.definitions = [TermDefinition(language=code, text=text) for code, text in definitions.items() if text]
        term.save()
        return term


class SourceFactory(DjangoModelFactory):
    code = "S60"
    title = "Railway gauges of the corridor"
    address = "example.org/gauges"

    class Meta:
        model = Source
