"""On questions of a quiz: one may ask at once, and read answers only when they give nothing away any more."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.queries import viewer_for
from best_practices.quizzes.services import start_attempt, submit_attempt
from core.labels import Label
from tests.factories.content import mark
from tests.factories.feedback import EnquiryFactory, answered
from tests.factories.quizzes import QuestionFactory, QuizFactory
from tests.feedback.addresses import ask_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(site):
    return QuestionFactory()


@pytest.fixture
def attempt(question, officer):
    quiz = QuizFactory(questions=[question, QuestionFactory()])
    return start_attempt(viewer=viewer_for(officer), quiz_key=quiz.translation_key, language="en", at=timezone.now())


def test_answer_about_a_question_is_read_below_the_result_only(question, attempt, officer, staff, client_of):
    answered(EnquiryFactory(thing=question, asker=officer), by=staff, text="Only a is right", released=True)
    browser = client_of(officer)

    asking = browser.get(reverse("quiz_question", args=[attempt.uuid, 1])).content.decode()
    submit_attempt(attempt=attempt, at=timezone.now())
    result = browser.get(reverse("quiz_attempt", args=[attempt.uuid])).content.decode()

    assert (ask_address(question) in asking, ask_address(question) in result) == (True, True)
    assert ("Only a is right" in asking, "Only a is right" in result) == (False, True)


def test_question_that_several_quizzes_ask_may_be_stricter_than_the_quiz(
    question, attempt, officer, staff, harbour, client_of
):
    answered(EnquiryFactory(thing=question, asker=officer), by=staff, text="Only a is right", released=True)
    mark(question, Label.AMBER, owner=harbour)
    submit_attempt(attempt=attempt, at=timezone.now())

    result = client_of(officer).get(reverse("quiz_attempt", args=[attempt.uuid])).content.decode()

    assert "Only a is right" not in result


def test_way_back_from_a_question_is_the_attempt_and_nobody_else_is_shown_it(
    question, attempt, officer, staff, client_of
):
    here = reverse("quiz_question", args=[attempt.uuid, 1])
    form = {"about": "unclear", "text": "Which one?", "wants_answer": "on"}

    sent = client_of(officer).post(f"{ask_address(question)}?next={here}", form)
    mine = client_of(officer).get(reverse("my_enquiries")).content.decode()
    queue = client_of(staff).get(reverse("enquiries")).content.decode()

    assert sent["Location"] == here
    assert here in mine
    assert ("Which one?" in queue, here in queue) == (True, False)
