"""A graded attempt counts, and a passed one may complete a module and bring a certificate; and how that is undone."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from accounts.models import User
from best_practices.progress.services import note_result, revoke_for_absence, take_pass_back
from best_practices.quizzes.models import Attempt, Sitting
from best_practices.quizzes.signals import attempt_graded, attempt_regraded, participation_withdrawn


@receiver(attempt_graded)
def graded_attempt_counts(sender: Any, attempt: Attempt, **kwargs: Any) -> None:
    note_result(attempt=attempt)


@receiver(attempt_regraded)
def corrected_attempt_counts(
    sender: Any, attempt: Attempt, was_passed: bool, actor: Any, at: datetime, **kwargs: Any
) -> None:
    if was_passed and not attempt.passed:
        take_pass_back(attempt=attempt, actor=actor, at=at)
    note_result(attempt=attempt)


@receiver(participation_withdrawn)
def absence_is_not_certified(
    sender: Any, sitting: Sitting, user: User, actor: Any, at: datetime, **kwargs: Any
) -> None:
    revoke_for_absence(user=user, sitting=sitting, actor=actor, at=at)
