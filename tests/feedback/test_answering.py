"""Answering, closing, changing; two who answer at once."""

import pytest
from django.urls import reverse

from core.labels import Label
from feedback.choices import State
from feedback.models import Enquiry
from tests.factories.accounts import PersonFactory
from tests.factories.content import mark
from tests.factories.feedback import EnquiryFactory, answered
from tests.feedback.addresses import answering

pytestmark = pytest.mark.django_db


@pytest.fixture
def enquiry(lesson, officer):
    return EnquiryFactory(thing=lesson, asker=officer, text="I am Officer and ask", days=3)


@pytest.fixture
def send(enquiry, reviewer, client_of):
    def sending(by=reviewer, **changes):
        return client_of(by).post(reverse("enquiry", args=[enquiry.uuid]), answering(enquiry, **changes))

    return sending


def test_answer_for_the_asker_alone_is_not_released(send, enquiry, lesson, organiser, client_of):
    send(shown_to="asker")

    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.released) == (State.ANSWERED, False)
    assert "Yes, 1520 mm." not in client_of(organiser).get(lesson.url).content.decode()


def test_answer_for_one_is_not_read_beside_one_for_everybody(send, lesson, officer, reviewer, organiser, client_of):
    send()
    answered(EnquiryFactory(thing=lesson, asker=officer), by=reviewer, text="For one alone")

    page = client_of(organiser).get(lesson.url).content.decode()
    assert ("Yes, 1520 mm." in page, "For one alone" in page) == (True, False)


def test_page_kept_for_strangers_shows_a_released_answer_at_once(
    send, enquiry, lesson, stranger, client_of, django_capture_on_commit_callbacks, module, harbour
):
    browser = client_of(stranger)
    mark(module, Label.CLEAR, owner=harbour)
    before = browser.get(lesson.url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        send()
    shown = browser.get(lesson.url).content.decode()
    enquiry.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        send(seen=enquiry.version, shown_to="asker")
    after = browser.get(lesson.url).content.decode()

    assert ["Yes, 1520 mm." in page for page in (before, shown, after)] == [False, True, False]


def test_released_question_is_the_wording_of_the_answering_side(send, lesson, organiser, client_of):
    send(shown_question="Is it 1520?")

    page = client_of(organiser).get(lesson.url).content.decode()
    assert "Is it 1520?" in page
    assert "I am Officer" not in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"answer": " "}, "Write the answer."),
        ({"answer": "x" * 10_000}, "at most 5000 characters"),
        ({"act": "close", "reason": ""}, "Say why there is no answer"),
        ({"shown_question": ""}, "An answer for everybody needs its question."),
        ({"act": "neither"}, "Nothing is sent yet"),
        ({"seen": "x"}, "Nothing is sent yet"),
    ],
)
def test_incomplete_answer_is_refused_and_kept(changes, said, send, enquiry):
    sent = send(**changes)

    enquiry.refresh_from_db()
    assert (sent.status_code, enquiry.is_open) == (422, True)
    assert said in sent.content.decode()


def test_closing_tells_the_asker_why(send, enquiry, officer, client_of):
    send(act="close", answer="", reason="It is a question for your coordinator.")

    enquiry.refresh_from_db()
    assert enquiry.state == State.CLOSED
    assert "for your coordinator" in client_of(officer).get(reverse("my_enquiries")).content.decode()


def test_second_of_two_who_answer_is_told_and_keeps_what_was_typed(send, enquiry, harbour, reviewer):
    colleague = PersonFactory(username="colleague", organisation=harbour, role="reviewer")
    send(answer="The first answer")

    late = send(by=colleague, answer="The late answer")
    enquiry.refresh_from_db()
    page = late.content.decode()

    assert late.status_code == 409
    assert enquiry.answer == "The first answer"
    assert "Somebody was faster" in page
    assert ("The first answer" in page, "The late answer" in page) == (True, True)
    assert f'name="seen" value="{enquiry.version}"' in page


def test_change_of_an_answer_keeps_the_earlier_one_and_is_news_again(send, enquiry, reviewer):
    send(answer="First", shown_to="asker")
    Enquiry.objects.update(read_at=enquiry.asked_at)
    enquiry.refresh_from_db()

    send(seen=enquiry.version, answer="Second")

    enquiry.refresh_from_db()
    earlier = enquiry.earlier.get()
    assert (enquiry.answer, enquiry.released, enquiry.is_news) == ("Second", True, True)
    assert (earlier.text, earlier.released, earlier.answered_by) == ("First", False, reviewer)


def test_thing_deleted_meanwhile_gives_the_answer_back(send, enquiry, lesson):
    type(lesson).objects.get(pk=lesson.pk).delete()

    sent = send(answer="An hour of typing")

    assert sent.status_code == 404
    assert "An hour of typing" in sent.content.decode()


def test_session_that_ended_keeps_the_answer(send, stranger):
    sent = send(by=stranger, answer="An hour of typing")

    assert (sent.status_code, "An hour of typing" in sent.content.decode()) == (401, True)


def test_queue_is_filtered_and_its_pages_stay_within_bounds(lesson, officer, reviewer, client_of):
    enquiries = [EnquiryFactory(thing=lesson, asker=officer, days=number) for number in range(22)]
    answered(enquiries[0], by=reviewer)
    owner = client_of(reviewer)

    first = owner.get(reverse("enquiries")).content.decode()
    last = owner.get(reverse("enquiries"), {"page": "99999"}).content.decode()
    done = owner.get(reverse("enquiries"), {"state": "answered", "page": "rubbish"}).content.decode()

    assert (
        first.index("21 дн") < first.index("2 дн") if "дн" in first else first.index("21 day") < first.index("2 days")
    )
    assert [enquiries[n].text in page for n, page in ((21, first), (1, last), (0, done), (0, first))] == [
        *(True, True, True),
        False,
    ]


def test_answer_that_may_identify_is_shown_once_more_before_it_is_given(send, enquiry):
    first = send(answer="Ask +7 701 123 45 67")
    enquiry.refresh_from_db()
    state = enquiry.state
    second = send(answer="Ask +7 701 123 45 67", looked="+77011234567")

    assert (first.status_code, state, "+7 701 123 45 67" in first.content.decode()) == (422, State.OPEN, True)
    assert second.status_code == 302
