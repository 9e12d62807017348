"""A passed quiz may complete a module, renew a certificate, or bring one of its own."""

from typing import Any

from django.dispatch import receiver

from best_practices.modules.queries import modules_with_quiz
from best_practices.progress.services import complete_module_if_done, issue_for_quiz, renew_certificates
from best_practices.quizzes.models import Attempt
from best_practices.quizzes.signals import attempt_graded


@receiver(attempt_graded)
def passed_quiz_may_complete_module(sender: Any, attempt: Attempt, **kwargs: Any) -> None:
    if not attempt.passed:
        return
    modules = list(modules_with_quiz(attempt.quiz_key).filter(live=True).select_related("quiz"))
    for module in modules:
        complete_module_if_done(user_id=attempt.user_id, module=module, at=attempt.ended_at or attempt.started_at)
    if not modules:
        issue_for_quiz(attempt=attempt)
    renew_certificates(attempt=attempt)
