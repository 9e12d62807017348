"""A lesson's picture is for those who may see it, although the lesson's text is kept for everyone."""

import pytest

from content.services import mark
from core.labels import Label
from tests.factories.files import ImageFactory
from tests.factories.modules import LessonFactory, ModuleFactory

pytestmark = pytest.mark.django_db


def test_a_marked_picture_is_shown_to_members_and_not_to_a_stranger(modules_index, client_of, officer, stranger):
    picture = ImageFactory(alt="A sealed container")
    mark(key=picture.handling_key, label=Label.GREEN)
    figure = {"type": "figure", "value": {"image": {"image": picture.pk, "alt_text": "A seal"}, "caption": "The seal"}}
    lesson = LessonFactory(parent=ModuleFactory(parent=modules_index), body=[figure])

    pages = [client_of(who).get(lesson.url).content.decode() for who in (officer, stranger, officer, stranger)]

    assert ["<img" in page for page in pages] == [True, False, True, False]
    assert ["The seal" in page for page in pages] == [True] * 4
