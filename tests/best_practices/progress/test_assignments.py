"""Who is to do which module by when: given, changed, withdrawn, reminded of."""

from datetime import date, timedelta

import pytest
from django.core import mail

from accounts.choices import Role
from accounts.queries import viewer_for
from accounts.services import give_role
from audit.models import Entry
from best_practices.progress.choices import Stage
from best_practices.progress.models import Assignment, Reminder
from best_practices.progress.queries import assigned_to
from best_practices.progress.services import (
    AlreadyAssigned,
    change_due_day,
    withdraw_assignment,
)
from best_practices.progress.tasks import send_reminders
from core.labels import Label
from tests.best_practices.learning import NOON, passed
from tests.best_practices.progress.acts import finish
from tests.factories.accounts import OrganisationFactory, PersonFactory
from tests.factories.content import mark
from tests.factories.progress import AssignmentFactory

TODAY = NOON.date()


def days_of(person):
    return {key: found.due_on for key, found in assigned_to(viewer_for(person)).items()}


def test_module_of_a_unit_is_for_the_people_of_its_units_too(officer, organiser, programme_office, module):
    AssignmentFactory(organisation=programme_office, module=module, due_on=TODAY)

    assert days_of(officer) == {module.translation_key: TODAY}
    assert days_of(organiser) == {module.translation_key: TODAY}


def test_module_of_a_unit_is_for_nobody_above_or_beside_it(officer, organiser, staff, pcu_east, module):
    AssignmentFactory(organisation=pcu_east, module=module)

    assert [len(days_of(person)) for person in (officer, organiser, staff)] == [1, 0, 0]


def test_module_of_a_role_is_for_those_who_hold_it_there(officer, organiser, programme_office, pcu_east, module):
    give_role(user=organiser, organisation=OrganisationFactory(), role=Role.COORDINATOR)
    coordinator = PersonFactory(organisation=pcu_east, role=Role.COORDINATOR)
    AssignmentFactory(organisation=programme_office, module=module, role=Role.COORDINATOR)

    assert [len(days_of(person)) for person in (officer, organiser, coordinator)] == [0, 0, 1]


def test_module_of_a_person_is_for_nobody_else(officer, pcu_east, module):
    AssignmentFactory(organisation=pcu_east, module=module, person=officer)
    colleague = PersonFactory(organisation=pcu_east)

    assert [len(days_of(person)) for person in (officer, colleague)] == [1, 0]


def test_of_several_days_the_nearest_counts(officer, programme_office, pcu_east, module):
    for unit, days in ((programme_office, None), (pcu_east, 3)):
        AssignmentFactory(organisation=unit, module=module, due_on=days and TODAY + timedelta(days=days))
    AssignmentFactory(organisation=pcu_east, module=module, person=officer, due_on=TODAY + timedelta(days=9))

    assert days_of(officer) == {module.translation_key: TODAY + timedelta(days=3)}


@pytest.mark.parametrize("number", [1, 3])
def test_what_one_has_to_do_needs_two_queries(number, officer, pcu_east, modules_index, count_queries):
    from tests.factories.modules import ModuleFactory

    for _ in range(number):
        AssignmentFactory(organisation=pcu_east, module=ModuleFactory(parent=modules_index))
    viewer = viewer_for(officer)

    with count_queries() as counted:
        found = assigned_to(viewer)

    assert (len(found), counted.number) == (number, 2)


def test_the_same_is_assigned_once_and_again_after_it_was_withdrawn(officer, pcu_east, module):
    first = AssignmentFactory(organisation=pcu_east, module=module)
    with pytest.raises(AlreadyAssigned):
        AssignmentFactory(organisation=pcu_east, module=module)

    withdraw_assignment(assignment=first, actor=officer, at=NOON)
    AssignmentFactory(organisation=pcu_east, module=module)

    assert Assignment.objects.filter(withdrawn_at__isnull=True).count() == 1


