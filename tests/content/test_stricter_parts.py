"""A part that is stricter than its whole is named, with the reason, in the editor, on review and on the staff page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from best_practices.modules.models import LessonPage, ModulePage
from content.queries.parts import stricter_parts
from core.labels import Label
from tests.factories.content import mark
from tests.factories.files import ImageFactory
from tests.factories.modules import LessonFactory, ModuleFactory
from tests.factories.quizzes import QuestionFactory, QuizFactory

pytestmark = pytest.mark.django_db


def figure(image):
    return {
        "type": "figure",
        "value": {"image": {"image": image.pk, "decorative": False, "alt_text": "x"}, "caption": ""},
    }


@pytest.fixture
def module(site, modules_index, border_post_west):
    """GREEN, of Training Border Post West; its quiz asks one question."""
    quiz = QuizFactory(title="Test", questions=[QuestionFactory(code="Q1")])
    made = ModuleFactory(parent=modules_index, title="Kingfisher", slug="kingfisher", quiz=quiz)
    mark(made, Label.GREEN, owner=border_post_west)
    mark(quiz, Label.GREEN, owner=border_post_west)
    return ModulePage.objects.get(pk=made.pk)


def lesson_with(module, *images):
    import json

    lesson = LessonFactory(parent=module, title=f"Lesson {len(images)}", slug=f"lesson-{len(images)}", body=[])
    lesson = LessonPage.objects.get(pk=lesson.pk)
    lesson.body = json.dumps([figure(image) for image in images])
    lesson.save_revision().publish()
    return lesson


def found(module):
    return [(part.title, part.label, part.page, list(part.why)) for part in stricter_parts(module)]


def test_picture_of_a_lesson_is_named_with_the_reason(module, border_post_west):
    image = ImageFactory(title="Seal")
    mark(image, Label.AMBER, owner=border_post_west)
    lesson_with(module, image)

    assert found(module) == [("Seal", "TLP:AMBER", "Lesson 1", ["It is TLP:AMBER, and the page is TLP:GREEN."])]


def test_draft_counts_before_it_is_published(module, border_post_west):
    image = ImageFactory(title="Seal")
    mark(image, Label.AMBER, owner=border_post_west)
    lesson = lesson_with(module)
    import json

    lesson.body = json.dumps([figure(image)])
    lesson.save_revision()

    assert [title for title, *_rest in found(module)] == ["Seal"]


def test_quiz_and_its_questions_are_parts(module, border_post_west):
    mark(module.quiz, Label.AMBER, owner=border_post_west)

    assert [(title[:4], label) for title, label, *_rest in found(module)] == [
        ("Q1 W", "TLP:AMBER"),
        ("Test", "TLP:AMBER"),
    ]


def test_same_label_for_fewer_organisations_is_stricter(module, border_post_west, pcu_east, programme_office):
    image = ImageFactory(title="Seal")
    mark(module, Label.AMBER, owner=border_post_west, shared_with=[pcu_east])
    mark(module.quiz, Label.GREEN)
    mark(image, Label.AMBER, owner=border_post_west)
    lesson_with(module, image)
    alone = found(module)

    mark(image, Label.AMBER, shared_with=[programme_office])

    assert alone == [("Seal", "TLP:AMBER", "Lesson 1", ["It is not shared with Training PCU East."])]
    assert found(module) == []


def test_longer_embargo_and_earlier_end_are_stricter(module):
    image, now = ImageFactory(title="Seal"), timezone.now()
    mark(image, Label.CLEAR, embargo_until=now + timedelta(days=1), expires_at=now + timedelta(days=2))
    lesson_with(module, image)

    assert [len(why) for *_rest, why in found(module)] == [2]


def test_page_of_parts_as_free_as_itself_has_none(module):
    image = ImageFactory(title="Seal")
    mark(image, Label.CLEAR)
    lesson_with(module, image)

    assert found(module) == []


def test_asking_costs_the_same_for_one_picture_and_for_three(module, border_post_west, count_queries):
    numbers, images = [], []

    for _time in range(3):
        image = ImageFactory()
        mark(image, Label.AMBER, owner=border_post_west)
        images.append(image)
        lesson_with(module, *images)
        with count_queries() as counted:
            assert len(stricter_parts(ModulePage.objects.get(pk=module.pk))) == len(images)
        numbers.append(counted.number)

    assert len(set(numbers)) == 1, numbers


def test_staff_page_and_editor_say_so_and_lead_on(module, reviewer, border_post_west, client_of):
    image = ImageFactory(title="Seal")
    mark(image, Label.AMBER, owner=border_post_west)
    lesson = lesson_with(module, image)
    browser = client_of(reviewer)

    page = browser.get(reverse("who_sees", args=[module.handling_key])).content.decode()
    editor = browser.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk])).content.decode()

    assert ("It is TLP:AMBER, and the page is TLP:GREEN." in page, reverse("who_sees", args=[image.uuid]) in page) == (
        True,
        True,
    )
    assert "stricter than the page" in editor
