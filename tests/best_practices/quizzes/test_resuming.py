"""Going on in another language: the same questions, the same answers, other words."""

import pytest

from best_practices.quizzes.models import Question
from best_practices.quizzes.queries import item_views, next_open_position, stations_of
from tests.best_practices.learning import begin, give
from tests.factories.content import in_russian

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_both(quiz):
    """The quiz, its questions in Russian too; the third with another right number, as a mistake would have it."""
    for code in ("Q-1", "Q-2"):
        in_russian(Question.objects.get(code=code), stem=f"Что спрашивает {code}?")
    in_russian(Question.objects.get(code="Q-3"), stem="Сколько?", answer=1)
    return quiz


def shown(attempt, language):
    return [
        (item.shown.language, item.shown.content["stem"]) for item in item_views(attempt=attempt, language=language)
    ]


def test_questions_begun_in_english_are_shown_in_russian(officer, in_both):
    attempt = begin(officer, in_both)

    assert shown(attempt, "ru")[:2] == [("ru", "Что спрашивает Q-1?"), ("ru", "Что спрашивает Q-2?")]
    assert shown(attempt, "en")[:2] == [("en", "What does Q-1 ask?"), ("en", "What does Q-2 ask?")]


def test_translation_with_another_key_is_not_shown(officer, in_both):
    attempt = begin(officer, in_both)

    assert shown(attempt, "ru")[2] == ("en", "What does Q-3 ask?")


def test_answer_given_in_one_language_stands_in_the_other(officer, in_both):
    attempt = begin(officer, in_both)

    give(attempt, 2, "a", "c", language="ru")

    english = item_views(attempt=attempt, language="en")[1]
    assert english.answer == {"chosen": ["a", "c"]}
    assert [option["key"] for option in english.content["options"]] == ["a", "b", "c"]


def test_newest_translation_of_the_same_key_is_shown(officer, in_both):
    attempt = begin(officer, in_both)
    russian = Question.objects.get(code="Q-1", locale__language_code="ru")
    russian.stem = "Исправленный перевод"
    russian.save_revision().publish()

    assert shown(attempt, "ru")[0] == ("ru", "Исправленный перевод")


def test_one_goes_on_at_the_first_question_without_an_answer(officer, in_both):
    attempt = begin(officer, in_both)
    give(attempt, 1, "b")
    give(attempt, 3, number="1", typed="1")
    before = next_open_position(stations_of(attempt))

    give(attempt, 2, "a")

    assert (before, next_open_position(stations_of(attempt))) == (2, 3)
