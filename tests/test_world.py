"""The known world itself: what the other tests stand on."""

import pytest

from accounts.queries import viewer_for
from accounts.viewer import STRANGER
from best_practices.quizzes.models import QuestionVersion
from content.visibility import handling_of
from core.labels import Label
from tests.factories.content import in_russian, mark
from tests.factories.modules import LessonFactory, ModuleFactory
from tests.factories.quizzes import QuestionFactory, QuizFactory

pytestmark = pytest.mark.django_db


def test_people_belong_where_the_tests_say(officer, organiser, staff, pcu_east, programme_office):
    viewer = viewer_for(officer)

    assert viewer.organisations == {pcu_east.pk}
    assert viewer.lineage == {pcu_east.pk, programme_office.pk}
    assert [viewer_for(person).roles for person in (officer, organiser, staff)] == [
        {"officer"},
        {"organiser"},
        {"staff"},
    ]


def test_stranger_is_nobody(stranger):
    assert viewer_for(stranger) is STRANGER


def test_client_of_signs_a_person_in(client_of, officer, stranger):
    assert client_of(officer).session["_auth_user_id"] == str(officer.pk)
    assert "_auth_user_id" not in client_of(stranger).session


def test_site_has_both_languages_of_each_page(site, home, home_ru, modules_index, modules_index_ru):
    assert site.root_page.specific == home
    assert [page.url for page in (home, home_ru)] == ["/en/", "/ru/"]
    assert [page.url for page in (modules_index, modules_index_ru)] == [
        "/en/best-practices/",
        "/ru/best-practices/",
    ]
    assert home.translation_key == home_ru.translation_key


def test_module_takes_the_label_of_the_index_and_lessons_that_of_the_module(modules_index, pcu_east):
    module = ModuleFactory(parent=modules_index)
    lesson = LessonFactory(parent=module)
    assert [handling_of(page).label for page in (modules_index, module, lesson)] == ["TLP:CLEAR"] * 3

    mark(module, Label.AMBER, owner=pcu_east)

    later = LessonFactory(parent=module)
    lesson = type(lesson).objects.get(pk=lesson.pk)
    assert [handling_of(page).label for page in (lesson, later)] == ["TLP:AMBER"] * 2


def test_russian_translation_is_live_and_of_the_same_identity(site, modules_index):
    module = ModuleFactory(parent=modules_index, slug="gauge")
    lesson = LessonFactory(parent=module)

    russian = in_russian(module, title="Колея")
    russian_lesson = in_russian(lesson, title="Урок")

    assert (russian.live, russian.title, russian.url) == (True, "Колея", "/ru/best-practices/gauge/")
    assert (russian.translation_key, russian.uuid != module.uuid) == (module.translation_key, True)
    assert russian_lesson.get_parent().specific == russian


def test_published_question_is_frozen_once_per_language():
    question = QuestionFactory(right="b")
    russian = in_russian(question, stem="Что спрашивают?")

    versions = QuestionVersion.objects.filter(question_key=question.translation_key).order_by("language")

    assert [(v.language, v.number, v.key["right"]) for v in versions] == [("en", 1, ["b"]), ("ru", 1, ["b"])]
    assert russian.live


def test_quiz_keeps_the_order_of_its_questions():
    questions = [
        QuestionFactory(),
        QuestionFactory(kind="multiple", right="ac"),
        QuestionFactory(numeric=True),
    ]

    quiz = QuizFactory(questions=questions, pass_mark=2)

    assert [row.question for row in quiz.quiz_questions.all()] == questions
    assert in_russian(quiz, title="Тест").quiz_questions.count() == 3


def test_count_queries_leaves_transactions_out(count_queries, officer):
    with count_queries() as counted:
        viewer_for(officer)

    assert counted.number == 1
