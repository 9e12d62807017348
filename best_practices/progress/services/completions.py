"""Lessons done, modules completed."""

from datetime import datetime
from typing import Any

from django.db import transaction

from best_practices.modules.models import LessonPage, ModulePage
from best_practices.modules.queries import lesson_keys_of
from best_practices.progress.models import LessonCompletion, ModuleCompletion
from best_practices.progress.queries import has_passed, lesson_keys_done
from best_practices.progress.services.certificates import issue_for_module
from best_practices.quizzes.models import Attempt


@transaction.atomic
def finish_lesson(
    *, user: Any, lesson: LessonPage, module: ModulePage, language: str, at: datetime
) -> LessonCompletion:
    """Record that a person has done a lesson; a second time changes nothing. May complete the module."""
    completion, created = LessonCompletion.objects.get_or_create(
        user_id=user.pk,
        lesson_key=lesson.translation_key,
        defaults={
            "module_key": module.translation_key,
            "lesson_title": f"{lesson.code} {lesson.title}"[:255],
            "language": language,
            "done_at": at,
        },
    )
    if created:
        complete_module_if_done(user_id=user.pk, module=module, at=at)
    return completion


@transaction.atomic
def reopen_lesson(*, user: Any, lesson: LessonPage) -> None:
    """Take back that a lesson is done. A module once completed stays completed."""
    LessonCompletion.objects.filter(user_id=user.pk, lesson_key=lesson.translation_key).delete()


@transaction.atomic
def complete_module_if_done(*, user_id: int, module: ModulePage, at: datetime) -> ModuleCompletion | None:
    """Record the completion of a module if every published lesson is done and its quiz, if any, is passed."""
    if not lesson_keys_of(module) <= lesson_keys_done(user_id=user_id, module_key=module.translation_key):
        return None
    attempt: Attempt | None = None
    if module.quiz is not None and module.quiz.live:
        attempt = has_passed(user_id=user_id, quiz_key=module.quiz.translation_key)
        if attempt is None:
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
