"""Attempts: begun once, answered one by one, graded once, and never an answer lost."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accounts.queries import viewer_for
from accounts.viewer import STRANGER
from best_practices.quizzes.models import Attempt, AttemptItem, Question, Quiz, QuizQuestion, Response
from best_practices.quizzes.queries import attempt_of, item_views, question_count
from best_practices.quizzes.services import (
    AttemptClosed,
    QuizUnavailable,
    start_attempt,
    withdraw_open_attempts,
)
from best_practices.quizzes.signals import attempt_graded
from core.labels import Label
from tests.best_practices.learning import NOON, begin, give, give_right, hand_in, passed, stored
from tests.factories.accounts import PersonFactory
from tests.factories.content import in_russian, mark
from tests.factories.quizzes import QuestionFactory, QuizFactory

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(minutes=5)


def codes(attempt):
    return [(item.position, item.version.code, item.version.language) for item in attempt.items.all()]


# Beginning


def test_attempt_asks_the_questions_of_the_quiz_in_its_order(officer, quiz):
    attempt = begin(officer, quiz)

    assert codes(attempt) == [(1, "Q-1", "en"), (2, "Q-2", "en"), (3, "Q-3", "en")]
    assert (attempt.quiz_title, attempt.total, attempt.pass_mark, attempt.state) == ("Reading the line", 3, 2, "open")
    assert attempt.started_at == NOON


def test_beginning_twice_goes_on_with_the_same_attempt(officer, quiz):
    first = begin(officer, quiz)

    second = begin(officer, quiz, language="ru", at=LATER)

    assert second == first
    assert Attempt.objects.count() == 1
    assert AttemptItem.objects.count() == 3


def test_database_refuses_a_second_open_attempt(officer, quiz):
    first = begin(officer, quiz)
    first.pk, first.uuid = None, quiz.uuid

    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


def test_two_people_have_an_attempt_each(officer, organiser, quiz):
    assert begin(officer, quiz) != begin(organiser, quiz)


def test_quiz_may_be_taken_again_after_the_hand_in(officer, quiz):
    first = hand_in(begin(officer, quiz))

    assert begin(officer, quiz, at=LATER) != first


@pytest.mark.parametrize("person", ["outsider", "stranger"])
def test_green_quiz_is_not_there_for_somebody_outside_the_community(person, quiz):
    viewer = STRANGER if person == "stranger" else viewer_for(PersonFactory())

    with pytest.raises(QuizUnavailable):
        start_attempt(viewer=viewer, quiz_key=quiz.translation_key, language="en", at=NOON)


def test_quiz_of_another_organisation_is_not_there(officer, organiser, quiz, border_post_west):
    mark(quiz, Label.AMBER_STRICT, owner=border_post_west)

    assert begin(organiser, quiz).total == 3
    with pytest.raises(QuizUnavailable):
        begin(officer, quiz)


def test_unpublished_quiz_is_not_there(officer, quiz):
    quiz.unpublish()

    with pytest.raises(QuizUnavailable):
        begin(officer, quiz)


def test_quiz_without_published_questions_is_not_there(officer):
    quiz = QuizFactory(questions=[QuestionFactory(live=False)])

    with pytest.raises(QuizUnavailable):
        begin(officer, quiz)


def test_unpublished_question_is_left_out_and_the_pass_mark_stays_reachable(officer):
    kept, withdrawn = QuestionFactory(code="Q-kept"), QuestionFactory()
    quiz = QuizFactory(questions=[withdrawn, kept], pass_mark=2)
    Question.objects.get(pk=withdrawn.pk).unpublish()

    attempt = begin(officer, quiz)

    assert codes(attempt) == [(1, "Q-kept", "en")]
    assert (attempt.pass_mark, question_count(quiz, viewer_for(officer))) == (1, 1)


def test_question_chosen_in_both_languages_is_asked_once(officer):
    english = QuestionFactory(code="Q-both")
    quiz = QuizFactory(questions=[english, in_russian(english)])

    attempt = begin(officer, quiz)

    assert codes(attempt) == [(1, "Q-both", "en")]
    assert question_count(quiz, viewer_for(officer)) == 1


# The language of what is asked


def test_attempt_in_russian_asks_what_there_is_in_russian_and_the_rest_in_english(officer, quiz):
    in_russian(Question.objects.get(code="Q-2"), stem="Какие?")

    attempt = begin(officer, quiz, language="ru")

    assert codes(attempt) == [(1, "Q-1", "en"), (2, "Q-2", "ru"), (3, "Q-3", "en")]


def test_translated_quiz_asks_its_untranslated_questions_in_english(officer, quiz):
    in_russian(quiz, title="Читаем линию")

    attempt = begin(officer, quiz, language="ru")

    assert attempt.quiz_title == "Читаем линию"
    assert codes(attempt) == [(1, "Q-1", "en"), (2, "Q-2", "en"), (3, "Q-3", "en")]


def test_question_that_is_only_in_russian_is_asked_in_russian(officer):
    question = QuestionFactory(code="Q-ru", locale=in_russian(QuestionFactory()).locale)

    assert codes(begin(officer, QuizFactory(questions=[question]))) == [(1, "Q-ru", "ru")]


def test_unpublished_translation_is_asked_no_more(officer, quiz):
    russian = in_russian(Question.objects.get(code="Q-1"), stem="Неверный перевод")
    russian.unpublish()

    assert codes(begin(officer, quiz, language="ru"))[0] == (1, "Q-1", "en")


# Frozen


def test_attempt_keeps_asking_what_it_froze_when_the_question_is_edited(officer, quiz):
    attempt = begin(officer, quiz)
    question = Question.objects.get(code="Q-1")
    stem = question.stem
    question.stem = "Something else?"
    question.options[0].value["correct"], question.options[1].value["correct"] = False, True
    question.save_revision().publish()

    give(attempt, 1, "a")

    assert item_views(attempt=attempt, language="en")[0].shown.content["stem"] == stem
    assert hand_in(attempt).right == 1
    assert attempt.items.get(position=1).version.number == 1


def test_attempt_goes_on_when_a_question_is_unpublished_or_taken_out(officer, quiz):
    attempt = begin(officer, quiz)
    Question.objects.get(code="Q-1").unpublish()
    QuizQuestion.objects.filter(quiz=quiz).delete()

    give_right(attempt, 1, 2, 3)

    assert hand_in(attempt).right == 3


# Answers


def test_answer_is_stored_with_its_language_and_moment(officer, quiz):
    attempt = begin(officer, quiz)

    give(attempt, 1, "b", language="ru", at=LATER)

    response = Response.objects.get()
    assert (response.answer, response.language, response.saved_at) == ({"chosen": ["b"]}, "ru", LATER)
    assert (response.points, response.right) == (None, None)


def test_second_answer_replaces_the_first(officer, quiz):
    attempt = begin(officer, quiz)
    give(attempt, 1, "b")

    give(attempt, 1, "a", language="ru", at=LATER)

    response = Response.objects.get()
    assert (response.answer, response.language, response.saved_at) == ({"chosen": ["a"]}, "ru", LATER)
    assert response.changes == 2


def test_answer_at_a_position_the_attempt_does_not_have_is_refused(officer, quiz):
    attempt = begin(officer, quiz)

    with pytest.raises(AttemptItem.DoesNotExist):
        give(attempt, 4, "a")

    assert stored(attempt) == {}


def test_answer_after_the_hand_in_is_refused_and_changes_nothing(officer, quiz):
    attempt = begin(officer, quiz)
    give(attempt, 1, "a")
    hand_in(attempt)

    with pytest.raises(AttemptClosed):
        give(attempt, 1, "b")

    assert stored(attempt) == {1: {"chosen": ["a"]}}


# Handing in


def test_hand_in_grades_every_answer_and_adds_up(officer, quiz):
    attempt = begin(officer, quiz)
    give_right(attempt, 1)
    give(attempt, 2, "a")

    graded = hand_in(attempt, at=LATER)

    graded.refresh_from_db()
    assert (graded.state, graded.ended_at, graded.right, graded.passed) == ("graded", LATER, 1, False)
    assert graded.points == Decimal("1.5")
    marks = Response.objects.order_by("item__position").values_list("points", "right")
    assert list(marks) == [(Decimal(1), True), (Decimal("0.5"), False)]


def test_second_hand_in_gives_the_first_result(officer, quiz):
    attempt = begin(officer, quiz)
    hand_in(attempt)

    again = hand_in(attempt, at=LATER)

    assert (again.ended_at, again.right, again.passed) == (NOON, 0, False)


def test_two_of_three_pass(officer, quiz):
    attempt = begin(officer, quiz)
    give_right(attempt, 2, 3)

    assert (hand_in(attempt).right, hand_in(attempt).passed) == (2, True)


def test_clock_that_was_set_back_does_not_stop_the_hand_in(officer, quiz):
    attempt = begin(officer, quiz, at=NOON)

    assert hand_in(attempt, at=NOON - timedelta(hours=1)).ended_at == NOON


# The signal


@pytest.fixture
def told():
    """The attempts of which the signal told; it raises if one asks it to."""
    heard = []

    def listen(sender, attempt, **kwargs):
        heard.append(attempt)
        if heard[0] == "trouble":
            raise RuntimeError("somebody above fails")

    attempt_graded.connect(listen, weak=False)
    yield heard
    attempt_graded.disconnect(listen)


def test_grading_is_told_once_and_answers_never(officer, quiz, told):
    attempt = passed(officer, quiz)

    hand_in(attempt)

    assert told == [attempt]


def test_failure_above_takes_back_the_grading_and_no_answer(officer, quiz, told):
    told.append("trouble")
    attempt = begin(officer, quiz)
    give(attempt, 1, "a")

    with pytest.raises(RuntimeError, match="somebody above"):
        hand_in(attempt)

    attempt.refresh_from_db()
    assert (attempt.state, attempt.ended_at, attempt.right) == ("open", None, None)
    assert stored(attempt) == {1: {"chosen": ["a"]}}
    assert Response.objects.get().right is None


# Withdrawn


def test_unpublishing_the_quiz_closes_open_attempts_and_keeps_their_answers(officer, organiser, quiz):
    open_one, finished = begin(officer, quiz), passed(organiser, quiz)
    give(open_one, 1, "a")

    Quiz.objects.get(pk=quiz.pk).unpublish()

    open_one.refresh_from_db()
    finished.refresh_from_db()
    assert (open_one.state, open_one.right, finished.state) == ("withdrawn", None, "graded")
    assert stored(open_one) == {1: {"chosen": ["a"]}}
    with pytest.raises(AttemptClosed):
        give(open_one, 2, "a")
    with pytest.raises(AttemptClosed):
        hand_in(open_one)


def test_quiz_is_withdrawn_with_its_last_language(officer, quiz):
    russian = in_russian(quiz, title="Тест")
    attempt = begin(officer, quiz)

    Quiz.objects.get(pk=quiz.pk).unpublish()
    attempt.refresh_from_db()
    first = attempt.state
    russian.unpublish()
    attempt.refresh_from_db()

    assert (first, attempt.state) == ("open", "withdrawn")


def test_deleting_the_quiz_withdraws_it_too(officer, quiz):
    attempt = begin(officer, quiz)

    Quiz.objects.get(pk=quiz.pk).delete()

    attempt.refresh_from_db()
    assert attempt.state == "withdrawn"


def test_withdrawing_counts_and_survives_a_clock_that_was_set_back(officer, organiser, quiz):
    attempts = [begin(officer, quiz), begin(organiser, quiz)]

    number = withdraw_open_attempts(quiz_key=quiz.translation_key, at=NOON - timedelta(hours=1))

    for attempt in attempts:
        attempt.refresh_from_db()
    assert number == 2
    assert [attempt.ended_at for attempt in attempts] == [NOON, NOON]


def test_quiz_published_again_is_begun_anew(officer, quiz):
    withdrawn = begin(officer, quiz)
    quiz = Quiz.objects.get(pk=quiz.pk)
    quiz.unpublish()
    quiz.save_revision().publish()

    assert begin(officer, quiz, at=LATER) != withdrawn


# Whose it is


def test_attempt_is_seen_by_its_person_only(officer, organiser, quiz):
    attempt = begin(officer, quiz)

    assert [attempt_of(viewer=viewer_for(who), uuid=attempt.uuid) for who in (officer, organiser)] == [attempt, None]
    assert attempt_of(viewer=STRANGER, uuid=attempt.uuid) is None


def test_attempt_at_a_quiz_one_may_no_longer_see_is_not_shown(officer, quiz, border_post_west):
    attempt = begin(officer, quiz)

    mark(quiz, Label.AMBER, owner=border_post_west)

    assert attempt_of(viewer=viewer_for(officer), uuid=attempt.uuid) is None
