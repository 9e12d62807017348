"""Grading again after a correction: previewed in numbers, with a reason, logged, no pass lost without a word."""

from decimal import Decimal

import pytest

from accounts.choices import Role
from accounts.queries import viewer_for
from audit.models import Entry
from best_practices.quizzes.models import Question, Response
from best_practices.quizzes.queries.regrading import preview
from best_practices.quizzes.services import NothingToRegrade, regrade_question
from best_practices.quizzes.signals import attempt_regraded
from tests.best_practices.learning import NOON, begin, give, give_right, hand_in
from tests.factories.accounts import PersonFactory
from tests.factories.content import in_russian
from tests.factories.quizzes import QuizFactory, question_of

pytestmark = pytest.mark.django_db


def corrected(code="Q-1", right="b"):
    """The question with another right answer, published."""
    question = Question.objects.get(code=code)
    for option in question.options:
        option.value["correct"] = option.value["key"] in right
    question.save_revision().publish()
    return question


@pytest.fixture
def attempt(officer, quiz):
    """Two of three right, passed; the first by the old key."""
    made = begin(officer, quiz)
    give_right(made, 1, 3)
    return hand_in(made)


@pytest.fixture
def told():
    heard = []

    def listen(sender, attempt, was_passed, **kwargs):
        heard.append((attempt, was_passed))

    attempt_regraded.connect(listen)
    yield heard
    attempt_regraded.disconnect(listen)


def regrade(question, staff, *, keep=True):
    return regrade_question(
        question_key=question.translation_key, actor=staff, reason="The key was wrong.", keep_passes=keep, at=NOON
    )


def test_pass_is_kept_and_said_to_be(attempt, staff, told):
    counts = regrade(corrected(), staff)

    attempt.refresh_from_db()
    assert counts == {"attempts": 1, "changed": 1, "passes_gained": 0, "passes_lost": 0, "passes_kept": 1}
    assert (attempt.right, attempt.points, attempt.passed, attempt.pass_kept) == (1, Decimal(1), True, True)
    assert told == [(attempt, True)]


def test_pass_is_taken_away_if_that_is_chosen(attempt, staff):
    assert regrade(corrected(), staff, keep=False)["passes_lost"] == 1

    attempt.refresh_from_db()
    assert (attempt.passed, attempt.pass_kept) == (False, False)


def test_pass_is_given_to_who_had_it_right_all_along(officer, quiz, staff):
    attempt = begin(officer, quiz)
    give(attempt, 1, "b")
    give_right(attempt, 3)
    hand_in(attempt)

    assert regrade(corrected(), staff)["passes_gained"] == 1

    attempt.refresh_from_db()
    assert (attempt.right, attempt.passed) == (2, True)
    assert Response.objects.get(item__attempt=attempt, item__position=1).right is True


def test_second_time_changes_nothing(attempt, staff):
    question = corrected()
    regrade(question, staff)

    with pytest.raises(NothingToRegrade):
        regrade(question, staff)


def test_new_wording_is_no_correction(attempt, staff):
    question = Question.objects.get(code="Q-1")
    question.stem = "Better put?"
    question.save_revision().publish()

    with pytest.raises(NothingToRegrade):
        regrade(question, staff)


def test_open_attempt_and_practice_are_left_alone(officer, quiz, staff):
    quiz.mode = "practice"
    quiz.save()
    practised = begin(officer, quiz)
    give_right(practised, 1)
    hand_in(practised)
    begin(officer, quiz)

    with pytest.raises(NothingToRegrade):
        regrade(corrected(), staff)


def test_act_is_logged_with_its_reason(attempt, staff):
    regrade(corrected(), staff)

    entry = Entry.objects.get(act="attempts.regraded")
    assert (entry.actor_uuid, entry.detail["reason"], entry.detail["passes_kept"]) == (
        staff.uuid,
        "The key was wrong.",
        1,
    )


def test_preview_gives_numbers_to_staff_and_names_to_the_units_own_coordinator(attempt, officer, staff, pcu_east):
    question = corrected()
    coordinator = PersonFactory(organisation=pcu_east, role=Role.COORDINATOR)

    shown = {
        who: preview(question_key=question.translation_key, viewer=viewer_for(person), keep_passes=False)
        for who, person in (("staff", staff), ("coordinator", coordinator))
    }

    assert [each.passes_lost for each in shown.values()] == [1, 1]
    assert {who: [name for name, _change in each.names] for who, each in shown.items()} == {
        "staff": [],
        "coordinator": [str(officer)],
    }
    (move,) = shown["staff"].moves
    assert (move.before.right, move.after.right, move.after.passed, move.number) == (2, 1, False, 1)


def test_page_previews_asks_why_and_grades_again(client_of, attempt, staff, site):
    question = corrected()
    browser, address = client_of(staff), f"/en/quiz/regrade/{question.translation_key}/"

    shown = browser.get(address).content.decode()
    no_reason = browser.post(address, {"reason": "", "keep_passes": "on"})
    other = browser.post(address, {"reason": "Because", "preview": "1"}).content.decode()
    done = browser.post(address, {"reason": "Because", "keep_passes": "on"}, follow=True).content.decode()

    assert "pass kept" in shown
    assert no_reason.status_code == 422
    assert ("not passed" in other, "Because" in other) == (True, True)
    assert "Graded again: 1. Results that changed: 1." in done
    attempt.refresh_from_db()
    assert attempt.right == 1


def test_result_says_that_a_question_was_corrected(client_of, officer, attempt, staff, site):
    regrade(corrected(), staff)

    page = client_of(officer).get(f"/en/quiz/{attempt.uuid}/").content.decode()

    assert "You keep your pass." in page
    assert "This question was corrected after you answered" in page


@pytest.mark.parametrize("number", [1, 3])
def test_preview_takes_three_queries_whatever_the_number(quiz, staff, pcu_east, number, count_queries):
    for _person in range(number):
        made = begin(PersonFactory(organisation=pcu_east), quiz)
        give_right(made, 1)
        hand_in(made)
    question, viewer = corrected(), viewer_for(staff)

    with count_queries() as counted:
        found = preview(question_key=question.translation_key, viewer=viewer, keep_passes=True)

    assert (found.attempts, counted.number) == (number, 2)


def test_accepted_form_that_was_forgotten_in_one_language_is_graded_again_there_alone(officer, staff, pcu_east):
    question = question_of("text")
    russian = in_russian(question, options=[("accepted", {"text": "ЦИМ"})])
    quiz = QuizFactory(questions=[question], pass_mark=1)
    english, other = begin(officer, quiz), begin(PersonFactory(organisation=pcu_east), quiz)
    give(english, 1, text="СМГС")
    give(other, 1, text="СМГС", language="ru")
    assert [hand_in(attempt).right for attempt in (english, other)] == [0, 0]
    russian.options = [("accepted", {"text": "ЦИМ"}), ("accepted", {"text": "СМГС"})]
    russian.save_revision().publish()

    counts = regrade(question, staff)

    assert (counts["attempts"], counts["passes_gained"]) == (1, 1)
    other.refresh_from_db()
    assert (other.right, other.passed) == (1, True)
