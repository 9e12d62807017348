"""Time, attempts, dates, feedback and practice: frozen when an attempt begins, kept by the server's clock."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from best_practices.quizzes import due
from best_practices.quizzes.models import Attempt, Question, Quiz, Response
from best_practices.quizzes.queries import item_views
from best_practices.quizzes.services import (
    AnswerChecked,
    QuizUnavailable,
    TimeOver,
    close_attempts_whose_time_ended,
    store_answer,
)
from best_practices.quizzes.signals import attempt_graded
from core.labels import Label
from tests.best_practices.learning import NOON, begin, give, give_right, hand_in, passed, stored
from tests.factories.content import in_russian, mark
from tests.factories.quizzes import QuestionFactory, QuizFactory

pytestmark = pytest.mark.django_db

HALF_AN_HOUR = timedelta(minutes=30)


def ruled(quiz, **rules):
    """The quiz with other rules, published."""
    quiz = Quiz.objects.get(pk=quiz.pk)
    for name, value in rules.items():
        setattr(quiz, name, value)
    quiz.save_revision().publish()
    return Quiz.objects.get(pk=quiz.pk)


def sections_of(*sections):
    empty = {"draw": None, "topic": "", "difficulty": ""}
    return [("section", empty | section | {"title": section["key"]}) for section in sections]


# Time


def test_answer_is_taken_until_the_grace_has_passed_and_refused_after(officer, quiz):
    attempt = begin(officer, ruled(quiz, time_limit=30))

    give(attempt, 1, "a", at=NOON + HALF_AN_HOUR + timedelta(seconds=29))
    with pytest.raises(TimeOver):
        give(attempt, 2, "a", at=NOON + HALF_AN_HOUR + timedelta(seconds=31))

    assert stored(attempt) == {1: {"chosen": ["a"]}}


def test_limit_is_that_of_the_beginning_whatever_the_editor_does_since(officer, quiz):
    attempt = begin(officer, ruled(quiz, time_limit=30))

    ruled(quiz, time_limit=5)

    give(attempt, 1, "a", at=NOON + timedelta(minutes=20))
    assert stored(attempt) == {1: {"chosen": ["a"]}}


def test_attempt_ends_at_its_limit_if_it_is_handed_in_later(officer, quiz):
    attempt = begin(officer, ruled(quiz, time_limit=30))

    assert hand_in(attempt, at=NOON + timedelta(hours=5)).ended_at == NOON + HALF_AN_HOUR


def test_limit_is_half_an_hour_through_the_change_of_the_clocks(officer, quiz):
    begins = timezone.datetime(2026, 3, 29, 1, 50, tzinfo=ZoneInfo("Europe/Warsaw"))
    attempt = begin(officer, ruled(quiz, time_limit=30), at=begins)

    assert attempt.deadline_at - attempt.started_at == HALF_AN_HOUR


def test_quiz_that_closes_ends_the_attempts_that_are_open(officer, quiz):
    attempt = begin(officer, ruled(quiz, time_limit=30, closes_at=NOON + timedelta(minutes=10)))

    assert attempt.deadline_at == NOON + timedelta(minutes=10)


def test_attempts_whose_time_ended_are_graded_without_anybody(officer, organiser, quiz):
    quiz = ruled(quiz, time_limit=30)
    over, still = begin(officer, quiz), begin(organiser, quiz, at=NOON + HALF_AN_HOUR)
    give_right(over, 1, 2)

    done = close_attempts_whose_time_ended(at=NOON + HALF_AN_HOUR + timedelta(minutes=1))

    over.refresh_from_db()
    still.refresh_from_db()
    assert done == (1, 0)
    assert (over.state, over.right, over.passed, over.ended_at) == ("graded", 2, True, NOON + HALF_AN_HOUR)
    assert still.state == "open"


def test_failure_above_one_attempt_stops_no_other(officer, organiser, quiz, caplog):
    quiz = ruled(quiz, time_limit=30)
    first, second = begin(officer, quiz), begin(organiser, quiz)

    def listen(sender, attempt, **kwargs):
        if attempt == first:
            raise RuntimeError("somebody above fails")

    attempt_graded.connect(listen)
    try:
        done = close_attempts_whose_time_ended(at=NOON + timedelta(hours=1))
    finally:
        attempt_graded.disconnect(listen)

    assert done == (1, 1)
    assert [Attempt.objects.get(pk=each.pk).state for each in (first, second)] == ["open", "graded"]


def test_run_due_closes_what_is_over(officer, quiz):
    begin(officer, ruled(quiz, time_limit=30), at=timezone.now() - timedelta(hours=1))

    assert due.run()["attempts closed"] == 1


def test_late_answer_is_shown_again_and_the_attempt_is_graded(client_of, officer, site, quiz):
    attempt = begin(officer, ruled(quiz, time_limit=30), at=timezone.now() - timedelta(hours=1))
    give(attempt, 2, "b", at=attempt.started_at)

    page = client_of(officer).post(f"/en/quiz/{attempt.uuid}/1/", {"answer": "a"})

    attempt.refresh_from_db()
    assert (page.status_code, attempt.state) == (409, "graded")
    assert "came later and was not saved" in page.content.decode()
    assert "<strong>The gauge changes</strong>" in page.content.decode()
    assert stored(attempt) == {2: {"chosen": ["b"]}}


def test_beginning_again_after_the_time_has_ended_closes_the_old_attempt(officer, quiz):
    quiz = ruled(quiz, time_limit=30)
    old = begin(officer, quiz)

    new = begin(officer, quiz, at=NOON + timedelta(hours=2))

    old.refresh_from_db()
    assert (new != old, old.state) == (True, "graded")


# Attempts and dates


def refused(officer, quiz, at=NOON):
    with pytest.raises(QuizUnavailable) as caught:
        begin(officer, quiz, at=at)
    return caught.value.refusal.reason


def test_attempts_are_counted(officer, quiz):
    quiz = ruled(quiz, attempts=2)
    for _attempt in range(2):
        hand_in(begin(officer, quiz))

    assert refused(officer, quiz) == "too_often"


def test_attempt_that_was_withdrawn_is_not_counted(officer, quiz):
    quiz = ruled(quiz, attempts=1)
    begin(officer, quiz)
    quiz.unpublish()
    quiz.save_revision().publish()

    assert begin(officer, quiz).is_open


def test_delay_runs_from_the_end_of_the_last_attempt(officer, quiz):
    quiz = ruled(quiz, delay_hours=2)
    hand_in(begin(officer, quiz), at=NOON + timedelta(hours=1))

    assert refused(officer, quiz, at=NOON + timedelta(hours=2, minutes=59)) == "too_soon"
    assert begin(officer, quiz, at=NOON + timedelta(hours=3)).is_open


@pytest.mark.parametrize(("hours", "reason"), [(-1, "not_open"), (0, None), (9, None), (10, "closed")])
def test_quiz_is_open_between_its_dates(officer, quiz, hours, reason):
    quiz = ruled(quiz, opens_at=NOON, closes_at=NOON + timedelta(hours=10))
    at = NOON + timedelta(hours=hours)

    assert (refused(officer, quiz, at) if reason else begin(officer, quiz, at=at).state) == (reason or "open")


def test_start_page_says_the_rules_before_the_first_question(client_of, officer, site, quiz):
    ruled(quiz, time_limit=30, attempts=3, delay_hours=2)

    page = client_of(officer).get(f"/en/quiz/start/{quiz.translation_key}/").content.decode()

    for rule in (
        "30 minutes",
        "3 of 3 left",
        "2 hours between two",
        "2 of 3 right",
        "After handing in",
        "Your coordinator",
    ):
        assert rule in page


# Sections


def test_section_draws_and_each_attempt_keeps_what_was_drawn(officer, quiz):
    quiz.sections = sections_of({"key": "s", "draw": 2})
    quiz.quiz_questions.update(section="s")
    quiz.save()

    attempt = begin(officer, quiz)

    assert (attempt.total, [item.section for item in attempt.items.all()]) == (2, ["s", "s"])


def test_bank_gives_only_what_the_person_may_see(officer, quiz, border_post_west):
    hard, closed = QuestionFactory(difficulty=3), QuestionFactory(difficulty=3)
    mark(closed, Label.AMBER_STRICT, owner=border_post_west)
    bank = QuizFactory(sections=sections_of({"key": "s", "draw": 5, "difficulty": "3"}))

    attempt = begin(officer, bank)

    assert [item.question_key for item in attempt.items.all()] == [hard.translation_key]


def test_rules_and_sections_are_the_same_in_every_language(quiz):
    russian = in_russian(quiz, title="Тест")

    ruled(quiz, time_limit=45, attempts=2, sections=sections_of({"key": "s", "draw": 1}))

    russian.refresh_from_db()
    draft = russian.get_latest_revision_as_object()
    for shown in (russian, draft):
        assert (shown.title, shown.time_limit, shown.attempts) == ("Тест", 45, 2)
        assert [(each.value["key"], each.value["draw"]) for each in shown.sections] == [("s", 1)]


def test_mixed_answers_are_the_same_order_in_every_visit(officer, quiz):
    attempt = begin(officer, ruled(quiz, shuffle=True))

    orders = {
        tuple(option["key"] for option in item_views(attempt=attempt, language="en")[0].content["options"])
        for _visit in range(3)
    }

    assert len(orders) == 1


# When what is right is shown


def check(attempt, position, option, at=NOON):
    answer = {"chosen": [option]}
    return store_answer(attempt=attempt, position=position, answer=answer, language="en", at=at, check=True)


def test_answer_that_was_checked_can_be_changed_no_more(officer, quiz):
    attempt = begin(officer, ruled(quiz, feedback="now"))
    check(attempt, 1, "b")

    with pytest.raises(AnswerChecked):
        check(attempt, 1, "a")

    assert Response.objects.get().right is False
    assert check(attempt, 1, "b").response.changes == 1


def test_saving_alone_tells_nothing_and_closes_nothing(client_of, officer, site, quiz):
    attempt = begin(officer, ruled(quiz, feedback="now"))
    browser, address = client_of(officer), f"/en/quiz/{attempt.uuid}/1/"

    told = browser.post(address, {"answer": "b"}, headers={"Accept": "application/json"})
    before = browser.get(address).content.decode()
    after = browser.post(address, {"answer": "b"}, follow=True).content.decode()

    assert set(told.json()) == {"saved", "number", "token"}
    assert ("About a." in before, "About a." in after) == (False, True)


def test_result_says_nothing_of_the_key_before_the_quiz_has_closed(client_of, officer, site, quiz):
    ahead = timezone.now() + timedelta(days=1)
    attempt = hand_in(begin(officer, ruled(quiz, feedback="after_closing", closes_at=ahead), at=timezone.now()))
    before = client_of(officer).get(f"/en/quiz/{attempt.uuid}/").content.decode()
    Attempt.objects.update(feedback_at=timezone.now() - timedelta(hours=1))
    put_off = client_of(officer).get(f"/en/quiz/{attempt.uuid}/").content.decode()
    Quiz.objects.update(closes_at=timezone.now() - timedelta(hours=1))

    after = client_of(officer).get(f"/en/quiz/{attempt.uuid}/").content.decode()

    assert ["About a." in page for page in (before, put_off, after)] == [False, False, True]


# Practice


def test_wrong_questions_come_back_until_they_are_right(client_of, officer, site, quiz):
    attempt = begin(officer, ruled(quiz, mode="practice"))
    browser, address = client_of(officer), f"/en/quiz/{attempt.uuid}/"

    wrong = browser.post(f"{address}1/", {"answer": "b"}, follow=True).content.decode()
    again = browser.get(f"{address}1/").content.decode()
    right = browser.post(f"{address}1/", {"answer": "a"}, follow=True).content.decode()

    assert ("This question comes back" in wrong, "About a." in wrong) == (True, True)
    assert (" checked" in again, "About a." in again) == (False, False)
    assert "Go on with question 2" in right


def test_practice_counts_for_nothing(officer, quiz):
    told = []

    def listen(sender, attempt, **kwargs):
        told.append(attempt)

    attempt_graded.connect(listen)
    quiz = ruled(quiz, mode="practice", attempts=1, time_limit=1)

    attempt = passed(officer, quiz)

    attempt_graded.disconnect(listen)
    assert (attempt.passed, attempt.right, told) == (None, 3, [])
    assert begin(officer, quiz).deadline_at is None


def test_question_unpublished_while_practising_is_still_asked(officer, quiz):
    attempt = begin(officer, ruled(quiz, mode="practice"))
    Question.objects.get(code="Q-1").unpublish()

    assert check(attempt, 1, "a").response.right is True


def test_line_of_practice_says_what_is_right_once_it_was_told(client_of, officer, site, quiz):
    attempt = begin(officer, ruled(quiz, mode="practice"))
    browser = client_of(officer)
    browser.post(f"/en/quiz/{attempt.uuid}/1/", {"answer": "b"})

    page = browser.get(f"/en/quiz/{attempt.uuid}/1/?told").content.decode()

    assert "You are here, not right" in page
    assert "End the practice" in page
    assert "right to pass" not in page
