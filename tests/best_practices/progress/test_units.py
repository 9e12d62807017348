"""Who of a unit is where: names for its coordinators, numbers for staff, results only of five and more."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from accounts.queries import viewer_for
from accounts.services import give_role
from best_practices.progress.models import Assignment
from best_practices.progress.queries import head_count, learners_of, numbers_by_module, numbers_by_unit
from best_practices.quizzes.models import Attempt
from core.labels import Label
from tests.best_practices.learning import begin, give_right, hand_in, passed
from tests.best_practices.progress.acts import finish
from tests.factories.accounts import OrganisationFactory, PersonFactory
from tests.factories.content import in_russian, mark
from tests.factories.modules import LessonFactory, ModuleFactory
from tests.factories.progress import AssignmentFactory

NOW = timezone.now


@pytest.fixture
def coordinator(pcu_east):
    return PersonFactory(username="coordinator", organisation=pcu_east, role=Role.COORDINATOR)


@pytest.fixture
def shift(pcu_east):
    """A unit of the officer's unit."""
    return OrganisationFactory(slug="shift", name="Shift", parent=pcu_east)


def of(person, unit):
    found = learners_of(unit, viewer_for(person), NOW(), language="en")
    return {learner.person.username: learner for learner in found}


def test_people_of_units_below_are_there_and_of_units_beside_are_not(coordinator, officer, organiser, pcu_east, shift):
    PersonFactory(username="sergeant", organisation=shift)

    assert set(of(coordinator, pcu_east)) == {"coordinator", "officer", "sergeant"}
    assert head_count(pcu_east, NOW()) == 3


def test_person_with_several_roles_is_one_head(officer, pcu_east, shift, staff):
    for unit, role in ((pcu_east, Role.ORGANISER), (shift, Role.OFFICER)):
        give_role(user=officer, organisation=unit, role=role)

    assert head_count(pcu_east, NOW()) == 1
    assert [row.people for row in numbers_by_unit(viewer_for(staff), NOW()) if row.unit == pcu_east] == [1]


def test_coordinator_reads_who_is_where_and_what_is_overdue(
    coordinator, officer, pcu_east, module, lesson, second_lesson
):
    finish(officer, lesson)
    AssignmentFactory(organisation=pcu_east, module=module, due_on=NOW().date() - timedelta(days=2))

    learners = of(coordinator, pcu_east)

    assert [(learners[name].begun, learners[name].overdue) for name in ("officer", "coordinator")] == [(1, 1), (0, 1)]


def test_completed_is_not_overdue(coordinator, officer, pcu_east, module, lesson, quiz):
    AssignmentFactory(organisation=pcu_east, module=module, due_on=NOW().date() - timedelta(days=2))
    finish(officer, lesson)
    passed(officer, quiz)

    learner = of(coordinator, pcu_east)["officer"]

    assert (learner.completed, learner.begun, learner.overdue) == (1, 0, 0)


@pytest.mark.parametrize(("people", "average"), [(4, None), (5, 67)])
def test_average_is_shown_from_five_people_on(people, average, coordinator, pcu_east, module, quiz):
    for _ in range(people):
        attempt = begin(PersonFactory(organisation=pcu_east), quiz)
        give_right(attempt, 1, 2)
        hand_in(attempt)

    (row,) = numbers_by_module(pcu_east, viewer_for(coordinator), NOW(), language="en")

    assert (row.tried, row.passed, row.average) == (people, people, average)


def test_pages_show_names_to_coordinators_and_numbers_to_staff(
    coordinator, staff, officer, pcu_east, lesson, client_of
):
    finish(officer, lesson)
    pages = ["unit_learning", "unit_learning_csv"]

    coordinators = [client_of(coordinator).get(reverse(name, args=[pcu_east.slug])) for name in pages]
    staffs = [client_of(staff).get(reverse(name, args=[pcu_east.slug])) for name in pages]

    assert [answer.status_code for answer in coordinators + staffs] == [200, 200, 200, 404]
    assert [b"Officer" in answer.content for answer in (coordinators[0], coordinators[1], staffs[0])] == [
        True,
        True,
        False,
    ]


def test_no_answer_and_no_result_of_a_person_is_shown(coordinator, officer, pcu_east, lesson, quiz, client_of):
    finish(officer, lesson)
    attempt = begin(officer, quiz)
    give_right(attempt, 1)
    hand_in(attempt)
    addresses = [
        reverse("unit_learning", args=[pcu_east.slug]),
        reverse("learner", args=[pcu_east.slug, officer.uuid]),
        reverse("unit_learning_csv", args=[pcu_east.slug]),
    ]

    pages = [client_of(coordinator).get(address).content.decode("utf-8-sig") for address in addresses]

    assert Attempt.objects.get().right == 1
    assert not [page for page in pages if "33 %" in page or "1 of 3" in page or "The gauge changes" in page]


def test_table_of_a_unit_has_a_row_for_each_person_and_module(
    coordinator, officer, pcu_east, module, lesson, client_of
):
    finish(officer, lesson)

    answer = client_of(coordinator).get(reverse("unit_learning_csv", args=[pcu_east.slug]))

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [(row[0], row[3], row[4], row[5]) for row in rows[1:]] == [
        ("Coordinator", "", "nothing begun", ""),
        ("Officer", "G Gauge breaks", "begun", "1"),
    ]


def test_module_that_the_coordinator_may_not_see_is_not_named(
    coordinator, officer, pcu_east, module, lesson, client_of
):
    finish(officer, lesson)
    AssignmentFactory(organisation=pcu_east, module=module)
    mark(module, Label.AMBER, owner=OrganisationFactory())

    page = client_of(coordinator).get(reverse("unit_learning", args=[pcu_east.slug])).content.decode()

    assert "Gauge breaks" not in page


