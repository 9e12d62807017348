"""What an editor of a question is told: parts that are missing, and languages that ask for something else."""

import pytest
from django.core.exceptions import ValidationError

from accounts.queries import viewer_for
from best_practices.quizzes.models import Question
from best_practices.quizzes.queries import difference_from_original, item_views, left_behind, pictures_of
from tests.best_practices.learning import begin
from tests.factories.content import in_russian
from tests.factories.files import ImageFactory
from tests.factories.quizzes import PARTS, QuizFactory, question_of

pytestmark = pytest.mark.django_db


def region(**changes):
    return ("region", PARTS["hotspot"][1][1] | changes)


REFUSED = [
    ("text", {"parts": []}, "options", "Give at least one accepted form"),
    ("text", {"parts": [("accepted", {"text": "– –"})]}, "options", "with letters or digits"),
    ("matching", {"parts": PARTS["matching"][:1]}, "options", "Give at least two pairs."),
    ("matching", {"parts": [*PARTS["matching"], PARTS["matching"][0]]}, "options", "have the same key: p1."),
    ("matching", {"parts": PARTS["ordering"]}, "options", "“Step” does not belong to this kind of question."),
    ("ordering", {"parts": PARTS["ordering"][:2]}, "options", "Give at least three steps"),
    ("gaps", {"text": "No gap."}, "text", "Write the text with its gaps"),
    ("gaps", {"text": "[[1]] and [[3]]"}, "options", "differ: [[2]], [[3]]."),
    ("gaps", {"text": "[[1]] and [[1]] and [[2]]"}, "text", "[[1]] stands in the text twice."),
    ("hotspot", {"drawing": ""}, "drawing", "Choose a drawing, or a picture"),
    ("hotspot", {"parts": PARTS["hotspot"][:1]}, "options", "mark it right"),
    ("hotspot", {"parts": [region(points="90 30 18 42")]}, "options", "reaches beyond the picture"),
    ("hotspot", {"parts": [region(points="61 30 18")]}, "options", "do not make this shape"),
    ("hotspot", {"parts": [region(points="61 30 0 42")]}, "options", "do not make this shape"),
    ("hotspot", {"parts": [region(points="1 1 1 1")]}, "options", "is too small"),
    ("hotspot", {"parts": [region(shape="circle", points="3 50 5")]}, "options", "reaches beyond the picture"),
]


@pytest.mark.parametrize(("kind", "changes", "field", "message"), REFUSED)
def test_question_that_cannot_be_answered_is_refused_at_its_field(kind, changes, field, message):
    with pytest.raises(ValidationError) as refusal:
        question_of(kind, **changes)

    assert list(refusal.value.message_dict) == [field]
    assert message in " ".join(refusal.value.message_dict[field])


@pytest.mark.parametrize("kind", sorted(PARTS))
def test_half_a_draft_of_every_kind_has_content_and_key(kind):
    question = Question(kind=kind, stem="Half a thou")

    assert question.content["stem"] == "Half a thou"
    assert question.key.to_json()["kind"] == kind


@pytest.mark.parametrize(("kind", "parts"), [("ordering", ["s1", "s2"]), ("matching", ["p3"]), ("gaps", ["2"])])
def test_translation_that_asks_for_something_else_is_told_part_by_part(kind, parts):
    original = question_of(kind)
    russian = in_russian(original)
    changed = {
        "ordering": [PARTS["ordering"][1], PARTS["ordering"][0], *PARTS["ordering"][2:]],
        "matching": [*PARTS["matching"][:2], PARTS["matching"][3]],
        "gaps": [PARTS["gaps"][0], ("gap", {"key": "2", "choices": PARTS["gaps"][0][1]["choices"]})],
    }[kind]
    stream = russian.options.stream_block
    russian.options = stream.to_python([{"type": name, "value": value} for name, value in changed])
    russian.save()

    assert difference_from_original(russian) == ("en", parts)
    assert left_behind(original) == {"ru": parts}
    assert difference_from_original(original) == ("", [])


def test_accepted_forms_are_those_of_a_language():
    original = question_of("text")
    russian = in_russian(original)
    russian.options = russian.options.stream_block.to_python([{"type": "accepted", "value": {"text": "Ветка"}}])
    russian.save()

    assert left_behind(original) == {}


# Pictures of the collection


def question_about(image):
    return question_of("hotspot", code=f"Q-{image.pk}", drawing="", picture=image)


@pytest.mark.parametrize("number", [1, 3])
def test_pictures_of_a_result_cost_the_same_for_one_and_for_three(officer, site, number, django_assert_num_queries):
    quiz = QuizFactory(questions=[question_about(ImageFactory()) for _number in range(number)])
    attempt = begin(officer, quiz)
    viewer = viewer_for(officer)
    items = item_views(attempt=attempt, language="en")
    pictures_of(viewer=viewer, items=items)  # makes the renditions

    with django_assert_num_queries(3):
        found = pictures_of(viewer=viewer, items=items)

    assert len(found) == number


def test_picture_deleted_during_an_attempt_is_named_missing(client_of, officer, site):
    image = ImageFactory()
    attempt = begin(officer, QuizFactory(questions=[question_about(image)]))
    address = f"/en/quiz/{attempt.uuid}/1/"
    before = client_of(officer).get(address).content.decode()

    image.delete()

    after = client_of(officer).get(address)
    assert 'type="image"' in before
    assert after.status_code == 200
    assert "The picture of this question is not here any more" in after.content.decode()
