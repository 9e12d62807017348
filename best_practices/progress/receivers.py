"""A graded attempt counts, and a passed one may complete a module and bring a certificate."""

from typing import Any

from django.dispatch import receiver

from best_practices.progress.services import note_result
from best_practices.quizzes.models import Attempt
from best_practices.quizzes.signals import attempt_graded, attempt_regraded


@receiver([attempt_graded, attempt_regraded])
def graded_attempt_counts(sender: Any, attempt: Attempt, **kwargs: Any) -> None:
    note_result(attempt=attempt)
