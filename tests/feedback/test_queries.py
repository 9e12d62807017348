"""A constant number of questions, however much was asked."""

import pytest

from accounts.queries import viewer_for
from core.slots import fillings
from tests.factories.feedback import EnquiryFactory, answered
from tests.factories.modules import LessonFactory
from tests.factories.quizzes import QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(module, officer, reviewer):
    """`ask(3)`: about three lessons and three questions of quizzes, open and answered."""

    def asking(number):
        for _each in range(number):
            for thing in (LessonFactory(parent=module), QuestionFactory()):
                EnquiryFactory(thing=thing, asker=officer)
                answered(EnquiryFactory(thing=thing, asker=officer), by=reviewer, released=True)

    return asking


@pytest.mark.parametrize(
    ("address", "who", "most"),
    [
        ("/en/desk/questions/", "staff", 14),
        ("/en/desk/questions/?state=answered", "staff", 14),
        ("/en/desk/my-questions/", "officer", 14),
        ("/en/desk/noticeboard/", "officer", 16),
        ("/en/desk/", "officer", 24),
        ("/en/desk/", "staff", 40),
    ],
)
def test_pages_ask_the_same_for_one_and_for_three(address, who, most, ask, request, client_of, count_queries):
    browser = client_of(request.getfixturevalue(who))
    found = []
    for _more in range(2):
        ask(1)
        browser.get(address)
        with count_queries() as counted:
            assert browser.get(address).status_code == 200
        found.append(counted.number)

    assert found[0] == found[1]
    assert found[0] <= most, found


def test_fillings_need_no_more_than_they_declare(ask, officer, staff, client_of, count_queries, rf, lesson):
    ask(2)
    ours = [filling for filling in fillings() if filling.filler.__module__ == "feedback.slots"]
    keys = ("quizzes.question", [QuestionFactory().translation_key])
    subjects = {"page.foot": lesson, "glossary.foot": "en", "question.foot": (keys[0], keys[1][0])}
    subjects |= {"question.results": keys}
    over = {}
    for filling in ours:
        request = rf.get("/en/")
        request.user, request.viewer = staff, viewer_for(staff)
        subject = subjects.get(filling.slot)
        with count_queries() as counted:
            filling.filler(request=request, viewer=request.viewer, subject=subject)
        if counted.number > filling.queries:
            over[filling.slot] = (counted.number, filling.queries)

    assert over == {}
    assert len(ours) == 6


def test_lesson_asks_nothing_more_for_its_answers_once_they_are_kept(
    lesson, officer, reviewer, client_of, count_queries
):
    browser = client_of(officer)
    browser.get(lesson.url)
    with count_queries() as before:
        browser.get(lesson.url)
    answered(EnquiryFactory(thing=lesson, asker=officer), by=reviewer, released=True)
    browser.get(lesson.url)
    with count_queries() as after:
        browser.get(lesson.url)

    assert before.number == after.number
