"""Questions about a person's progress; a constant number of queries each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.viewer import Viewer
from best_practices.modules.line import ModuleProgress
from best_practices.modules.queries import ModuleView
from best_practices.progress.models import LessonCompletion, ModuleCompletion
from best_practices.quizzes.choices import AttemptState, QuizMode
from best_practices.quizzes.models import Attempt


def progress_in(modules: Sequence[ModuleView], viewer: Viewer) -> dict[UUID, ModuleProgress]:
    """What a person did of each module, by module key (3 queries)."""
    keys = [module.key for module in modules]
    if not keys:
        return {}
    lessons: dict[UUID, dict[UUID, datetime]] = defaultdict(dict)
    done = LessonCompletion.objects.filter(user_id=viewer.user_id, module_key__in=keys).order_by()
    for module_key, lesson_key, done_at in done.values_list("module_key", "lesson_key", "done_at"):
        lessons[module_key][lesson_key] = done_at
    completed = dict(
        ModuleCompletion.objects.filter(user_id=viewer.user_id, module_key__in=keys).values_list(
            "module_key", "completed_at"
        )
    )
    quizzes = quiz_states([module.quiz_key for module in modules if module.quiz_key], viewer)
    return {
        module.key: ModuleProgress(
            lessons=lessons.get(module.key, {}),
            completed_at=completed.get(module.key),
            **quizzes.get(module.quiz_key, {}),
        )
        for module in modules
    }


def quiz_states(keys: Iterable[UUID], viewer: Viewer) -> dict[UUID | None, dict[str, Any]]:
    """The state of each quiz for a person: passed once is passed; else open; else failed. Not of practice (1 query)."""
    rank = {"failed": 0, "open": 1, "passed": 2}
    states: dict[UUID | None, dict[str, Any]] = {}
    attempts = (
        Attempt.objects.filter(user_id=viewer.user_id, quiz_key__in=list(keys))
        .exclude(state=AttemptState.WITHDRAWN)
        .exclude(mode=QuizMode.PRACTICE)
        .order_by("started_at")
        .values_list("quiz_key", "uuid", "state", "passed", "started_at", "ended_at")
    )
    for key, uuid, stage, passed, started_at, ended_at in attempts:
        state = "open" if stage == AttemptState.OPEN else "passed" if passed else "failed"
        known = states.get(key)
        if known is None or rank[state] > rank[known["quiz"]]:
            states[key] = {"quiz": state, "quiz_at": ended_at or started_at, "attempt": uuid}
    return states


def has_passed(*, user_id: int, quiz_key: UUID) -> Attempt | None:
    """The first attempt with which a person passed a quiz (1 query)."""
    return Attempt.objects.filter(user_id=user_id, quiz_key=quiz_key, passed=True).order_by("ended_at").first()


def lesson_keys_done(*, user_id: int, module_key: UUID) -> set[UUID]:
    """The lessons of a module a person has done (1 query)."""
    return set(
        LessonCompletion.objects.filter(user_id=user_id, module_key=module_key).values_list("lesson_key", flat=True)
    )
