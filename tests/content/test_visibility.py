"""Who sees what: the queryset, the single question and a reading of the rules by hand give the same answers."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.queries import viewer_for
from accounts.viewer import STRANGER, Viewer
from content.forms import HandlingForm
from content.handling import Handling
from content.services import MarkingRefused, mark
from content.visibility import allows, handling_of, may_see, may_see_key, seen_key, visible_keys, visible_to
from core.labels import Label
from home.models import StandardPage
from reference.models import Organisation
from tests.factories.content import StandardPageFactory
from tests.factories.content import mark as mark_thing

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LABELS = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT"]


@dataclass(frozen=True)
class Unit:
    """An organisation of the generated world; `parent` is the place of an earlier one in the list."""

    parent: int | None
    participates: bool


@dataclass(frozen=True)
class Thing:
    """A marked thing; organisations by their place in the list, moments in hours from now."""

    label: str
    owner: int | None
    shared_with: frozenset[int]
    embargo: int | None
    expiry: int | None


@dataclass
class Generated:
    units: list[Unit]
    memberships: list[frozenset[int]]
    things: list[Thing] = field(default_factory=list)


@st.composite
def worlds(draw):
    number = draw(st.integers(1, 5))
    units = [
        Unit(draw(st.one_of(st.none(), st.integers(0, place - 1))) if place else None, draw(st.booleans()))
        for place in range(number)
    ]
    places = st.integers(0, number - 1)
    moments = st.one_of(st.none(), st.sampled_from([-2, -1, 0, 1, 2]))
    thing = st.builds(
        Thing,
        label=st.sampled_from(LABELS),
        owner=st.one_of(st.none(), places),
        shared_with=st.frozensets(places, max_size=3),
        embargo=moments,
        expiry=moments,
    )
    memberships = st.lists(st.frozensets(places, max_size=2), min_size=1, max_size=3)
    return Generated(units, draw(memberships), draw(st.lists(thing, min_size=1, max_size=6)))


def above(units, place):
    """The place of a unit and of everything it is part of."""
    found = set()
    while place is not None:
        found.add(place)
        place = units[place].parent
    return found


def should_see(units, member_of, thing):
    """The rules of design.md, "Markings", sentence by sentence. `member_of` is None for a stranger."""
    member_of = member_of or frozenset()
    if thing.owner is not None and thing.owner in member_of:
        return True  # "the owner always"
    if thing.embargo is not None and thing.embargo > 0:
        return False
    if thing.expiry is not None and thing.expiry <= 0:
        return False
    if thing.label == "TLP:CLEAR":
        return True  # "everyone"
    if thing.label == "TLP:GREEN":
        return any(units[place].participates for place in member_of)
    if thing.label == "TLP:AMBER":  # "members of the organisations it is shared with and their child units"
        return any(above(units, place) & thing.shared_with for place in member_of)
    return bool(member_of & thing.shared_with)  # "members of exactly those organisations"


def built(world):
    """The generated world in the database: rows of organisations, viewers, rows of handlings."""
    rows, lineages = [], []
    for unit in world.units:
        parent = None if unit.parent is None else rows[unit.parent]
        row = Organisation.objects.create(slug=uuid4().hex, kind="pcu", parent=parent, participates=unit.participates)
        lineages.append({row.pk} | (set() if unit.parent is None else lineages[unit.parent]))
        rows.append(row)
    viewers = [
        Viewer(
            signed_in=True,
            participates=any(world.units[place].participates for place in places),
            organisations=frozenset(rows[place].pk for place in places),
            lineage=frozenset().union(*(lineages[place] for place in places)),
        )
        for places in world.memberships
    ]
    return viewers, [handling_row(thing, rows) for thing in world.things]


def handling_row(thing, rows):
    handling = Handling.objects.create(
        key=uuid4(),
        kind="test",
        label=thing.label,
        owner=None if thing.owner is None else rows[thing.owner],
        embargo_until=None if thing.embargo is None else NOW + timedelta(hours=thing.embargo),
        expires_at=None if thing.expiry is None else NOW + timedelta(hours=thing.expiry),
    )
    handling.shared_with.set(rows[place] for place in thing.shared_with)
    return handling


def looked_up(viewer):
    """The keys that a look at each row by itself lets through."""
    sql, parameters = seen_key(viewer, "every.key", NOW)
    with connection.cursor() as cursor:
        cursor.execute(" ".join(["SELECT key FROM content_handling every WHERE EXISTS (", sql, ")"]), parameters)
        return {UUID(str(key)) for (key,) in cursor.fetchall()}


@settings(max_examples=200)
@given(world=worlds())
def test_queryset_single_question_and_rules_agree(world):
    with transaction.atomic():
        viewers, rows = built(world)
        for viewer, member_of in [*zip(viewers, world.memberships, strict=True), (STRANGER, None)]:
            expected = [should_see(world.units, member_of, thing) for thing in world.things]
            keys = set(visible_keys(viewer, NOW).values_list("key", flat=True))

            assert [row.key in keys for row in rows] == expected
            assert [allows(row, viewer, NOW) for row in rows] == expected
            assert [row.key in looked_up(viewer) for row in rows] == expected
        transaction.set_rollback(True)


def test_viewer_of_a_real_person_sees_what_is_shared_with_the_office_above(
    officer, organiser, pcu_east, programme_office
):
    amber = Handling.objects.create(key=uuid4(), kind="test", label=Label.AMBER)
    amber.shared_with.add(programme_office)
    strict = Handling.objects.create(key=uuid4(), kind="test", label=Label.AMBER_STRICT)
    strict.shared_with.add(pcu_east)

    seen = [set(visible_keys(viewer_for(person))) for person in (officer, organiser)]

    assert seen == [{amber, strict}, {amber}]


def test_nobody_sees_a_page_without_handling(home, officer, staff):
    page = StandardPageFactory(parent=home)
    Handling.objects.filter(key=page.handling_key).delete()
    page = StandardPage.objects.get(pk=page.pk)

    viewers = [STRANGER, viewer_for(officer), viewer_for(staff)]

    assert [may_see(viewer, page) for viewer in viewers] == [False] * 3
    assert [may_see_key(viewer, page.handling_key) for viewer in viewers] == [False] * 3
    assert [list(visible_to(viewer, StandardPage.objects.all())) for viewer in viewers] == [[]] * 3


@pytest.mark.parametrize(("label", "queries"), [(Label.CLEAR, 1), (Label.GREEN, 1), (Label.AMBER, 2)])
def test_asking_about_one_page_costs(label, queries, home, officer, programme_office, count_queries):
    page = StandardPageFactory(parent=home)
    mark_thing(page, label, shared_with=[programme_office])
    viewer, page = viewer_for(officer), StandardPage.objects.get(pk=page.pk)

    with count_queries() as counted:
        assert may_see(viewer, page)

    assert counted.number == queries


def test_list_inside_another_question_is_still_the_viewers(home, officer):
    pages = [StandardPageFactory(parent=home) for _number in range(3)]
    mark_thing(pages[0], Label.GREEN)
    mark_thing(pages[1], Label.AMBER)

    found = [
        list(StandardPage.objects.filter(pk__in=visible_to(viewer, StandardPage.objects.all()).values("pk")))
        for viewer in (STRANGER, viewer_for(officer))
    ]

    assert found == [[pages[2]], [pages[0], pages[2]]]


def test_listing_costs_the_same_for_one_page_and_for_three(home, officer, count_queries):
    viewer, numbers = viewer_for(officer), []

    for _time in range(3):
        StandardPageFactory(parent=home)
        with count_queries() as counted:
            list(visible_to(viewer, StandardPage.objects.all()))
        numbers.append(counted.number)

    assert numbers == [1, 1, 1]


# TLP:RED


def test_red_is_refused_by_the_service(home):
    page = StandardPageFactory(parent=home)

    with pytest.raises(MarkingRefused, match="never stored"):
        mark(key=page.handling_key, label=Label.RED)

    assert handling_of(page).label == "TLP:CLEAR"


def test_red_is_refused_by_the_form(pcu_east):
    form = HandlingForm({"label": "TLP:RED", "owner": pcu_east.pk})

    assert form.is_valid() is False
    assert list(form.errors) == ["label"]


def test_red_is_refused_by_the_database():
    with pytest.raises(IntegrityError, match="tlp_red_is_never_stored"), transaction.atomic():
        Handling.objects.create(key=uuid4(), kind="test", label="TLP:RED")


# The form


@pytest.mark.parametrize("label", ["TLP:AMBER", "TLP:AMBER+STRICT"])
def test_form_refuses_a_label_that_nobody_would_pass(label):
    form = HandlingForm({"label": label})

    assert list(form.errors) == ["shared_with"]


def test_form_refuses_an_expiry_before_the_end_of_the_embargo():
    form = HandlingForm({"label": "TLP:CLEAR", "embargo_until": "2026-11-25T10:00", "expires_at": "2026-11-25T10:00"})

    assert list(form.errors) == ["expires_at"]


def test_form_offers_only_organisations_that_participate(pcu_east, programme_office):
    Organisation.objects.create(slug="company", kind="company")

    form = HandlingForm()

    assert set(form.fields["owner"].queryset) == {pcu_east, programme_office}
