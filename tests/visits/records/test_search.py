"""A visit is found by the words of its page and of its record, and only by those who may see it."""

import pytest

from core.labels import Label
from search.models import Entry
from tests.factories.content import mark
from tests.factories.visits import ObservationFactory
from tests.visits.records.recording import visit_of_team
from tests.visits.records.test_visit_page import publish
from visits.records.services import put_observation, remove


@pytest.fixture
def visit(visit_index, organiser, border_post_west):
    return visit_of_team(organiser, border_post_west)


def entries(word):
    return [entry.title for entry in Entry.objects.filter(kind="visit", words__text__contains=word)]


def test_visit_is_found_by_what_was_learned(visit, organiser):
    ObservationFactory(visit=visit, text="Seals are read with a mirror")

    publish(visit, organiser)

    assert entries("mirror") == ["East at West"]


def test_what_is_added_after_publishing_is_found_at_once(visit, organiser):
    publish(visit, organiser)

    seen = ObservationFactory(visit=visit, text="Seals are read with a mirror")
    added = entries("mirror")
    put_observation(visit=visit, language="en", text={"text": "Seals are tugged"}, fields={}, observation=seen)
    changed = (entries("mirror"), entries("tugged"))
    remove(visit=visit, part=seen)

    assert (added, changed, entries("tugged")) == (["East at West"], ([], ["East at West"]), [])


def test_draft_and_withdrawn_page_are_not_found(visit, organiser):
    ObservationFactory(visit=visit, text="Seals are read with a mirror")
    before = entries("mirror")
    page = publish(visit, organiser)

    page.unpublish()

    assert (before, entries("mirror")) == ([], [])


def test_stranger_does_not_find_what_is_for_members(visit, organiser, client_of, stranger, officer):
    ObservationFactory(visit=visit, text="Seals are read with a mirror")
    mark(publish(visit, organiser), Label.GREEN)

    found = {
        name: "East at West" in client_of(person).get("/en/search/?q=mirror").content.decode()
        for name, person in (("stranger", stranger), ("officer", officer))
    }

    assert found == {"stranger": False, "officer": True}
