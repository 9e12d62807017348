"""Two tabs, a slow line, the same form twice: the newest answer stands, and what replaced what is said."""

from datetime import timedelta

import pytest

from best_practices.quizzes.models import Response
from best_practices.quizzes.services import AttemptClosed, store_answer
from tests.best_practices.learning import NOON, begin, hand_in, stored
from tests.factories.quizzes import QuestionFactory, QuizFactory

pytestmark = pytest.mark.django_db

PAGE, OTHER = "a" * 32, "b" * 32


@pytest.fixture
def attempt(officer, quiz):
    return begin(officer, quiz)


def send(attempt, option, *, page=PAGE, number=1, token=0, minutes=0):
    return store_answer(
        attempt=attempt,
        position=1,
        answer={"chosen": [option]},
        language="en",
        at=NOON + timedelta(minutes=minutes),
        key=f"{page}-{number}" if page else "",
        token=token,
    )


def test_same_form_sent_again_is_the_same_answer(attempt):
    first = send(attempt, "a")

    again = send(attempt, "a", minutes=5)

    assert (again.saved_at, again.replaced, again.stands) == (first.saved_at, None, None)
    assert Response.objects.get().changes == 1


def test_form_sent_again_after_the_end_is_told_that_it_was_stored(attempt):
    first = send(attempt, "a")
    hand_in(attempt)

    again = send(attempt, "a", minutes=5)

    assert again.saved_at == first.saved_at
    with pytest.raises(AttemptClosed):
        send(attempt, "b", number=2)


def test_older_answer_of_a_page_that_comes_later_does_not_overwrite(attempt):
    send(attempt, "b", number=2)

    late = send(attempt, "a", number=1, minutes=1)

    assert stored(attempt) == {1: {"chosen": ["b"]}}
    assert (late.stands.answer, late.stands.saved_at) == ({"chosen": ["b"]}, NOON)


def test_newest_of_two_tabs_wins_and_says_what_it_replaced(attempt):
    send(attempt, "a", page=PAGE)

    other = send(attempt, "b", page=OTHER, token=0, minutes=1)

    assert stored(attempt) == {1: {"chosen": ["b"]}}
    assert (other.replaced.answer, other.replaced.saved_at) == ({"chosen": ["a"]}, NOON)


def test_tab_that_had_read_the_answer_replaces_it_without_a_word(attempt):
    first = send(attempt, "a", page=PAGE)

    assert send(attempt, "b", page=OTHER, token=first.response.changes).replaced is None


def test_quick_changes_on_one_page_are_no_conflict(attempt):
    send(attempt, "a", number=1, token=0)

    assert send(attempt, "b", number=2, token=0).replaced is None


def test_replay_of_what_another_tab_has_replaced_since_does_not_come_back(attempt):
    send(attempt, "a", page=PAGE)
    send(attempt, "b", page=OTHER, minutes=1)

    replay = send(attempt, "a", page=PAGE, minutes=2)

    assert stored(attempt) == {1: {"chosen": ["b"]}}
    assert replay.stands.answer == {"chosen": ["b"]}


def test_form_without_key_and_token_is_stored_as_it_comes(attempt):
    for option in "ab":
        assert send(attempt, option, page="", token=None).replaced is None

    assert stored(attempt) == {1: {"chosen": ["b"]}}


@pytest.mark.parametrize("key", ["", "x", "-1", f"{PAGE}-", f"{PAGE}-1-2", "<script>", "9" * 400])
@pytest.mark.parametrize("token", ["", "-1", "x", "9" * 400, "٣"])
def test_key_and_token_of_any_kind_are_no_error(client_of, officer, site, attempt, key, token):
    page = client_of(officer).post(f"/en/quiz/{attempt.uuid}/1/", {"answer": "a", "key": key, "token": token})

    assert page.status_code == 302
    assert stored(attempt) == {1: {"chosen": ["a"]}}


def test_person_is_told_in_words_with_and_without_script(client_of, officer, site, attempt):
    browser, address = client_of(officer), f"/en/quiz/{attempt.uuid}/1/"
    browser.post(address, {"answer": "a", "key": f"{PAGE}-1", "token": "0"})

    told = browser.post(
        address, {"answer": "b", "key": f"{OTHER}-1", "token": "0"}, headers={"Accept": "application/json"}
    )
    page = browser.post(address, {"answer": "c", "key": f"{'c' * 32}-1", "token": "0"}, follow=True)

    assert told.json()["replaced"].startswith("This replaced “The gauge changes”")
    assert "This replaced “Nothing changes”" in page.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_storing_takes_the_same_few_queries_at_any_size(officer, number, count_queries):
    attempt = begin(officer, QuizFactory(questions=[QuestionFactory() for _n in range(number)]))

    with count_queries() as first:
        send(attempt, "a")
    with count_queries() as second:
        send(attempt, "b", number=2)

    assert (first.number, second.number) == (3, 3)
