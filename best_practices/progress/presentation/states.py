"""Where a person is in a module, in words; sorting a list of people."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from best_practices.progress.queries import Learner
from best_practices.progress.queries.units import Step

SORTINGS = ("name", "last", "completed", "overdue")


def state_of_step(step: Step) -> str:
    """ "completed", "begun", "overdue" and so on: the one thing that matters of it."""
    if step.sums and step.sums.completed_at:
        return _("completed")
    if step.overdue:
        return _("overdue")
    if step.sums:
        return _("begun")
    return _("assigned, not begun") if step.assigned else _("not begun")


def in_order(learners: Sequence[Learner], sorting: str) -> list[Learner]:
    """By name (as they come), by what was done last, most completed first, or most overdue first."""
    if sorting == "last":
        begun = [learner for learner in learners if learner.last_at]
        begun.sort(key=lambda learner: learner.last_at, reverse=True)  # type: ignore[arg-type, return-value]
        return [*begun, *(learner for learner in learners if not learner.last_at)]
    if sorting == "completed":
        return sorted(learners, key=lambda learner: -learner.completed)
    if sorting == "overdue":
        return sorted(learners, key=lambda learner: -learner.overdue)
    return list(learners)
