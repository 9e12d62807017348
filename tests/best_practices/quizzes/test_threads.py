"""Two at the same moment: what constraints and locks promise, on a database that keeps what is committed."""

import threading
from pathlib import Path

import pytest
from django.db import connection, connections

from accounts.models import User
from accounts.viewer import Viewer
from best_practices.quizzes.models import Attempt, Question, QuestionVersion, Quiz, Response
from best_practices.quizzes.services import AttemptClosed, start_attempt, store_answer, submit_attempt
from content.handling import Handling
from tests.best_practices.learning import NOON
from tests.factories.quizzes import QuestionFactory, QuizFactory


def at_once(*acts):
    """Run functions in threads of their own that begin together, each with its own connection."""
    gate, results = threading.Barrier(len(acts)), [None] * len(acts)

    def act(number, function):
        try:
            gate.wait(timeout=10)
            results[number] = function()
        except Exception as error:
            results[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=act, args=numbered) for numbered in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def alone(function):
    """Run one function in a thread of its own: committed when it returns."""
    (result,) = at_once(function)
    if isinstance(result, Exception):
        raise result
    return result


@pytest.fixture
def real_database(django_db_setup, django_db_blocker, tmp_path, monkeypatch):
    """Threads connect to a database that keeps what is committed: on SQLite to a copy in a file of its own."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            copy = Path(tmp_path, "copy.sqlite3")
            copy.write_bytes(connection.connection.serialize())
            monkeypatch.setitem(connections.settings["default"], "NAME", str(copy))
        yield
        alone(clean_up)


def clean_up():
    """PostgreSQL has no copy: what these tests committed is taken away again."""
    User.objects.filter(username="racer").delete()
    for model in (Quiz, Question, QuestionVersion):
        model.objects.all().delete()
    Handling.objects.filter(kind__startswith="quizzes.").delete()


@pytest.fixture
def racer(real_database):
    """A viewer who may see GREEN, and the key of a quiz of one question."""

    def make():
        person = User.objects.create(username="racer")
        quiz = QuizFactory(questions=[QuestionFactory()])
        return Viewer(signed_in=True, user_id=person.pk, participates=True), quiz.translation_key

    return alone(make)


def start(viewer, quiz_key):
    return start_attempt(viewer=viewer, quiz_key=quiz_key, language="en", at=NOON)


def answer(attempt, option):
    return store_answer(attempt=attempt, position=1, answer={"chosen": [option]}, language="en", at=NOON).response


def test_two_tabs_that_begin_at_once_are_in_one_attempt(racer):
    results = at_once(*[lambda: start(*racer)] * 4)

    assert {type(result) for result in results} == {Attempt}
    assert len({result.pk for result in results}) == 1
    assert alone(lambda: (Attempt.objects.count(), results[0].items.count())) == (1, 1)


def test_two_answers_at_once_leave_one_response(racer):
    attempt = alone(lambda: start(*racer))

    results = at_once(*[lambda option=option: answer(attempt, option) for option in "abcabc"])

    assert {type(result) for result in results} == {Response}
    assert alone(lambda: list(Response.objects.values_list("changes", flat=True))) == [6]


def test_answer_and_hand_in_at_once_never_cross(racer):
    attempt = alone(lambda: start(*racer))
    alone(lambda: answer(attempt, "b"))

    given, handed_in = at_once(lambda: answer(attempt, "a"), lambda: submit_attempt(attempt=attempt, at=NOON))

    (kept,) = alone(lambda: list(Response.objects.all()))
    assert type(given) in {Response, AttemptClosed}
    assert kept.answer == {"chosen": ["a" if isinstance(given, Response) else "b"]}
    assert (handed_in.right, kept.right) == ((1, True) if isinstance(given, Response) else (0, False))


def test_two_hand_ins_at_once_give_one_result(racer):
    attempt = alone(lambda: start(*racer))

    first, second = at_once(*[lambda: submit_attempt(attempt=attempt, at=NOON)] * 2)

    assert (first.state, second.state) == ("graded", "graded")
