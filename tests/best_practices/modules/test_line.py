"""The line of a module: what is done, what comes next. Pure."""

from datetime import UTC, datetime
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from best_practices.modules.line import ModuleProgress, NextStep, lessons_done, next_step

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
LESSONS = [SimpleNamespace(translation_key=UUID(int=n)) for n in range(3)]
FIRST, SECOND, THIRD = LESSONS
QUIZ, DONE = NextStep("quiz"), NextStep("done")


def done(*lessons, **quiz):
    return ModuleProgress(lessons={lesson.translation_key: NOON for lesson in lessons}, **quiz)


@pytest.mark.parametrize(
    ("progress", "step"),
    [
        (done(), NextStep("lesson", FIRST)),
        (done(FIRST), NextStep("lesson", SECOND)),
        (done(SECOND, THIRD), NextStep("lesson", FIRST)),
        (done(*LESSONS), QUIZ),
        (done(*LESSONS, quiz="failed"), QUIZ),
        (done(*LESSONS, quiz="passed"), DONE),
        (done(FIRST, quiz="open"), QUIZ),
        (done(FIRST, quiz="passed"), NextStep("lesson", SECOND)),
    ],
)
def test_next_step_is_the_open_quiz_then_the_first_lesson_not_done_then_the_quiz(progress, step):
    assert next_step(LESSONS, progress, has_quiz=True) == step


def test_module_without_a_quiz_is_done_after_its_lessons():
    assert next_step(LESSONS, done(*LESSONS), has_quiz=False) == DONE


def test_module_without_lessons_leads_to_its_quiz():
    assert next_step([], done(), has_quiz=True) == QUIZ


def test_lesson_that_was_removed_since_does_not_count():
    removed = SimpleNamespace(translation_key=uuid4())

    assert lessons_done(LESSONS, done(FIRST, removed)) == 1


@given(read=st.sets(st.sampled_from(range(3))), quiz=st.sampled_from(["", "open", "failed", "passed"]))
def test_next_step_is_never_done_already(read, quiz):
    progress = done(*(LESSONS[n] for n in read), quiz=quiz)

    step = next_step(LESSONS, progress, has_quiz=True)

    assert step.lesson is None or step.lesson.translation_key not in progress.lessons
    assert (step == DONE) == (len(read) == 3 and quiz == "passed")


def test_last_moment_is_that_of_the_latest_lesson_or_quiz():
    later = NOON.replace(hour=15)

    assert done(FIRST, quiz="failed", quiz_at=later).last_at == later
    assert done(FIRST).last_at == NOON
    assert done().last_at is None
    assert [done().begun, done(FIRST).begun, done(quiz="open").begun] == [False, True, True]
