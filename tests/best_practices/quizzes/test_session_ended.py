"""A session that ended in mid-quiz: sign in where one stands, nothing is answered twice."""

import re

import pytest
from django.test import Client

from tests.best_practices.learning import begin, hand_in, stored

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse"


@pytest.fixture
def client(site):
    """Nobody is signed in any more."""
    return Client()


@pytest.fixture
def attempt(officer, quiz):
    return begin(officer, quiz)


def send(client, attempt, position="", **form):
    path = f"{position}/" if position else ""
    return client.post(f"/en/quiz/{attempt.uuid}/{path}", form)


def kept(response):
    """What the sign-in form carries along."""
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', response.content.decode())
    return [field for field in fields if field[0] != "csrfmiddlewaretoken"]


def test_answer_is_kept_on_the_sign_in_page_and_not_stored(client, attempt):
    response = send(client, attempt, 2, answer=["a", "c"], leave="1")

    assert response.status_code == 401
    assert kept(response) == [("answer", "a"), ("answer", "c"), ("leave", "1")]
    assert f'action="/en/quiz/{attempt.uuid}/2/"' in response.content.decode()
    assert stored(attempt) == {}


def test_answer_is_stored_with_the_right_password(client, attempt):
    response = send(client, attempt, 2, answer=["a", "c"], login="officer", password=PASSWORD)

    assert (response.status_code, response["Location"]) == (302, f"/en/quiz/{attempt.uuid}/3/")
    assert stored(attempt) == {2: {"chosen": ["a", "c"]}}
    assert client.get(f"/en/quiz/{attempt.uuid}/3/").status_code == 200


def test_answer_survives_a_wrong_password(client, attempt):
    response = send(client, attempt, 2, answer=["a", "c"], login="officer", password="wrong")

    assert response.status_code == 401
    assert kept(response) == [("answer", "a"), ("answer", "c")]
    assert '<p class="alert">' in response.content.decode()
    assert "wrong" not in [value for _name, value in kept(response)]
    assert stored(attempt) == {}


def test_what_is_wrong_with_the_answer_is_said_after_signing_in(client, attempt):
    response = send(client, attempt, 3, answer="heavy", login="officer", password=PASSWORD)

    assert response.status_code == 422
    assert 'value="heavy"' in response.content.decode()


def test_somebody_else_who_signs_in_there_finds_nothing(client, attempt, organiser):
    response = send(client, attempt, 2, answer="a", login="organiser", password=PASSWORD)

    assert (response.status_code, stored(attempt)) == (404, {})


def test_hand_in_waits_for_the_password_too(client, attempt):
    asked = send(client, attempt)
    attempt.refresh_from_db()
    before = attempt.state

    send(client, attempt, login="officer", password=PASSWORD)

    attempt.refresh_from_db()
    assert (asked.status_code, before, attempt.state) == (401, "open", "graded")


def test_answer_that_comes_after_the_hand_in_is_refused_after_signing_in(client, attempt):
    hand_in(attempt)

    response = send(client, attempt, 1, answer="a", login="officer", password=PASSWORD)

    assert (response.status_code, stored(attempt)) == (409, {})


def test_script_is_told_that_nothing_was_saved(client, attempt):
    response = client.post(f"/en/quiz/{attempt.uuid}/1/", {"answer": "a"}, headers={"Accept": "application/json"})

    assert (response.status_code, stored(attempt)) == (401, {})


def test_what_was_kept_cannot_break_out_of_the_page(client, attempt):
    response = send(client, attempt, 3, answer='"><script>alert(1)</script>')

    assert "<script>alert" not in response.content.decode()
