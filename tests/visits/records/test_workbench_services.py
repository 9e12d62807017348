"""Marks: once each, on sentences and statements that are there; sources and what is kept of them."""

from uuid import uuid4

import pytest

from audit.models import Entry
from tests.factories.visits import (
    REPORT,
    DelegationFactory,
    ItemFactory,
    ObservationFactory,
    SourceTextFactory,
    VisitFactory,
)
from visits.records.choices import SourcedField
from visits.records.models import Observation, ProgrammeItem, SourceMark, SourceText
from visits.records.queries.sources import PlaceInSource, places_in_sources, unused_sentences
from visits.records.services import (
    NoSuchSentence,
    SourceRefused,
    StatementGone,
    add_item_from,
    add_observation_from,
    add_source,
    keep_positions_only,
    mark_sentences,
    remove,
    remove_source,
    unmark,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit():
    return VisitFactory(slug="west")


@pytest.fixture
def source(visit):
    return SourceTextFactory(visit=visit)


def marks():
    return sorted(SourceMark.objects.values_list("paragraph", "sentence"))


# Sources


def test_source_keeps_one_sentence_a_line(source):
    assert source.text.split("\n\n")[3].split("\n")[2] == "Nobody measured how much time either practice saves."
    assert source.sentences == [3, 3, 4, 3]


def test_sources_of_a_visit_are_numbered(visit):
    first, named, third = (
        SourceTextFactory(visit=visit),
        SourceTextFactory(visit=visit, code="S0"),
        SourceTextFactory(visit=visit),
    )

    assert [first.code, named.code, third.code] == ["S1", "S0", "S2"]
    assert SourceTextFactory().code == "S1"


def test_source_can_be_places_alone(visit):
    source = add_source(visit=visit, title="An article", text="", sentences=[1, 3], language="en", actor=None)

    mark_sentences(source=source, places=[(2, 3)], subject=visit.uuid, field=SourcedField.DATES)

    assert (source.text, marks()) == ("", [(2, 3)])


@pytest.mark.parametrize("text", ["", " \n\x0b ", "x" * 200_001, "A. B1. " * 3_001])
def test_text_without_sentences_or_with_too_many_is_refused(visit, text):
    with pytest.raises(SourceRefused):
        add_source(visit=visit, title="A report", text=text, language="en", actor=None)

    assert SourceText.objects.count() == 0


def test_words_are_deleted_and_title_shape_and_marks_stay(source, visit):
    mark_sentences(source=source, places=[(1, 1)], subject=visit.uuid, field="dates")

    keep_positions_only(source=source)

    source.refresh_from_db()
    assert (source.text, source.sentences, marks()) == ("", [3, 3, 4, 3], [(1, 1)])
    assert Entry.objects.filter(act="source.words_deleted", object_uuid=source.uuid).count() == 1
    assert not any(REPORT[:40] in str(entry.__dict__) for entry in Entry.objects.all())


def test_source_goes_with_its_marks_and_the_statements_stay(source, visit):
    item = ItemFactory(visit=visit)
    mark_sentences(source=source, places=[(1, 1)], subject=item.uuid)

    remove_source(source=source)

    assert (marks(), ProgrammeItem.objects.count()) == ([], 1)
    assert Entry.objects.get(act="source.removed").detail == {"visit": "west", "marks": 1}


# Marks


@pytest.mark.parametrize("field", SourcedField.values)
def test_every_fact_of_a_visit_can_have_its_sentences(source, visit, field):
    assert mark_sentences(source=source, places=[(2, 1), (1, 2)], subject=visit.uuid, field=field) == [(1, 2), (2, 1)]


@pytest.mark.parametrize("factory", [DelegationFactory, ItemFactory, ObservationFactory])
def test_every_part_of_a_record_can_have_its_sentences(source, visit, factory):
    part = factory(visit=visit)

    mark_sentences(source=source, places=[(3, 4)], subject=part.uuid)

    assert places_in_sources(visit) == {
        (part.uuid, ""): (PlaceInSource(source.code, 3, 4, source.uuid, source.title),),
    }


def test_marking_again_changes_nothing_and_tells_what_was_new(source, visit):
    said = [
        mark_sentences(source=source, places=places, subject=visit.uuid, field="dates")
        for places in ([(1, 1), (1, 1)], [(1, 1), (1, 2)], [(1, 2)])
    ]

    assert said == [[(1, 1)], [(1, 2)], []]
    assert marks() == [(1, 1), (1, 2)]


@pytest.mark.parametrize("place", [(0, 1), (1, 0), (1, 4), (5, 1), (-1, 1), (99_999, 99_999)])
def test_sentence_that_is_not_there_is_refused_and_nothing_is_marked(source, visit, place):
    with pytest.raises(NoSuchSentence) as refused:
        mark_sentences(source=source, places=[(1, 1), place], subject=visit.uuid, field="dates")

    assert (refused.value.place, marks()) == (place, [])


def test_statement_that_is_not_of_this_visit_is_refused(source, visit):
    item, removed = ItemFactory(), ObservationFactory(visit=visit)
    remove(visit=visit, part=removed)
    wrong = [
        (item.uuid, ""),
        (removed.uuid, ""),
        (uuid4(), ""),
        (item.visit.uuid, "dates"),
        (visit.uuid, ""),
        (visit.uuid, "slug"),
        (ItemFactory(visit=visit).uuid, "dates"),
    ]

    for subject, field in wrong:
        with pytest.raises(StatementGone):
            mark_sentences(source=source, places=[(1, 1)], subject=subject, field=field)

    assert marks() == []


def test_source_removed_meanwhile_is_refused(source, visit):
    SourceText.objects.all().delete()

    with pytest.raises(StatementGone):
        mark_sentences(source=source, places=[(1, 1)], subject=visit.uuid, field="dates")


def test_sentence_is_taken_off_one_statement_only(source, visit):
    for field in ("dates", "organiser"):
        mark_sentences(source=source, places=[(1, 1), (1, 2)], subject=visit.uuid, field=field)

    said = [
        unmark(source=source, places=[(1, 1), (4, 1)], subject=visit.uuid, field="dates"),
        unmark(source=source, places=[(1, 1)], subject=visit.uuid, field="dates"),
    ]

    assert said == [[(1, 1)], []]
    assert marks() == [(1, 1), (1, 2), (1, 2)]


def test_removed_part_takes_its_marks_with_it(source, visit):
    item = ItemFactory(visit=visit)
    mark_sentences(source=source, places=[(1, 1)], subject=item.uuid)

    remove(visit=visit, part=item)

    assert marks() == []


def test_unused_sentences_are_the_others(source, visit):
    mark_sentences(source=source, places=[(1, 1), (1, 3)], subject=visit.uuid, field="dates")

    assert unused_sentences(source)[:3] == [(1, 2), (2, 1), (2, 2)]
    assert len(unused_sentences(source)) == 11


# New parts


def test_item_is_made_of_ones_own_words_once(source, visit):
    sent = {"source": source, "places": [(3, 1)], "uuid": uuid4(), "language": "en", "text": "A day on the yard"}

    items = [add_item_from(**sent), add_item_from(**sent)]

    assert items[0] == items[1] == ProgrammeItem.objects.get()
    assert (str(items[0]), marks()) == ("A day on the yard", [(3, 1)])


def test_observation_keeps_none_of_the_words_of_the_source(source, visit, organiser):
    sent = {"direction": "visitor_to_host", "kind": "practice", "actor": organiser}

    for uuid in [uuid4()] * 2:
        add_observation_from(
            source=source, places=[(3, 4)], uuid=uuid, language="en", text="Seals are photographed alike", **sent
        )

    made = Observation.objects.get()
    assert (str(made), made.raw_text) == ("Seals are photographed alike", "Seals are photographed alike")
    assert (made.direction, made.created_by) == ("visitor_to_host", organiser.uuid)


def test_uuid_of_another_visits_item_is_refused(source):
    other = ItemFactory()

    with pytest.raises(StatementGone):
        add_item_from(source=source, places=[(1, 1)], uuid=other.uuid, language="en", text="Mine")

    assert (str(ProgrammeItem.objects.get()), marks()) == (str(other), [])


def test_nothing_is_made_from_a_sentence_that_is_not_there(source):
    with pytest.raises(NoSuchSentence):
        add_item_from(source=source, places=[(9, 9)], uuid=uuid4(), language="en", text="Mine")

    assert ProgrammeItem.objects.count() == 0


# Queries


@pytest.mark.parametrize("number", [1, 3])
def test_places_of_a_visit_need_two_queries(visit, number, count_queries):
    for source in [SourceTextFactory(visit=visit) for _one in range(number)]:
        for item in [ItemFactory(visit=visit) for _one in range(number)]:
            mark_sentences(source=source, places=[(1, n + 1) for n in range(number)], subject=item.uuid)

    with count_queries() as counted:
        places = places_in_sources(visit)

    assert len(places) == number**2
    assert counted.number == 2
    assert not any('"text"' in statement for statement in counted.statements)