@pytest.mark.parametrize("sort", ["", "name", "last", "completed", "overdue", "nonsense", "\x00"])
def test_every_sorting_shows_everybody(sort, coordinator, officer, pcu_east, lesson, client_of):
    finish(officer, lesson)

    answer = client_of(coordinator).get(reverse("unit_learning", args=[pcu_east.slug]), {"sort": sort})

    order = [learner.person.username for learner in answer.context["learners"]]
    assert order == (["officer", "coordinator"] if sort == "last" else ["coordinator", "officer"])


@pytest.mark.parametrize("who", ["coordinator", "staff"])
def test_unit_view_needs_the_same_queries_for_one_and_for_three(
    who, request, site, pcu_east, modules_index, client_of, count_queries
):
    person = request.getfixturevalue(who)
    browser, address = client_of(person), reverse("unit_learning", args=[pcu_east.slug])
    counts = []
    for wanted in (1, 3):
        while Assignment.objects.count() < wanted:
            module = ModuleFactory(parent=modules_index)
            learner = PersonFactory(organisation=OrganisationFactory(parent=pcu_east))
            finish(learner, LessonFactory(parent=module))
            AssignmentFactory(organisation=pcu_east, module=module, person=learner)
        browser.get(address)
        with count_queries() as counted:
            assert browser.get(address).status_code == 200
        counts.append(counted.number)

    assert counts[0] == counts[1] <= 24


@pytest.mark.parametrize("number", [1, 3])
def test_numbers_of_units_need_four_queries(number, staff, pcu_east, module, lesson, count_queries):
    for _ in range(number):
        finish(PersonFactory(organisation=OrganisationFactory(parent=pcu_east)), lesson)
    viewer = viewer_for(staff)

    with count_queries() as counted:
        rows = numbers_by_unit(viewer, NOW())

    assert (sum(row.begun for row in rows), counted.number) == (number, 4)


# Assigning


def test_coordinator_assigns_below_and_not_beside(coordinator, officer, shift, border_post_west, module, client_of):
    browser = client_of(coordinator)
    typed = {"module": str(module.translation_key), "whom": "role:officer", "due_on": ""}

    answers = [browser.post(reverse("assign", args=[unit.slug]), typed) for unit in (shift, border_post_west)]

    assert [answer.status_code for answer in answers] == [302, 404]
    assert [(row.organisation, row.role) for row in Assignment.objects.all()] == [(shift, "officer")]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"module": ""}, "module"),
        ({"module": "00000000-0000-0000-0000-000000000000"}, "module"),
        ({"whom": "person:somebody"}, "whom"),
        ({"whom": "role:guest"}, "whom"),
        ({"due_on": "2020-01-01"}, "due_on"),
        ({"due_on": "31.02.2030"}, "due_on"),
        ({"due_on": "9999-12-31"}, "due_on"),
    ],
)
def test_bad_assignment_is_told_at_its_field(change, field, coordinator, officer, pcu_east, module, client_of):
    typed = {"module": str(module.translation_key), "whom": "all", "due_on": ""} | change

    answer = client_of(coordinator).post(reverse("assign", args=[pcu_east.slug]), typed)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not Assignment.objects.exists()


def test_staff_assign_to_no_single_person(staff, officer, pcu_east, module, client_of):
    typed = {"module": str(module.translation_key), "whom": f"person:{officer.uuid}"}

    answer = client_of(staff).post(reverse("assign", args=[pcu_east.slug]), typed)

    assert answer.status_code == 422


def test_assignment_gets_another_day_and_is_withdrawn(coordinator, pcu_east, module, client_of):
    assignment = AssignmentFactory(organisation=pcu_east, module=module)
    browser, address = client_of(coordinator), reverse("assignment", args=[pcu_east.slug, assignment.uuid])
    day = NOW().date() + timedelta(days=30)

    browser.post(address, {"due_on": day.isoformat()})
    assignment.refresh_from_db()
    browser.post(address, {"withdraw": "1"})

    assert assignment.due_on == day
    assert browser.get(address).status_code == 404


# The desk


def test_desk_puts_the_assigned_before_the_begun_before_the_new(officer, pcu_east, modules_index, lesson, client_of):
    new, due, late = (ModuleFactory(parent=modules_index, code=code, title=f"About {code}") for code in "NDO")
    for module in (new, due, late):
        LessonFactory(parent=module, code=f"{module.code}1")
    finish(officer, lesson)
    LessonFactory(parent=lesson.get_parent().specific, code="G2")
    today = NOW().date()
    AssignmentFactory(organisation=pcu_east, module=due, due_on=today + timedelta(days=30))
    AssignmentFactory(organisation=pcu_east, module=late, due_on=today - timedelta(days=3))

    page = client_of(officer).get("/en/desk/").content.decode()

    places = [
        page.index(text) for text in ("Begin with O1", "About O</a>", "About D</a>", "Gauge breaks</a>", "About N")
    ]
    assert places == sorted(places)
    assert page.count("overdue since") == 2


def test_assignment_is_named_in_the_readers_language(coordinator, pcu_east, module, modules_index, client_of):
    given = AssignmentFactory(organisation=pcu_east, module=module)
    for page in (modules_index.get_parent().specific, modules_index):
        in_russian(page)
    in_russian(module, title="Стыки колеи")
    browser = client_of(coordinator)

    pages = [
        browser.get(f"/ru/units/{pcu_east.slug}/learning/{part}").content.decode()
        for part in ("", f"assignments/{given.uuid}/")
    ]

    assert ["<p>G Стыки колеи</p>" in pages[0], "<h1>G Стыки колеи</h1>" in pages[1]] == [True, True]
