"""A graded attempt counts, and a passed one may complete a module and bring a certificate; absence takes one away."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from accounts.models import User
from best_practices.progress.services import note_result, revoke_for_absence
from best_practices.quizzes.models import Attempt, Sitting
from best_practices.quizzes.signals import attempt_graded, attempt_regraded, participation_withdrawn


@receiver([attempt_graded, attempt_regraded])
def graded_attempt_counts(sender: Any, attempt: Attempt, **kwargs: Any) -> None:
    note_result(attempt=attempt)


@receiver(participation_withdrawn)
def absence_is_not_certified(
    sender: Any, sitting: Sitting, user: User, actor: Any, at: datetime, **kwargs: Any
) -> None:
    revoke_for_absence(user=user, sitting=sitting, actor=actor, at=at)
