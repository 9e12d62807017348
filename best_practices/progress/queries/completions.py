"""Questions about what a person has done of lessons, quizzes and modules."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.viewer import Viewer
from best_practices.modules.line import ALL, First, ModuleProgress
from best_practices.modules.queries import ModuleView, modules_for, rules_in_force
from best_practices.progress.models import LessonCompletion, ModuleCompletion
from best_practices.quizzes.choices import AttemptState, QuizMode
from best_practices.quizzes.models import Attempt


def progress_in(modules: Sequence[ModuleView], viewer: Viewer, *, language: str = "en") -> dict[UUID, ModuleProgress]:
    """What a person did of each module, by module key (3 queries; 1 more where other modules are to be done first)."""
    keys = [module.key for module in modules]
    if not keys:
        return {}
    before = {key for module in modules for key in module.rules.first}
    lessons: dict[UUID, dict[UUID, datetime]] = defaultdict(dict)
    done = LessonCompletion.objects.filter(user_id=viewer.user_id, module_key__in=keys).order_by()
    for module_key, lesson_key, done_at in done.values_list("module_key", "lesson_key", "done_at"):
        lessons[module_key][lesson_key] = done_at
    completed = dict(
        ModuleCompletion.objects.filter(user_id=viewer.user_id, module_key__in={*keys, *before}).values_list(
            "module_key", "completed_at"
        )
    )
    open_ones = _to_do(before - completed.keys(), viewer, language)
    quizzes = quiz_states([module.quiz_key for module in modules if module.quiz_key], viewer)
    return {
        module.key: ModuleProgress(
            lessons=lessons.get(module.key, {}),
            completed_at=completed.get(module.key),
            **quizzes.get(module.quiz_key, {}),
            **_before(module, open_ones, completed),
        )
        for module in modules
    }


def _to_do(keys: set[UUID], viewer: Viewer, language: str) -> dict[UUID, First]:
    """Those of some modules that a person could do: what they may not see, or is not published, stops nobody."""
    if not keys:
        return {}
    pages = [module.page for module in modules_for(viewer, language=language) if module.key in keys]
    return {page.translation_key: First(page.translation_key, page.code, page.title, page.url) for page in pages}


def _before(module: ModuleView, open_ones: dict[UUID, First], completed: dict[UUID, datetime]) -> dict[str, Any]:
    """What is to be done before a module, and whether that binds: not who has completed the module already."""
    if module.key in completed:
        return {}
    first = tuple(open_ones[key] for key in module.rules.first if key in open_ones)
    return {"first": first, "may_open": not (first and module.rules.required)}


def still_first(module_key: UUID, viewer: Viewer, *, language: str) -> tuple[First, ...]:
    """The modules that a person must complete before they take this one (none, or at most 2 queries)."""
    rules = rules_in_force().get(module_key, ALL)
    if not (rules.required and rules.first):
        return ()
    keys = {module_key, *rules.first}
    completed = set(
        ModuleCompletion.objects.filter(user_id=viewer.user_id, module_key__in=keys).values_list(
            "module_key", flat=True
        )
    )
    if module_key in completed:
        return ()
    open_ones = _to_do(set(rules.first) - completed, viewer, language)
    return tuple(open_ones[key] for key in rules.first if key in open_ones)


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
