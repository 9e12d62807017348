"""Attendance: certified when the list of a sitting has stood for a day, revoked when a name is taken from it."""

from datetime import timedelta

import pytest

from accounts.choices import Role
from accounts.queries import viewer_for
from best_practices.progress import due
from best_practices.progress.choices import CertificateKind, CertificateState
from best_practices.progress.models import Certificate
from best_practices.progress.services import issue_for_attendance
from best_practices.quizzes.services import open_sitting, record_participation
from core.labels import Label
from tests.best_practices.learning import NOON
from tests.factories.accounts import PersonFactory
from tests.factories.content import mark

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def coordinator(pcu_east):
    return PersonFactory(username="coordinator", organisation=pcu_east, role=Role.COORDINATOR)


@pytest.fixture
def owned_quiz(quiz, programme_office):
    mark(quiz, Label.GREEN, owner=programme_office)
    return quiz


@pytest.fixture
def sitting(coordinator, owned_quiz, pcu_east):
    return sat(coordinator, owned_quiz, pcu_east)


def sat(leader, quiz, unit):
    return open_sitting(
        viewer=viewer_for(leader),
        actor=leader,
        quiz_key=quiz.translation_key,
        unit=unit,
        way="projector",
        held_on=NOON.date(),
        language="en",
        at=NOON,
        seed=1,
    )


def attend(sitting, *people, at=NOON):
    record_participation(sitting=sitting, people=people, actor=sitting.led_by, at=at)


def test_everybody_on_the_list_has_a_certificate_after_a_day_and_no_second_one(officer, issuer, sitting, pcu_east):
    other = PersonFactory(organisation=pcu_east)
    attend(sitting, officer, other)

    issued = [issue_for_attendance(at=NOON + wait) for wait in (DAY / 2, DAY, 2 * DAY)]

    assert issued == [0, 2, 0]
    certificate = Certificate.objects.get(user=officer)
    assert (certificate.kind, certificate.subject_key) == (CertificateKind.ATTENDANCE, sitting.quiz_key)
    assert (certificate.titles, certificate.issued_at) == ({"en": "Reading the line"}, NOON + DAY)
    assert certificate.achieved_at == NOON


def test_having_been_there_never_expires(officer, issuer, sitting):
    issuer.valid_months = 1
    issuer.save()
    attend(sitting, officer)

    issue_for_attendance(at=NOON + DAY)

    certificate = Certificate.objects.get()
    assert certificate.state(NOON + 4000 * DAY) == CertificateState.VALID


def test_second_sitting_of_a_quiz_brings_no_second_certificate(officer, issuer, sitting, coordinator, quiz, pcu_east):
    attend(sitting, officer)
    attend(sat(coordinator, quiz, pcu_east), officer)

    assert issue_for_attendance(at=NOON + DAY) == 1


def test_without_an_issuer_nobody_certifies(officer, sitting):
    attend(sitting, officer)

    assert issue_for_attendance(at=NOON + DAY) == 0


def test_name_taken_from_the_list_revokes_the_certificate(officer, issuer, sitting, coordinator):
    attend(sitting, officer)
    issue_for_attendance(at=NOON + DAY)

    attend(sitting, at=NOON + 2 * DAY)

    certificate = Certificate.objects.select_related("user").get()
    assert certificate.state(NOON + 2 * DAY) == CertificateState.REVOKED
    assert (certificate.revoked_by, certificate.reason_note) == (str(coordinator), sitting.code)


def test_name_on_the_list_of_another_sitting_of_the_quiz_keeps_it(
    officer, issuer, sitting, coordinator, quiz, pcu_east
):
    attend(sitting, officer)
    attend(sat(coordinator, quiz, pcu_east), officer)
    issue_for_attendance(at=NOON + DAY)

    attend(sitting, at=NOON + 2 * DAY)

    assert Certificate.objects.get().revoked_at is None


def test_due_run_issues_them(officer, issuer, sitting):
    attend(sitting, officer)

    assert due.run()["certificates"] == 1
