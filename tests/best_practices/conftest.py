"""A quiz of three questions, and a module of two lessons that ends with it."""

import pytest

from best_practices.modules.models import LessonPage, ModuleIndexPage, ModulePage
from best_practices.quizzes.models import Quiz
from tests.factories.modules import LessonFactory, ModuleFactory
from tests.factories.quizzes import QuestionFactory, QuizFactory


@pytest.fixture
def quiz(db: None) -> Quiz:
    """GREEN: one answer ("a"), several ("a" and "c"), a number (74619.25 kg, half a kilo either way); 2 to pass."""
    questions = [
        QuestionFactory(code="Q-1", right="a"),
        QuestionFactory(code="Q-2", kind="multiple", right="ac"),
        QuestionFactory(code="Q-3", numeric=True, answer="74619.25", tolerance="0.5", unit="kg", feedback="Weighed."),
    ]
    return QuizFactory(code="QUIZ", title="Reading the line", questions=questions, pass_mark=2)


@pytest.fixture
def module(modules_index: ModuleIndexPage, quiz: Quiz) -> ModulePage:
    """`/en/best-practices/gauge/`, CLEAR, with its quiz."""
    return ModuleFactory(parent=modules_index, code="G", title="Gauge breaks", slug="gauge", quiz=quiz)


@pytest.fixture
def lesson(module: ModulePage) -> LessonPage:
    """The first lesson."""
    return LessonFactory(parent=module, code="G1", title="Two gauge breaks", slug="two")


@pytest.fixture
def second_lesson(module: ModulePage, lesson: LessonPage) -> LessonPage:
    """The second and last lesson."""
    return LessonFactory(parent=module, code="G2", title="Reading a number", slug="number")
