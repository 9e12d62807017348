"""The desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from best_practices.modules.line import ModuleProgress, lessons_done, next_step
from best_practices.modules.presentation import module_stations
from best_practices.modules.queries import ModuleView


@dataclass(frozen=True)
class DeskRow:
    """A module on the desk, with what to do now."""

    module: ModuleView
    progress: ModuleProgress
    url: str
    step: Any
    step_url: str
    stations: Sequence[Any]

    @property
    def done(self) -> int:
        return lessons_done(self.module.lessons, self.progress)

    @property
    def state(self) -> str:
        """ "done" once completed, "begun" once anything was done, else "new"."""
        if self.progress.completed_at:
            return "done"
        return "begun" if self.progress.begun else "new"


def desk_rows(modules: Sequence[ModuleView], progress: dict[UUID, ModuleProgress]) -> dict[str, list[DeskRow]]:
    """Modules by state; those begun with the last touched first, so the first row is where one stopped."""
    rows = [_row(module, progress.get(module.key, ModuleProgress())) for module in modules]
    begun = [row for row in rows if row.state == "begun"]
    begun.sort(key=lambda row: row.progress.last_at, reverse=True)  # type: ignore[arg-type, return-value]
    return {
        "begun": begun,
        "new": [row for row in rows if row.state == "new"],
        "done": [row for row in rows if row.state == "done"],
    }


def _row(module: ModuleView, progress: ModuleProgress) -> DeskRow:
    step = next_step(module.lessons, progress, has_quiz=module.quiz_key is not None)
    if step.lesson is not None:
        step_url = step.lesson.url
    elif progress.quiz == "open":
        step_url = reverse("quiz_attempt", args=[progress.attempt])
    else:
        step_url = reverse("quiz_start", args=[module.quiz_key]) if module.quiz_key else ""
    return DeskRow(
        module=module,
        progress=progress,
        url=module.page.url,
        step=step,
        step_url=step_url,
        stations=module_stations(module, progress, brief=True),
    )
