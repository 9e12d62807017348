"""A correction that takes a pass away takes what rests on it: the completion and the certificate, and nothing else."""

from datetime import timedelta

import pytest

from audit.models import Entry
from best_practices.modules.choices import ModuleRule
from best_practices.modules.models import ModulePage
from best_practices.progress.choices import CertificateState, RevocationReason
from best_practices.progress.models import Certificate, ModuleCompletion, ModuleSum
from best_practices.quizzes.models import Question
from best_practices.quizzes.services import regrade_question
from core.labels import Label
from tests.best_practices.learning import NOON, begin, give_right, hand_in
from tests.best_practices.progress.acts import finish
from tests.factories.content import mark

pytestmark = pytest.mark.django_db


def correct(actor, *codes, keep_passes=False):
    """Other right answers than those that were given, published, and graded again."""
    for code in codes:
        question = Question.objects.get(code=code)
        for option in question.options:
            option.value["correct"] = option.value["key"] == "b"
        question.save_revision().publish()
        regrade_question(
            question_key=question.translation_key, actor=actor, reason="Wrong key.", keep_passes=keep_passes, at=NOON
        )


@pytest.fixture
def narrowly(officer, quiz):
    """Two of three right, the first by a key that was wrong."""
    attempt = begin(officer, quiz)
    give_right(attempt, 1, 3)
    return hand_in(attempt)


@pytest.fixture
def completed(officer, issuer, owned, lesson, narrowly):
    finish(officer, lesson)
    return ModuleCompletion.objects.get()


def test_module_is_completed_no_more_and_its_certificate_is_revoked(completed, officer, staff):
    correct(staff, "Q-1")

    certificate = Certificate.objects.select_related("user").get()
    assert not ModuleCompletion.objects.exists()
    assert ModuleSum.objects.get(user=officer).completed_at is None
    assert certificate.state(NOON) == CertificateState.REVOKED
    assert (certificate.reason, certificate.revoked_by) == (RevocationReason.RESULT, str(staff))
    assert Entry.objects.filter(act="certificate.revoked").count() == 1


def test_pass_that_is_kept_keeps_everything(completed, staff):
    correct(staff, "Q-1", keep_passes=True)

    assert ModuleCompletion.objects.exists()
    assert Certificate.objects.get().revoked_at is None


def test_whoever_passed_another_time_keeps_everything(completed, officer, quiz, staff):
    again = begin(officer, quiz)
    give_right(again, 2, 3)
    hand_in(again)

    correct(staff, "Q-1")

    assert ModuleCompletion.objects.get().attempt_uuid == again.uuid
    assert Certificate.objects.get().revoked_at is None


def test_module_that_asks_for_lessons_alone_stays_completed(officer, issuer, owned, lesson, quiz, staff):
    ModulePage.objects.filter(pk=owned.pk).update(completion=ModuleRule.LESSONS)
    attempt = begin(officer, quiz)
    give_right(attempt, 1, 3)
    hand_in(attempt)
    finish(officer, lesson)

    correct(staff, "Q-1")

    assert ModuleCompletion.objects.exists()
    assert Certificate.objects.get().revoked_at is None


def test_certificate_of_a_quiz_without_a_module_is_revoked(officer, issuer, quiz, programme_office, staff):
    mark(quiz, Label.GREEN, owner=programme_office)
    attempt = begin(officer, quiz)
    give_right(attempt, 1, 3)
    hand_in(attempt)

    correct(staff, "Q-1")

    assert Certificate.objects.get().reason == RevocationReason.RESULT


def test_next_pass_brings_a_new_certificate_and_the_revoked_one_stays_revoked(completed, officer, quiz, staff):
    correct(staff, "Q-1")

    attempt = begin(officer, quiz, at=NOON + timedelta(days=1))
    give_right(attempt, 2, 3)
    hand_in(attempt, at=NOON + timedelta(days=1))

    old, new = Certificate.objects.order_by("pk")
    assert ModuleCompletion.objects.get().attempt_uuid == attempt.uuid
    assert (old.reason, new.reason, new.replaces) == (RevocationReason.RESULT, "", old)
