"""What nobody should send gets a message at its place, never an error page, and nothing typed is lost."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.best_practices.learning import begin, give, stored

NOBODYS = "6e08c851-5ebb-4e78-a9bb-4c241c13e611"

pytestmark = pytest.mark.django_db

SCRIPT = {"Accept": "application/json"}
NOT_ONE_OF_THEM = "This answer does not belong to this question. Choose one of the answers shown."
TOO_LONG = "This is too long for a number. Write digits only, for example 12,5."


@pytest.fixture
def client(client_of, officer, site):
    return client_of(officer)


@pytest.fixture
def attempt(officer, quiz):
    return begin(officer, quiz)


def post(client, attempt, position, answer, **headers):
    return client.post(f"/en/quiz/{attempt.uuid}/{position}/", {"answer": answer}, headers=headers or None)


def message(response):
    """The words of the message that the field or the group of options is described by."""
    found = re.search(r'<p class="alert" id="error">(.*?)</p>', response.content.decode())
    assert found
    return found[1].replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">")


@pytest.mark.parametrize("answer", ["z", "A", "a\x00", "a,b", "1", "'; --", "a" * 1_000_000])
def test_unknown_option_is_refused_at_the_options(client, attempt, answer):
    response = post(client, attempt, 1, answer)

    assert (response.status_code, message(response)) == (422, NOT_ONE_OF_THEM)
    assert '<fieldset aria-describedby="error">' in response.content.decode()
    assert stored(attempt) == {}


def test_two_answers_to_a_question_with_one_are_refused_and_both_are_kept_in_view(client, attempt):
    response = post(client, attempt, 1, ["a", "b"])

    assert (response.status_code, message(response)) == (422, NOT_ONE_OF_THEM)
    assert response.content.decode().count(" checked") == 2


def test_the_same_answer_twice_is_one(client, attempt):
    post(client, attempt, 1, ["a", "a"])

    assert stored(attempt) == {1: {"chosen": ["a"]}}


@pytest.mark.parametrize("typed", ["abc", "1e999", "NaN", "∞", "0x10", "1/2", "1,2,3", '"><script>', "1" * 19])
def test_what_is_no_number_is_refused_at_the_field_and_kept(client, attempt, typed):
    response = post(client, attempt, 3, typed)

    page = response.content.decode()
    kept = re.search(r'name="answer" value="(.*?)"', page)[1]
    assert (response.status_code, message(response)) == (
        422,
        f"“{typed}” is not a number. Write digits, for example 12,5 or 2800.",
    )
    assert kept.replace("&quot;", '"').replace("&gt;", ">").replace("&lt;", "<") == typed
    assert 'aria-describedby="how error" aria-invalid="true"' in page
    assert stored(attempt) == {}


@pytest.mark.parametrize("typed", ["9" * 61, "9" * 1_000_000])
def test_text_too_long_for_a_number_is_refused_and_kept(client, attempt, typed):
    response = post(client, attempt, 3, typed)

    assert (response.status_code, message(response)) == (422, TOO_LONG)
    assert f'value="{typed}"' in response.content.decode()


def test_refused_answer_leaves_the_earlier_one(client, attempt):
    give(attempt, 3, number="7", typed="7")

    post(client, attempt, 3, "seven")

    assert stored(attempt) == {3: {"number": "7", "typed": "7"}}


@pytest.mark.parametrize("answer", [{}, {"answer": ""}, {"answer": "   "}, {"answer": "\x00"}, {"other": "a"}])
def test_number_that_was_not_given_is_not_stored_and_one_goes_on(client, attempt, answer):
    give(attempt, 3, number="7", typed="7")

    response = client.post(f"/en/quiz/{attempt.uuid}/3/", answer)

    assert (response.status_code, stored(attempt)) == (302, {3: {"number": "7", "typed": "7"}})


def test_file_in_place_of_an_answer_is_no_answer(client, attempt):
    response = post(client, attempt, 1, SimpleUploadedFile("a", b"a"))

    assert (response.status_code, stored(attempt)) == (302, {})


@pytest.mark.parametrize(
    ("position", "answer", "error"),
    [
        (1, "z", NOT_ONE_OF_THEM),
        (1, [], "Nothing was chosen, so nothing is saved."),
        (3, "", "Nothing was chosen, so nothing is saved."),
        (3, "abc", "“abc” is not a number. Write digits, for example 12,5 or 2800."),
        (3, "9" * 61, TOO_LONG),
    ],
)
def test_script_is_told_what_is_wrong(client, attempt, position, answer, error):
    response = post(client, attempt, position, answer, **SCRIPT)

    assert (response.status_code, response.json()) == (422, {"error": error})


@pytest.mark.parametrize("position", ["0", "4", "99999", "9223372036854775808", "9" * 300])
@pytest.mark.parametrize("method", ["get", "post"])
def test_position_that_is_not_there_is_not_found(client, attempt, method, position):
    response = getattr(client, method)(f"/en/quiz/{attempt.uuid}/{position}/", {"answer": "a"})

    assert response.status_code == 404


@pytest.mark.parametrize("address", [f"/en/quiz/{NOBODYS}/", f"/en/quiz/{NOBODYS}/1/", f"/en/quiz/start/{NOBODYS}/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_key_that_nobody_has_is_not_found(client, quiz, method, address):
    assert getattr(client, method)(address).status_code == 404


@pytest.mark.parametrize("address", ["/en/quiz/1/", "/en/quiz/start/x/", "/en/quiz/-1/2/", "/xx/quiz/start/x/"])
def test_address_that_is_none_is_not_found(client, quiz, address):
    assert client.get(address, follow=True).status_code == 404


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client, attempt, quiz, method):
    addresses = [f"/en/quiz/{attempt.uuid}/", f"/en/quiz/{attempt.uuid}/1/", f"/en/quiz/start/{quiz.translation_key}/"]

    assert [getattr(client, method)(address).status_code for address in addresses] == [405, 405, 405]


def test_more_than_a_form_may_hold_is_refused_without_an_error(client, attempt):
    too_big = client.post(
        f"/en/quiz/{attempt.uuid}/3/", "answer=" + "9" * 3_000_000, "application/x-www-form-urlencoded"
    )
    too_many = client.post(f"/en/quiz/{attempt.uuid}/2/", {f"field{n}": "a" for n in range(1_100)})

    assert (too_big.status_code, too_many.status_code, stored(attempt)) == (400, 400, {})
