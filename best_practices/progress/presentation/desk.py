"""The desk as the template draws it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from best_practices.modules.line import ModuleProgress, lessons_done, next_step
from best_practices.modules.presentation import module_stations
from best_practices.modules.queries import ModuleView
from best_practices.progress.due_dates import OVERDUE_STAGE, SOON_STAGE, stage_on, urgency
from best_practices.progress.models import Assignment


@dataclass(frozen=True)
class DeskRow:
    """A module on the desk, with what to do now and, if somebody assigned it, by when."""

    module: ModuleView
    progress: ModuleProgress
    url: str
    step: Any
    step_url: str
    stations: Sequence[Any]
    assigned: bool = False
    due_on: date | None = None
    stage: int = 0

    @property
    def done(self) -> int:
        return lessons_done(self.module.lessons, self.progress)

    @property
    def state(self) -> str:
        """ "done" once completed, "assigned" while that is asked, "begun" once anything was done, else "new"."""
        if self.progress.completed_at:
            return "done"
        if self.assigned:
            return "assigned"
        return "begun" if self.progress.begun else "new"

    @property
    def is_overdue(self) -> bool:
        return self.assigned and self.stage == OVERDUE_STAGE

    @property
    def is_due_soon(self) -> bool:
        return self.assigned and self.stage == SOON_STAGE


def desk_rows(
    modules: Sequence[ModuleView],
    progress: Mapping[UUID, ModuleProgress],
    assigned: Mapping[UUID, Assignment] | None = None,
    today: date = date.max,
) -> dict[str, list[DeskRow]]:
    """Modules by state: the assigned by their day, the overdue first; the begun with the last touched first."""
    given = assigned or {}
    rows = [
        _row(module, progress.get(module.key, ModuleProgress()), given.get(module.key), today) for module in modules
    ]
    found: dict[str, list[DeskRow]] = {"assigned": [], "begun": [], "new": [], "done": []}
    for row in rows:
        found[row.state].append(row)
    found["assigned"].sort(key=lambda row: urgency(today, row.due_on))
    found["begun"].sort(key=lambda row: row.progress.last_at, reverse=True)  # type: ignore[arg-type, return-value]
    return found


def next_row(rows: Mapping[str, Sequence[DeskRow]]) -> DeskRow | None:
    """Where to go on: what is assigned, then what is begun, then what is new; where something else is required first,
    that."""
    waiting = [*rows["assigned"], *rows["begun"], *rows["new"]]
    by_key = {row.module.key: row for row in waiting}
    for row in waiting:
        if row.progress.may_open:
            return row
        if (first := by_key.get(row.progress.first[0].key)) is not None and first.progress.may_open:
            return first
    return None


def _row(module: ModuleView, progress: ModuleProgress, assignment: Assignment | None, today: date) -> DeskRow:
    step = next_step(module.lessons, progress, has_quiz=module.quiz_key is not None, rules=module.rules)
    if not progress.may_open:
        step_url = progress.first[0].url
    elif step.lesson is not None:
        step_url = step.lesson.url
    elif progress.quiz == "open":
        step_url = reverse("quiz_attempt", args=[progress.attempt])
    else:
        step_url = reverse("quiz_start", args=[module.quiz_key]) if module.quiz_key else ""
    due_on = assignment.due_on if assignment else None
    return DeskRow(
        module=module,
        progress=progress,
        url=module.page.url,
        step=step,
        step_url=step_url,
        stations=module_stations(module, progress, brief=True),
        assigned=assignment is not None,
        due_on=due_on,
        stage=stage_on(today, due_on) if assignment else 0,
    )
