"""Sums of learning are what one would count, after every act and in every order; rules of completion and of time."""

from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import example, given, settings
from hypothesis import strategies as st

from best_practices.modules.models import ModulePage
from best_practices.progress.models import LessonCompletion, ModuleCompletion, ModuleSum
from best_practices.progress.services import TooEarly, finish_lesson, reopen_lesson, sum_up_all
from best_practices.progress.services.sums import FIELDS
from content.version import bump_content_version
from tests.best_practices.learning import NOON, begin, give_right, hand_in, passed
from tests.best_practices.progress.acts import finish
from tests.factories.modules import LessonFactory, ModuleFactory

LATER = NOON + timedelta(days=2)


def sums():
    return sorted(ModuleSum.objects.values_list("user_id", "module_key", *FIELDS))


def test_sum_tells_what_was_done(officer, module, quiz, lesson, second_lesson):
    finish(officer, lesson)
    attempt = begin(officer, quiz, at=LATER)
    give_right(attempt, 1)
    hand_in(attempt, at=LATER)

    row = ModuleSum.objects.get()

    assert (row.lessons, row.minutes, row.attempts, row.share, row.passed) == (1, 10, 1, 333, False)
    assert (row.begun_at, row.last_at, row.completed_at) == (NOON, LATER, None)


def test_best_attempt_counts_and_completion_is_kept(officer, quiz, lesson):
    hand_in(begin(officer, quiz))
    passed(officer, quiz)
    hand_in(begin(officer, quiz))
    finish(officer, lesson, at=LATER)

    reopen_lesson(user=officer, lesson=lesson)

    row = ModuleSum.objects.get()
    assert (row.attempts, row.share, row.passed, row.lessons, row.completed_at) == (3, 1000, True, 0, LATER)


def test_sum_of_nothing_is_no_row(officer, module, lesson):
    finish(officer, lesson)

    reopen_lesson(user=officer, lesson=lesson)

    assert sums() == []


@settings(max_examples=12)
@example(acts=["pass", "fail"])
@given(acts=st.lists(st.sampled_from(["first", "second", "undo", "fail", "pass"]), max_size=6))
def test_sums_kept_one_by_one_are_those_counted_anew(acts, officer, organiser, quiz, lesson, second_lesson):
    for rows in (LessonCompletion, ModuleCompletion, ModuleSum):
        rows.objects.all().delete()
    officer.attempts.all().delete()
    do = {
        "first": lambda: finish(officer, lesson),
        "second": lambda: finish(officer, second_lesson, at=LATER),
        "undo": lambda: reopen_lesson(user=officer, lesson=lesson),
        "fail": lambda: hand_in(begin(officer, quiz)),
        "pass": lambda: passed(officer, quiz, at=LATER),
    }
    for act in acts:
        do[act]()
    kept = sums()

    sum_up_all()

    assert sums() == kept


# Rules


@pytest.mark.parametrize(("completion", "complete"), [("lessons", True), ("quiz", False), ("all", False)])
def test_lessons_complete_a_module_where_its_rule_says_so(completion, complete, officer, module, lesson):
    ModulePage.objects.filter(pk=module.pk).update(completion=completion)
    bump_content_version()

    finish(officer, lesson)

    assert ModuleCompletion.objects.exists() is complete


def test_quiz_alone_completes_a_module_where_its_rule_says_so(officer, module, quiz, lesson):
    ModulePage.objects.filter(pk=module.pk).update(completion="quiz")
    bump_content_version()

    attempt = passed(officer, quiz)

    assert ModuleCompletion.objects.get().attempt_uuid == attempt.uuid


@pytest.fixture
def slow(module):
    return LessonFactory(parent=module, code="S", completion="time", least_minutes=5)


def take(person, lesson, minutes, *, known=True):
    module = ModulePage.objects.parent_of(lesson).select_related("quiz").get()
    return finish_lesson(
        user=person,
        lesson=lesson,
        module=module,
        language="en",
        at=NOON,
        opened_at=NOON - timedelta(minutes=minutes) if known else None,
    )


def test_lesson_of_time_is_done_after_its_minutes_and_not_before(officer, slow):
    for early in ({"minutes": 4}, {"minutes": 60, "known": False}):
        with pytest.raises(TooEarly):
            take(officer, slow, **early)

    take(officer, slow, 5)

    assert LessonCompletion.objects.get().minutes == 10
    assert take(officer, slow, 0) == LessonCompletion.objects.get()


def test_click_too_early_is_told_and_the_time_goes_on(officer, slow, client_of):
    browser = client_of(officer)
    page = browser.get(slow.url).content.decode()
    sign = page.split('name="opened" value="')[1].split('"')[0]

    answer = browser.post(reverse("lesson_done", args=[slow.translation_key]), {"opened": sign}, follow=True)

    assert "S can be marked as done in 5 minutes" in answer.content.decode()
    assert f'value="{sign}"' in answer.content.decode()
    assert not LessonCompletion.objects.exists()


@pytest.mark.parametrize("sign", ["", "made-up", "x" * 5000, "\x00"])
def test_sign_that_is_not_ours_is_no_time(sign, officer, slow, client_of):
    answer = client_of(officer).post(reverse("lesson_done", args=[slow.translation_key]), {"opened": sign})

    assert (answer.status_code, LessonCompletion.objects.exists()) == (302, False)


# What comes first


@pytest.fixture
def later(module, modules_index):
    """A module that requires the other one first."""
    return ModuleFactory(
        parent=modules_index, code="L", title="Later", force="required", prerequisites=[module], quiz=None
    )


def test_required_module_is_asked_for_before_a_lesson_counts(officer, module, lesson, quiz, later, client_of):
    second = LessonFactory(parent=later, code="L1")
    browser, done = client_of(officer), reverse("lesson_done", args=[second.translation_key])

    refused = browser.post(done, follow=True).content.decode()
    before = LessonCompletion.objects.count()
    finish(officer, lesson)
    passed(officer, quiz)
    browser.post(done)

    assert "First do G Gauge breaks." in refused
    assert (before, LessonCompletion.objects.filter(lesson_key=second.translation_key).count()) == (0, 1)


def test_quiz_is_not_begun_before_the_required_module(officer, module, quiz, later, modules_index, client_of):
    from tests.factories.quizzes import QuestionFactory, QuizFactory

    other = QuizFactory(questions=[QuestionFactory()])
    ModuleFactory(parent=modules_index, force="required", prerequisites=[module], quiz=other)
    address = reverse("quiz_start", args=[other.translation_key])

    answers = [client_of(officer).get(address), client_of(officer).post(address)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert all("First do G" in answer.content.decode() for answer in answers)
    assert not officer.attempts.exists()


@pytest.mark.parametrize(("force", "button"), [("recommended", "Begin with L1"), ("required", "First do G")])
def test_module_says_what_comes_first(force, button, officer, module, later, lesson, client_of, stranger):
    ModulePage.objects.filter(pk=later.pk).update(force=force)
    LessonFactory(parent=later, code="L1")
    bump_content_version()

    pages = [client_of(person).get(later.url).content.decode() for person in (officer, stranger)]

    assert button in pages[0]
    assert "Gauge breaks" in pages[0]
    assert "Begin with L1" in pages[1]
    assert "Gauge breaks" not in pages[1]


def test_module_that_nobody_may_see_stops_nobody(officer, module, later, client_of):
    LessonFactory(parent=later, code="L1")
    module.unpublish()

    assert "Begin with L1" in client_of(officer).get(later.url).content.decode()
