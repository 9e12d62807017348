"""Keeping the sums of learning true: in the transaction of each act, or all of them anew."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Max, Min, Q, Sum

from best_practices.modules.queries import quizzes_of_modules
from best_practices.progress.models import LessonCompletion, ModuleCompletion, ModuleSum
from best_practices.quizzes.choices import AttemptState
from best_practices.quizzes.models import Attempt

FIELDS = ("lessons", "minutes", "attempts", "passed", "share", "begun_at", "last_at", "completed_at")
AT_ONCE = 2_000

LESSONS = {"lessons": Count("pk"), "minutes": Sum("minutes"), "first": Min("done_at"), "last": Max("done_at")}
ATTEMPTS = {
    "attempts": Count("pk"),
    "best": Max(F("right") * 1000 / F("total")),
    "passes": Count("pk", filter=Q(passed=True)),
    "first": Min("started_at"),
    "last": Max("ended_at"),
}
GRADED = Q(state=AttemptState.GRADED, total__gt=0)


@transaction.atomic
def sum_up(*, user_id: int, module_key: UUID, quiz_key: UUID | None) -> ModuleSum | None:
    """Write down what a person did of a module by now: counted, not added up, so that nothing is counted twice.

    None, and no row, for who has done nothing (any more).
    """
    lessons = LessonCompletion.objects.filter(user_id=user_id, module_key=module_key).aggregate(**LESSONS)
    attempts: dict[str, Any] = {"attempts": 0}
    if quiz_key is not None:
        attempts = Attempt.objects.filter(GRADED, user_id=user_id, quiz_key=quiz_key).aggregate(**ATTEMPTS)
    completed = ModuleCompletion.objects.filter(user_id=user_id, module_key=module_key)
    values = _values(lessons, attempts, completed.values_list("completed_at", flat=True).first())
    if values is None:
        ModuleSum.objects.filter(user_id=user_id, module_key=module_key).delete()
        return None
    row, _created = ModuleSum.objects.update_or_create(user_id=user_id, module_key=module_key, defaults=values)
    return row


@transaction.atomic
def sum_up_all() -> int:
    """Write every sum anew: after rows were brought in from elsewhere. Returns how many there are now."""
    lessons, attempts = _by_module(LessonCompletion.objects.all(), LESSONS), _by_quiz()
    completed = {
        (user, module): at
        for user, module, at in ModuleCompletion.objects.values_list("user_id", "module_key", "completed_at")
    }
    quizzes = quizzes_of_modules()
    of_quiz: dict[UUID, list[UUID]] = defaultdict(list)
    for module, quiz in quizzes.items():
        of_quiz[quiz].append(module)
    whose = set(lessons) | set(completed) | {(user, module) for user, quiz in attempts for module in of_quiz[quiz]}
    ModuleSum.objects.all().delete()
    rows = []
    for user, module in whose:
        tried = attempts.get((user, quizzes.get(module)), {"attempts": 0})
        values = _values(lessons.get((user, module), {}), tried, completed.get((user, module)))
        if values is not None:
            rows.append(ModuleSum(user_id=user, module_key=module, **values))
    ModuleSum.objects.bulk_create(rows, batch_size=AT_ONCE)
    return len(rows)


def _by_module(rows: Any, sums: dict[str, Any]) -> dict[tuple[int, Any], dict[str, Any]]:
    found = rows.order_by().values("user_id", "module_key").annotate(**sums)
    return {(row["user_id"], row["module_key"]): row for row in found}


def _by_quiz() -> dict[tuple[int, Any], dict[str, Any]]:
    found: Any = Attempt.objects.filter(GRADED).order_by().values("user_id", "quiz_key").annotate(**ATTEMPTS)
    return {(row["user_id"], row["quiz_key"]): row for row in found}


def _values(lessons: dict[str, Any], attempts: dict[str, Any], completed_at: Any) -> dict[str, Any] | None:
    """The fields of a sum; None if there is nothing to say."""
    if not (lessons.get("lessons") or attempts.get("attempts") or completed_at):
        return None
    return {
        "lessons": lessons.get("lessons") or 0,
        "minutes": lessons.get("minutes") or 0,
        "attempts": attempts.get("attempts") or 0,
        "passed": bool(attempts.get("passes")),
        "share": None if attempts.get("best") is None else min(int(attempts["best"]), 1000),
        "begun_at": min(_moments(lessons, attempts, "first"), default=completed_at),
        "last_at": max(_moments(lessons, attempts, "last"), default=completed_at),
        "completed_at": completed_at,
    }


def _moments(lessons: dict[str, Any], attempts: dict[str, Any], which: str) -> Iterator[Any]:
    return (found[which] for found in (lessons, attempts) if found.get(which))