def test_every_act_is_logged_once(officer, staff, pcu_east, module):
    assignment = AssignmentFactory(organisation=pcu_east, module=module, person=officer, actor=staff)

    change_due_day(assignment=assignment, due_on=TODAY, actor=staff)
    change_due_day(assignment=assignment, due_on=TODAY, actor=staff)
    withdraw_assignment(assignment=assignment, actor=staff, at=NOON)
    withdraw_assignment(assignment=assignment, actor=staff, at=NOON)

    acts = Entry.objects.filter(object_uuid=assignment.uuid).order_by("pk")
    assert [(entry.act, entry.actor_uuid) for entry in acts] == [
        (f"assignment.{act}", staff.uuid) for act in ("given", "changed", "withdrawn")
    ]


# Reminders


@pytest.fixture
def learner(pcu_east):
    person = PersonFactory(
        username="learner", email="learner@example.org", language="ru", time_zone="Asia/Almaty", organisation=pcu_east
    )
    person.memberships.update(starts_at=NOON - timedelta(days=1))
    return person


@pytest.fixture
def green(module, programme_office):
    mark(module, Label.GREEN, owner=programme_office)
    return module


def letters(at):
    mail.outbox.clear()
    sent = send_reminders(at)
    assert sent == len(mail.outbox)
    return [letter.to[0] for letter in mail.outbox]


def test_person_is_reminded_once_at_each_stage(learner, green, pcu_east):
    AssignmentFactory(organisation=pcu_east, module=green, due_on=TODAY + timedelta(days=20))

    told = [letters(NOON + timedelta(days=days, hours=hours)) for days in (0, 13, 20, 21, 90) for hours in (0, 1)]

    once, never = ["learner@example.org"], []
    assert told == [once, never, once, never, never, never, once, never, never, never]


def test_day_ends_where_the_person_is(learner, green, pcu_east):
    AssignmentFactory(organisation=pcu_east, module=green, due_on=TODAY)
    letters(NOON)

    late_in_utc = letters(NOON.replace(hour=20))

    assert len(late_in_utc) == 1  # one in the morning in Almaty
    assert set(Reminder.objects.values_list("stage", flat=True)) == {Stage.SOON, Stage.OVERDUE}


def test_several_modules_are_one_letter(learner, green, pcu_east, modules_index, programme_office):
    from tests.factories.modules import ModuleFactory

    other = ModuleFactory(parent=modules_index, code="Z", title="Zones")
    mark(other, Label.AMBER, owner=programme_office, shared_with=[pcu_east])
    for module in (green, other):
        AssignmentFactory(organisation=pcu_east, module=module)

    told = letters(NOON)

    (letter,) = mail.outbox
    assert told == ["learner@example.org"]
    assert "G Gauge breaks" in letter.body
    assert "Zones" not in letter.body
    assert letter.body.count("\n- ") == 2


def test_nobody_is_reminded_of_what_they_may_not_see_or_have_done(learner, officer, module, lesson, quiz, pcu_east):
    mark(module, Label.AMBER, owner=OrganisationFactory())
    AssignmentFactory(organisation=pcu_east, module=module)
    before = letters(NOON)
    mark(module, Label.CLEAR)
    finish(learner, lesson)
    passed(learner, quiz)

    assert (before, letters(NOON)) == ([], [])


def test_without_a_mailbox_nobody_breaks_the_round(officer, learner, green, pcu_east):
    AssignmentFactory(organisation=pcu_east, module=green)

    assert letters(NOON) == ["learner@example.org"]


def test_whoever_wants_no_reminders_gets_none(learner, green, pcu_east):
    AssignmentFactory(organisation=pcu_east, module=green)
    learner.gets_reminders = False
    learner.save()

    assert letters(NOON) == []


def test_letter_that_fails_is_tried_again(learner, green, pcu_east, settings):
    AssignmentFactory(organisation=pcu_east, module=green)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nothing listens there

    failed = send_reminders(NOON)

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert (failed, Reminder.objects.count()) == (0, 0)
    assert letters(NOON) == ["learner@example.org"]


def test_another_day_is_told_again(learner, green, pcu_east, staff):
    assignment = AssignmentFactory(organisation=pcu_east, module=green, due_on=TODAY)
    letters(NOON)

    change_due_day(assignment=assignment, due_on=date(2026, 7, 1), actor=staff)

    assert letters(NOON) == ["learner@example.org"]
    assert "1 июля 2026" in mail.outbox[0].body
