"""Questions: what an editor may not publish, and what publishing freezes."""

import pytest
from django.core.exceptions import ValidationError

from best_practices.quizzes.models import Question, QuestionVersion
from best_practices.quizzes.services import freeze_question
from tests.factories.content import in_russian
from tests.factories.quizzes import QuestionFactory

pytestmark = pytest.mark.django_db


def publish(question, **changes):
    question = Question.objects.get(pk=question.pk)
    for name, value in changes.items():
        setattr(question, name, value)
    question.save_revision().publish()
    return question


def versions(question):
    found = QuestionVersion.objects.filter(question_key=question.translation_key)
    return list(found.order_by("language", "number"))


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("options", {"options": {"a": "One"}}),
        ("options", {"right": ""}),
        ("options", {"right": "ab"}),
        ("options", {"kind": "multiple", "right": ""}),
        ("answer", {"kind": "numeric", "options": {}}),
    ],
    ids=["one option", "none right", "two right", "several, none right", "no number"],
)
def test_question_that_cannot_be_answered_is_refused_at_its_field(field, wrong):
    with pytest.raises(ValidationError) as refusal:
        QuestionFactory(**wrong)

    assert list(refusal.value.message_dict) == [field]


def test_two_options_of_one_key_are_refused():
    question = QuestionFactory()
    question.options = [("option", {"key": "a", "text": text, "correct": text == "One"}) for text in ("One", "Two")]

    with pytest.raises(ValidationError) as refusal:
        question.full_clean()

    assert refusal.value.message_dict == {"options": ["Two answers have the same key."]}


def test_publishing_the_same_again_makes_no_version():
    question = QuestionFactory()

    publish(question)

    assert [freeze_question(question=question)] == versions(question)


@pytest.mark.parametrize("change", [{"stem": "Which way?"}, {"feedback": "Look at the rails."}, {"sources": "S60"}])
def test_publishing_a_change_makes_the_next_version_and_keeps_the_first(change):
    question = QuestionFactory(stem="Where?", feedback="On the border.", sources="S1")

    publish(question, **change)

    first, second = versions(question)
    assert [first.number, second.number] == [1, 2]
    assert [first.content["stem"], first.content["feedback"]] == ["Where?", "On the border."]
    assert first.key_hash == second.key_hash
    assert first.content_hash != second.content_hash


def test_draft_freezes_nothing():
    question = QuestionFactory()
    question.stem = "Half a thou"

    question.save_revision()

    assert [version.number for version in versions(question)] == [1]


def test_versions_of_one_key_have_the_same_hash_in_every_language():
    question = QuestionFactory(right="b")

    in_russian(question, stem="Куда?")

    english, russian = versions(question)
    assert (english.language, russian.language) == ("en", "ru")
    assert (english.number, russian.number) == (1, 1)
    assert english.key_hash == russian.key_hash


def test_another_right_answer_has_another_hash():
    question = QuestionFactory(numeric=True, answer=1520)

    in_russian(question, answer=1435)

    english, russian = versions(question)
    assert english.key_hash != russian.key_hash


def test_number_written_with_more_zeros_is_the_same_key():
    question = QuestionFactory(numeric=True, answer="2800", tolerance="0")

    publish(question, answer=Question._meta.get_field("answer").to_python("2800.000000"))

    assert [version.key["number"] for version in versions(question)] == ["2.8E+3"]


def test_version_holds_what_grading_needs():
    question = QuestionFactory(kind="multiple", right="ac")

    (version,) = versions(question)

    assert version.answer_key == question.key
    assert version.content == question.content
    assert (version.code, version.kind) == (question.code, "multiple")
