"""What is right, and why, is in no response before the hand-in."""

import re

import pytest

from best_practices.quizzes.models import Question
from tests.best_practices.learning import RIGHT, begin, hand_in
from tests.factories.content import in_russian
from tests.factories.quizzes import QuestionFactory

pytestmark = pytest.mark.django_db

SECRETS = ["About a.", "About b.", "About c.", "1520 mm apart", "Weighed.", "74619"]
"""Every option's reason, both explanations, and the right number."""
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture
def client(client_of, officer, site):
    return client_of(officer)


@pytest.fixture
def attempt(officer, quiz, lesson):
    for question in Question.objects.all():
        in_russian(question)
    return begin(officer, quiz)


def given_away(*responses):
    text = "\n".join(TOKEN.sub("", response.content.decode()) + str(dict(response.items())) for response in responses)
    return [secret for secret in SECRETS if secret in text]


def pages(attempt, quiz):
    """Every address at which the attempt, its quiz or its module can be read."""
    for language in ("en", "ru"):
        yield f"/{language}/quiz/start/{quiz.translation_key}/"
        yield f"/{language}/quiz/{attempt.uuid}/"
        for position in (1, 2, 3):
            yield f"/{language}/quiz/{attempt.uuid}/{position}/"
        yield f"/{language}/desk/"
        yield f"/{language}/best-practices/"
    yield "/en/best-practices/gauge/"
    yield "/en/best-practices/gauge/?print=all"
    yield "/en/best-practices/gauge/two/"


def test_no_page_gives_anything_away_before_the_hand_in(client, attempt, quiz):
    visited = [client.get(page) for page in pages(attempt, quiz)]

    assert [response.status_code for response in visited] == [200] * len(visited)
    assert given_away(*visited) == []


@pytest.mark.parametrize("headers", [{}, {"Accept": "application/json"}], ids=["form", "script"])
@pytest.mark.parametrize("answer", ["a", "b", "c", ["a", "c"], "z", "7", "", "1e999"])
def test_no_answer_to_an_answer_gives_anything_away(client, attempt, answer, headers):
    told = [
        client.post(f"/{language}/quiz/{attempt.uuid}/{position}/", {"answer": answer}, headers=headers, follow=True)
        for language in ("en", "ru")
        for position in (1, 2, 3)
    ]

    assert given_away(*told) == []


def test_right_and_wrong_answers_are_answered_alike(client, attempt):
    told = [
        client.post(f"/en/quiz/{attempt.uuid}/1/", {"answer": key}, headers={"Accept": "application/json"}).json()
        for key in "abc"
    ]

    assert [set(answer) for answer in told] == [{"saved", "number", "token"}] * 3


def test_options_of_right_and_wrong_answers_are_written_alike(client, attempt):
    page = client.get(f"/en/quiz/{attempt.uuid}/1/").content.decode()

    options = re.findall(r'<input type="radio".*?</label>', page)
    bare = {re.sub(r">[^<]+</label>", ">", re.sub(r'"(a-)?[abc]"', '"x"', option)) for option in options}
    assert (len(options), len(bare)) == (3, 1)


def test_everything_is_told_after_the_hand_in(client, attempt):
    for position, answer in enumerate(RIGHT, start=1):
        client.post(f"/en/quiz/{attempt.uuid}/{position}/", {"answer": answer.get("chosen", answer.get("typed"))})
    hand_in(attempt)

    assert given_away(client.get(f"/en/quiz/{attempt.uuid}/")) == SECRETS


def test_question_of_the_bank_has_no_public_address(client, client_of, stranger, site):
    question = QuestionFactory(feedback="1520 mm apart")
    guesses = [
        f"/admin/snippets/quizzes/question/edit/{question.pk}/",
        f"/admin/snippets/quizzes/question/preview/{question.pk}/",
    ]

    for person in (client, client_of(stranger)):
        visited = [person.get(guess) for guess in guesses]
        assert [response.status_code == 200 for response in visited] == [False, False]
        assert given_away(*visited) == []
