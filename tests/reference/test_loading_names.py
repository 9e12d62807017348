"""Names of many things at once: the same as one by one, in one question to the database."""

from datetime import date

import pytest

from reference.models import Organisation, OrganisationName, Place, Topic
from reference.queries import load_names
from tests.factories.accounts import OrganisationFactory
from tests.factories.reference import PlaceFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def renamed():
    organisation = OrganisationFactory(name="Old name", name_ru="Название")
    organisation.names = [
        *organisation.names.all(),
        OrganisationName(language="en", text="Old short", kind="short", valid_to=date(2020, 1, 1), source="S0"),
        OrganisationName(language="en", text="Spelt so", kind="as_in_source", source="S7", checked=True),
    ]
    organisation.save()
    return organisation


def kept(names):
    fields = ("pk", "language", "text", "kind", "valid_from", "valid_to", "source", "checked")
    return sorted(tuple(getattr(name, field) for field in fields) for name in names)


def test_names_are_the_same_as_when_each_thing_is_asked(renamed, count_queries):
    OrganisationFactory()
    PlaceFactory(name_ru="Место")
    TopicFactory()
    things = [*Organisation.objects.all(), *Place.objects.all(), *Topic.objects.all(), None]
    asked = [kept(thing.names.all()) for thing in things if thing]

    with count_queries() as counted:
        load_names(things)
        loaded = [kept(thing.names.all()) for thing in things if thing]

    assert loaded == asked
    assert counted.number == 1
    assert renamed.name_as_in_source({"S7"}) == "Spelt so"


def test_two_copies_of_a_thing_both_get_their_names(renamed):
    copies = [Organisation.objects.get(pk=renamed.pk) for _copy in range(2)]

    load_names(copies)

    assert [copy.name(language="ru") for copy in copies] == ["Название", "Название"]


def test_saving_a_thing_that_was_loaded_so_changes_none_of_its_names(renamed):
    before = kept(renamed.names.all())
    loaded = Organisation.objects.get(pk=renamed.pk)
    load_names([loaded])

    loaded.save()

    assert kept(Organisation.objects.get(pk=renamed.pk).names.all()) == before


def test_nothing_is_asked_for_nothing(count_queries):
    with count_queries() as counted:
        load_names([None])

    assert counted.number == 0
