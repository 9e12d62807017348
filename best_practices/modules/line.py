"""The line of a module: which lessons are done, where one is, what comes next. Pure values and rules."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, Protocol, TypeVar
from uuid import UUID


class HasKey(Protocol):
    translation_key: UUID


Lesson = TypeVar("Lesson", bound=HasKey)


@dataclass(frozen=True)
class Rules:
    """What holds for learners of a module in all its languages.

    `completion`: "all", "lessons" or "quiz". `first`: keys of the modules to do before it. `required`: they must be
    completed before a lesson is marked as done or the quiz is begun; else they are recommended.
    """

    completion: str = "all"
    first: tuple[UUID, ...] = ()
    required: bool = False


ALL = Rules()


@dataclass(frozen=True)
class First:
    """A module to do before another: what a sentence about it needs."""

    key: UUID
    code: str
    title: str
    url: str


@dataclass(frozen=True)
class ModuleProgress:
    """What one person did of one module. Filled by whoever knows (the slot "modules.progress").

    `lessons`: moment each lesson (by key) was done. `quiz`: "" not begun, "open", "passed" or "failed";
    `quiz_at`: when that happened. `completed_at`: what the module's rule asks for is done. `first`: the modules that
    are to be done before and are not; `may_open`: whether one may go on without them.
    """

    lessons: Mapping[UUID, datetime] = field(default_factory=dict)
    quiz: str = ""
    quiz_at: datetime | None = None
    attempt: UUID | None = None
    completed_at: datetime | None = None
    first: tuple[First, ...] = ()
    may_open: bool = True

    @property
    def begun(self) -> bool:
        return bool(self.lessons) or bool(self.quiz)

    @property
    def last_at(self) -> datetime | None:
        """When something was last done."""
        moments = [*self.lessons.values(), *([self.quiz_at] if self.quiz_at else [])]
        return max(moments, default=None)


@dataclass(frozen=True)
class NextStep(Generic[Lesson]):
    """What to do now: a lesson, the quiz ("quiz"), or nothing ("done")."""

    kind: str
    lesson: Lesson | None = None


def next_step(
    lessons: Sequence[Lesson], progress: ModuleProgress, *, has_quiz: bool, rules: Rules = ALL
) -> NextStep[Lesson]:
    """The first lesson not done, then the quiz until it is passed, then nothing. An open quiz comes first.

    Where the quiz alone completes the module, nothing is left once it is passed; where the lessons alone do, the quiz
    is no step of its own.
    """
    if progress.quiz == "open":
        return NextStep("quiz")
    if rules.completion == "quiz" and has_quiz and progress.quiz == "passed":
        return NextStep("done")
    for lesson in lessons:
        if lesson.translation_key not in progress.lessons:
            return NextStep("lesson", lesson)
    if has_quiz and progress.quiz != "passed" and rules.completion != "lessons":
        return NextStep("quiz")
    return NextStep("done")


def is_complete(
    lessons: Iterable[UUID], done: Iterable[UUID], *, has_quiz: bool, passed: bool, rules: Rules = ALL
) -> bool:
    """Whether what a person did completes a module. A rule about a quiz that there is not asks for the lessons.

    A module without lessons and without a quiz is never complete: there was nothing to do.
    """
    wanted = set(lessons)
    if has_quiz and rules.completion == "quiz":
        return passed
    if has_quiz and rules.completion == "all" and not passed:
        return False
    return bool(wanted or (has_quiz and rules.completion == "all")) and wanted <= set(done)


def leads_back(key: UUID, first: UUID, graph: Mapping[UUID, Iterable[UUID]]) -> bool:
    """Whether a module would have to be done before itself if `first` came before it.

    `graph`: the modules that come before each one now.
    """
    seen: set[UUID] = set()
    ahead = [first]
    while ahead:
        found = ahead.pop()
        if found == key:
            return True
        if found not in seen:
            seen.add(found)
            ahead.extend(graph.get(found, ()))
    return False


def lessons_done(lessons: Sequence[Lesson], progress: ModuleProgress) -> int:
    """How many of the module's lessons are done; lessons that were removed since do not count."""
    return sum(lesson.translation_key in progress.lessons for lesson in lessons)
