"""Lessons done and modules completed: once, in any language, and for good."""

from datetime import timedelta

import pytest

from accounts.queries import viewer_for
from best_practices.modules.models import ModulePage
from best_practices.modules.queries import modules_for
from best_practices.progress.models import LessonCompletion, ModuleCompletion
from best_practices.progress.queries import progress_in
from best_practices.progress.services import finish_lesson, reopen_lesson
from best_practices.quizzes.choices import QuizMode
from best_practices.quizzes.models import Quiz
from tests.best_practices.learning import NOON, begin, hand_in, passed
from tests.factories.content import in_russian
from tests.factories.modules import LessonFactory, ModuleFactory

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(days=1)


def finish(person, *lessons, at=NOON):
    for lesson in lessons:
        module = ModulePage.objects.parent_of(lesson).select_related("quiz").get()
        finish_lesson(user=person, lesson=lesson, module=module, language=lesson.locale.language_code, at=at)


def completions(person):
    return list(ModuleCompletion.objects.filter(user=person).values_list("module_title", "completed_at"))


def test_lesson_is_done_once(officer, lesson):
    finish(officer, lesson)

    finish(officer, lesson, at=LATER)

    done = LessonCompletion.objects.get()
    assert (done.user, done.lesson_key, done.done_at) == (officer, lesson.translation_key, NOON)
    assert (done.lesson_title, done.language) == ("G1 Two gauge breaks", "en")


def test_lesson_done_in_russian_is_the_same_lesson(site, officer, module, lesson):
    in_russian(module)
    finish(officer, lesson)

    finish(officer, in_russian(lesson, title="Два стыка колеи"), at=LATER)

    assert LessonCompletion.objects.get().language == "en"


def test_lesson_taken_back_is_not_done(officer, organiser, lesson):
    finish(officer, lesson)
    finish(organiser, lesson)

    reopen_lesson(user=officer, lesson=lesson)

    assert [done.user for done in LessonCompletion.objects.all()] == [organiser]


def test_module_is_complete_with_every_lesson_and_a_passed_quiz(officer, quiz, lesson, second_lesson):
    finish(officer, lesson, second_lesson)
    before = completions(officer)

    attempt = passed(officer, quiz, at=LATER)

    assert before == []
    assert completions(officer) == [("G Gauge breaks", LATER)]
    assert ModuleCompletion.objects.get().attempt_uuid == attempt.uuid


def test_quiz_for_practice_keeps_no_module_from_being_complete(officer, quiz, lesson, second_lesson):
    Quiz.objects.filter(pk=quiz.pk).update(mode=QuizMode.PRACTICE)

    finish(officer, lesson, second_lesson)

    assert completions(officer) == [("G Gauge breaks", NOON)]


def test_failed_quiz_completes_nothing(officer, quiz, lesson):
    finish(officer, lesson)

    hand_in(begin(officer, quiz))

    assert completions(officer) == []


def test_quiz_first_and_lessons_later_complete_the_module_too(officer, quiz, lesson, second_lesson):
    passed(officer, quiz)

    finish(officer, lesson)
    before = completions(officer)
    finish(officer, second_lesson, at=LATER)

    assert before == []
    assert completions(officer) == [("G Gauge breaks", LATER)]


def test_module_without_a_quiz_is_complete_with_its_lessons(officer, modules_index):
    lesson = LessonFactory(parent=ModuleFactory(parent=modules_index, code="H", title="Seals"))

    finish(officer, lesson)

    assert completions(officer) == [("H Seals", NOON)]


@pytest.fixture
def in_both(site, module, quiz, lesson, second_lesson):
    """The module, its lessons and its quiz have their Russian translations: the Russian second lesson."""
    in_russian(module, title="Стыки колеи", quiz=in_russian(quiz, title="Тест"))
    in_russian(lesson)
    return in_russian(second_lesson)


def test_english_lesson_and_russian_lesson_and_russian_quiz_complete_the_module(officer, lesson, in_both):
    finish(officer, lesson, in_both)

    passed(officer, Quiz.objects.get(locale__language_code="ru"), at=LATER)

    assert [at for _title, at in completions(officer)] == [LATER]


def test_lesson_added_or_taken_back_later_leaves_the_module_complete(officer, quiz, module, lesson):
    finish(officer, lesson)
    passed(officer, quiz)

    LessonFactory(parent=module)
    reopen_lesson(user=officer, lesson=lesson)
    passed(officer, quiz, at=LATER)

    assert completions(officer) == [("G Gauge breaks", NOON)]


def test_draft_lesson_is_not_waited_for(officer, quiz, module, lesson):
    LessonFactory(parent=module, live=False)
    finish(officer, lesson)

    passed(officer, quiz)

    assert completions(officer) == [("G Gauge breaks", NOON)]


def test_draft_module_with_the_same_quiz_is_not_completed(officer, quiz, modules_index, lesson):
    ModuleFactory(parent=modules_index, code="D", title="A draft", quiz=quiz, live=False)
    finish(officer, lesson)

    passed(officer, quiz)

    assert completions(officer) == [("G Gauge breaks", NOON)]


def test_one_person_completes_nothing_for_another(officer, organiser, quiz, lesson):
    finish(officer, lesson)

    passed(organiser, quiz)

    assert (completions(officer), completions(organiser)) == ([], [])


def test_progress_counts_both_languages_and_only_this_person(officer, organiser, quiz, lesson, in_both):
    finish(officer, lesson, in_both)
    attempt = begin(officer, quiz)

    found = {}
    for who in (officer, organiser):
        for language in ("en", "ru"):
            (module,) = modules_for(viewer_for(who), language=language)
            found[who, language] = progress_in([module], viewer_for(who))[module.key]

    assert found[officer, "en"] == found[officer, "ru"]
    assert set(found[officer, "en"].lessons) == {lesson.translation_key, in_both.translation_key}
    assert (found[officer, "en"].quiz, found[officer, "en"].attempt) == ("open", attempt.uuid)
    assert (found[organiser, "en"].lessons, found[organiser, "en"].quiz) == ({}, "")
