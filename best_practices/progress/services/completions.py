"""Lessons and modules that are done."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from best_practices.modules.choices import LessonRule, ModuleRule
from best_practices.modules.line import ALL, is_complete
from best_practices.modules.models import LessonPage, ModulePage
from best_practices.modules.queries import lesson_keys_of, modules_with_quiz, rules_in_force
from best_practices.progress.models import LessonCompletion, ModuleCompletion
from best_practices.progress.queries import has_passed, lesson_keys_done
from best_practices.progress.services.certificates import (
    issue_for_module,
    issue_for_quiz,
    renew_certificates,
    revoke_for_result,
)
from best_practices.progress.services.sums import sum_up
from best_practices.quizzes.models import Attempt


class TooEarly(ValueError):
    """The lesson is done after some minutes on its page, and they are not over. `left`: how long it still takes."""

    def __init__(self, left: timedelta) -> None:
        super().__init__(str(left))
        self.left = left


@transaction.atomic
def finish_lesson(
    *,
    user: Any,
    lesson: LessonPage,
    module: ModulePage,
    language: str,
    at: datetime,
    opened_at: datetime | None = None,
) -> LessonCompletion:
    """Record that a person has done a lesson; a second time changes nothing. May complete the module.

    `opened_at`: when its page was opened, as far as is known. Raises TooEarly where the lesson's rule asks for more.
    """
    _ask_for_time(user, lesson, at, opened_at)
    completion, created = LessonCompletion.objects.get_or_create(
        user_id=user.pk,
        lesson_key=lesson.translation_key,
        defaults={
            "module_key": module.translation_key,
            "lesson_title": f"{lesson.code} {lesson.title}"[:255],
            "language": language,
            "minutes": lesson.minutes or 0,
            "done_at": at,
        },
    )
    if created:
        complete_module_if_done(user_id=user.pk, module=module, at=at)
        sum_up(user_id=user.pk, module_key=module.translation_key, quiz_key=_quiz_key(module))
    return completion


def _ask_for_time(user: Any, lesson: LessonPage, at: datetime, opened_at: datetime | None) -> None:
    if lesson.completion != LessonRule.TIME or not lesson.least_minutes:
        return
    left = (opened_at or at) + timedelta(minutes=lesson.least_minutes) - at
    done = LessonCompletion.objects.filter(user_id=user.pk, lesson_key=lesson.translation_key)
    if left > timedelta(0) and not done.exists():
        raise TooEarly(left)


def _quiz_key(module: ModulePage) -> Any:
    return module.quiz.translation_key if module.quiz is not None else None


@transaction.atomic
def reopen_lesson(*, user: Any, lesson: LessonPage) -> None:
    """Take back that a lesson is done. A module once completed stays completed."""
    done = LessonCompletion.objects.filter(user_id=user.pk, lesson_key=lesson.translation_key).first()
    if done is None:
        return
    done.delete()
    module = ModulePage.objects.parent_of(lesson).select_related("quiz").first()
    sum_up(user_id=user.pk, module_key=done.module_key, quiz_key=_quiz_key(module) if module else None)


@transaction.atomic
def complete_module_if_done(*, user_id: int, module: ModulePage, at: datetime) -> ModuleCompletion | None:
    """Record the completion of a module if what its rule asks for is done: published lessons, quiz, or both.

    A quiz for practice is never passed, so it is not asked for.
    """
    quiz = module.quiz if module.quiz is not None and module.quiz.live and not module.quiz.is_practice else None
    attempt: Attempt | None = has_passed(user_id=user_id, quiz_key=quiz.translation_key) if quiz else None
    if not is_complete(
        lesson_keys_of(module),
        lesson_keys_done(user_id=user_id, module_key=module.translation_key),
        has_quiz=quiz is not None,
        passed=attempt is not None,
        rules=rules_in_force().get(module.translation_key, ALL),
    ):
        return None
    completion, created = ModuleCompletion.objects.get_or_create(
        user_id=user_id,
        module_key=module.translation_key,
        defaults={
            "module_title": f"{module.code} {module.title}"[:255],
            "attempt_uuid": attempt.uuid if attempt else None,
            "completed_at": at,
        },
    )
    if created:
        issue_for_module(completion=completion, at=at)
    return completion


@transaction.atomic
def note_result(*, attempt: Attempt) -> None:
    """Count a graded (or graded anew) attempt in the modules whose quiz it is.

    A passed one may complete them, renew a certificate, or, at a quiz of no module, bring one of its own.
    """
    at = attempt.ended_at or attempt.started_at
    modules = list(modules_with_quiz(attempt.quiz_key).filter(live=True).select_related("quiz"))
    for module in modules:
        if attempt.passed:
            complete_module_if_done(user_id=attempt.user_id, module=module, at=at)
        sum_up(user_id=attempt.user_id, module_key=module.translation_key, quiz_key=attempt.quiz_key)
    if attempt.passed:
        if not modules:
            issue_for_quiz(attempt=attempt)
        renew_certificates(attempt=attempt)


@transaction.atomic
def take_pass_back(*, attempt: Attempt, actor: Any, at: datetime) -> None:
    """A correction took the pass of an attempt away: what rests on it alone is neither completed nor certified now.

    Whoever has passed the quiz another time keeps everything.
    """
    other = has_passed(user_id=attempt.user_id, quiz_key=attempt.quiz_key)
    rest_on_it = ModuleCompletion.objects.filter(user_id=attempt.user_id, attempt_uuid=attempt.uuid)
    if other is not None:
        rest_on_it.update(attempt_uuid=other.uuid)
        return
    without_quiz = {key for key, rules in rules_in_force().items() if rules.completion == ModuleRule.LESSONS}
    lost = [key for key in rest_on_it.values_list("module_key", flat=True) if key not in without_quiz]
    rest_on_it.filter(module_key__in=lost).delete()
    revoke_for_result(user_id=attempt.user_id, subject_keys=[*lost, attempt.quiz_key], actor=actor, at=at)
