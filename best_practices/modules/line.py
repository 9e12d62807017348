"""The line of a module: which lessons are done, where one is, what comes next. Pure values and rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, Protocol, TypeVar
from uuid import UUID


class HasKey(Protocol):
    translation_key: UUID


Lesson = TypeVar("Lesson", bound=HasKey)


@dataclass(frozen=True)
class ModuleProgress:
    """What one person did of one module. Filled by whoever knows (the slot "modules.progress").

    `lessons`: moment each lesson (by key) was done. `quiz`: "" not begun, "open", "passed" or "failed";
    `quiz_at`: when that happened. `completed_at`: all lessons done and quiz passed.
    """

    lessons: Mapping[UUID, datetime] = field(default_factory=dict)
    quiz: str = ""
    quiz_at: datetime | None = None
    attempt: UUID | None = None
    completed_at: datetime | None = None

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


def next_step(lessons: Sequence[Lesson], progress: ModuleProgress, *, has_quiz: bool) -> NextStep[Lesson]:
    """The first lesson not done, then the quiz until it is passed, then nothing. An open quiz comes first."""
    if progress.quiz == "open":
        return NextStep("quiz")
    for lesson in lessons:
        if lesson.translation_key not in progress.lessons:
            return NextStep("lesson", lesson)
    if has_quiz and progress.quiz != "passed":
        return NextStep("quiz")
    return NextStep("done")


def lessons_done(lessons: Sequence[Lesson], progress: ModuleProgress) -> int:
    """How many of the module's lessons are done; lessons that were removed since do not count."""
    return sum(lesson.translation_key in progress.lessons for lesson in lessons)
