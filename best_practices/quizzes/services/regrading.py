"""Grading again after a question was corrected: an act of its own, with a reason, in the log."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.services import record
from best_practices.quizzes.models import Attempt, AttemptItem, Question, Response
from best_practices.quizzes.queries.regrading import BATCH, Change, changes_of, corrected_versions
from best_practices.quizzes.signals import attempt_regraded


class NothingToRegrade(ValueError):
    """No graded attempt was graded by another key than the question has now."""


@transaction.atomic
def regrade_question(*, question_key: UUID, actor: Any, reason: str, keep_passes: bool, at: datetime) -> dict[str, int]:
    """Grade the answers to a question again by its newest version; a second time changes nothing.

    Returns and logs how many attempts were graded again, how many passes were given, taken away and kept. With
    `keep_passes` nobody loses a pass. Sends `attempt_regraded` for each attempt whose result is another. Raises
    NothingToRegrade.
    """
    counts = {"attempts": 0, "changed": 0, "passes_gained": 0, "passes_lost": 0, "passes_kept": 0}
    changes = list(changes_of(question_key, keep_passes=keep_passes))
    for start in range(0, len(changes), BATCH):
        _apply(changes[start : start + BATCH], counts, actor, at)
    if not counts["attempts"]:
        raise NothingToRegrade
    record(
        act="attempts.regraded",
        actor=actor,
        kind=Question._meta.label_lower,
        uuid=question_key,
        title=corrected_versions(question_key)[""].code,
        detail={"reason": reason, "keep_passes": keep_passes, **counts},
    )
    return counts


def _apply(changes: list[Change], counts: dict[str, int], actor: Any, at: datetime) -> None:
    attempts, items, responses = [], [], []
    for change in changes:
        attempt, item = change.attempt, change.item
        attempt.right, attempt.points, attempt.passed = change.after.right, change.after.points, change.after.passed
        attempt.pass_kept, attempt.regraded_at = attempt.pass_kept or change.kept, at
        item.corrected = change.version
        attempts.append(attempt)
        items.append(item)
        if response := getattr(item, "response", None):
            response.points, response.right = change.points, change.right
            responses.append(response)
        counts["attempts"] += 1
        counts["changed"] += change.is_seen
        counts["passes_gained"] += bool(change.after.passed and not change.before.passed)
        counts["passes_lost"] += bool(change.before.passed and not change.after.passed)
        counts["passes_kept"] += change.kept
    Response.objects.bulk_update(responses, ["points", "right"])
    AttemptItem.objects.bulk_update(items, ["corrected"])
    Attempt.objects.bulk_update(attempts, ["right", "points", "passed", "pass_kept", "regraded_at"])
    for change in changes:
        if change.is_seen:
            attempt_regraded.send(
                sender=Attempt, attempt=change.attempt, was_passed=change.before.passed, actor=actor, at=at
            )
