"""Who of a unit is where: heads and dates; of results only what holds for five people and more."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Avg, Count, Q

from accounts.choices import Role
from accounts.models import Membership, User
from accounts.queries import units_for
from accounts.viewer import Viewer
from best_practices.modules.queries import ModuleView, modules_for
from best_practices.progress.due_dates import OVERDUE_STAGE, stage_on
from best_practices.progress.models import Assignment, ModuleSum
from best_practices.progress.queries.assigned import (
    assignments_concerning,
    current_memberships,
    day_in,
    seen_of,
    within,
)
from reference.models import Organisation

FEWEST_FOR_RESULTS = 5
"""People with a result from whom on their average is shown: of fewer, one could tell whose it is."""


@dataclass(frozen=True)
class ModuleNumbers:
    """Heads of a unit in one module. `average`: right answers of the best attempts in per cent, or None for too few."""

    module: ModuleView
    begun: int
    completed: int
    passed: int
    tried: int
    average: int | None


@dataclass(frozen=True)
class Step:
    """What one person did of one module, and what is asked of them."""

    module: ModuleView
    sums: ModuleSum | None
    due_on: date | None
    assigned: bool
    overdue: bool


@dataclass
class Learner:
    """A person of a unit, where they are, and what they have to do."""

    person: User
    organisation: Organisation
    steps: list[Step] = field(default_factory=list)

    @property
    def completed(self) -> int:
        return sum(bool(step.sums and step.sums.completed_at) for step in self.steps)

    @property
    def begun(self) -> int:
        """Modules begun and not completed."""
        return sum(bool(step.sums and not step.sums.completed_at) for step in self.steps)

    @property
    def overdue(self) -> int:
        return sum(step.overdue for step in self.steps)

    @property
    def minutes(self) -> int:
        return sum(step.sums.minutes for step in self.steps if step.sums)

    @property
    def last_at(self) -> datetime | None:
        return max((step.sums.last_at for step in self.steps if step.sums and step.sums.last_at), default=None)


@dataclass(frozen=True)
class UnitNumbers:
    """An organisation by its heads, without its units."""

    unit: Organisation
    people: int
    begun: int
    completed: int
    completions: int


def names_people(viewer: Viewer, organisation: Organisation) -> bool:
    """Whether somebody sees who is where: coordinators, of theirs. Programme staff see numbers."""
    return viewer.holds(Role.COORDINATOR, among=organisation.lineage_ids)


def member_ids(organisation: Organisation, at: datetime) -> Any:
    """The ids of the people of an organisation and its units, as a subquery."""
    return current_memberships(at).filter(within(organisation)).values("user_id")


def head_count(organisation: Organisation, at: datetime) -> int:
    """How many people an organisation and its units have (1 query)."""
    return current_memberships(at).filter(within(organisation)).aggregate(n=Count("user_id", distinct=True))["n"]


def numbers_by_module(
    organisation: Organisation, viewer: Viewer, at: datetime, *, language: str
) -> list[ModuleNumbers]:
    """A unit in each module that the viewer may see, its units included (2 queries, and those of `modules_in`)."""
    sums = ModuleSum.objects.filter(user_id__in=member_ids(organisation, at)).order_by()
    counted = {
        row["module_key"]: row
        for row in sums.values("module_key").annotate(
            begun=Count("pk"),
            completed=Count("pk", filter=Q(completed_at__isnull=False)),
            passes=Count("pk", filter=Q(passed=True)),
            tried=Count("share"),
            mean=Avg("share"),
        )
    }
    nobody: dict[str, Any] = {"begun": 0, "completed": 0, "passes": 0, "tried": 0, "mean": None}
    rows = ((module, counted.get(module.key, nobody)) for module in modules_for(viewer, language=language))
    return [
        ModuleNumbers(
            module=module,
            begun=row["begun"] - row["completed"],
            completed=row["completed"],
            passed=row["passes"],
            tried=row["tried"],
            average=round(row["mean"] / 10) if row["tried"] >= FEWEST_FOR_RESULTS else None,
        )
        for module, row in rows
    ]


def learners_of(
    organisation: Organisation, viewer: Viewer, at: datetime, *, language: str, person: UUID | None = None
) -> list[Learner]:
    """The people of a unit and its units by name, each once (6 queries, and those of `modules_in`).

    `person`: only this one.
    """
    memberships = current_memberships(at).filter(within(organisation)).select_related("user", "organisation")
    if person is not None:
        memberships = memberships.filter(user__uuid=person)
    held: dict[int, list[Membership]] = {}
    for membership in memberships.prefetch_related("organisation__names").order_by("starts_at", "pk"):
        held.setdefault(membership.user_id, []).append(membership)
    sums: dict[tuple[int, UUID], ModuleSum] = {}
    counted = ModuleSum.objects.filter(user_id__in=memberships.order_by().values("user_id"))
    for row in counted:
        sums[row.user_id, row.module_key] = row
    modules = modules_for(viewer, language=language)
    assignments = assignments_concerning(organisation)
    learners = [_learner(found, modules, sums, assignments, at) for found in held.values()]
    return sorted(learners, key=lambda learner: (str(learner.person).casefold(), learner.person.pk))


def _learner(
    held: list[Membership],
    modules: list[ModuleView],
    sums: dict[tuple[int, UUID], ModuleSum],
    assignments: list[Assignment],
    at: datetime,
) -> Learner:
    person = held[0].user
    today = day_in(person.time_zone, at)
    asked: dict[UUID, list[date | None]] = {}
    for assignment in assignments:
        if concerns(assignment, held):
            asked.setdefault(assignment.module_key, []).append(assignment.due_on)
    steps = []
    for module in modules:
        found, days = sums.get((person.pk, module.key)), asked.get(module.key, [])
        due_on = min((day for day in days if day), default=None)
        done = bool(found and found.completed_at)
        overdue = bool(days) and not done and stage_on(today, due_on) == OVERDUE_STAGE
        steps.append(Step(module, found, due_on, assigned=bool(days), overdue=overdue))
    return Learner(person, held[0].organisation, steps)


def concerns(assignment: Assignment, held: list[Membership]) -> bool:
    """Whether an assignment is for somebody who holds these memberships."""
    if assignment.person_id:
        return assignment.person_id == held[0].user_id
    return any(
        assignment.organisation_id in membership.organisation.lineage_ids and assignment.role in ("", membership.role)
        for membership in held
    )


def people_in(organisation: Organisation, at: datetime) -> list[User]:
    """The people of an organisation and its units by name, each once (1 query)."""
    found = User.objects.filter(pk__in=member_ids(organisation, at))
    return sorted(found, key=lambda person: (str(person).casefold(), person.pk))


def shown_assignments(organisation: Organisation, viewer: Viewer, *, names: bool) -> list[Assignment]:
    """The assignments that hold in a unit, the nearest day first; those of single people only where names are shown,
    and only of modules that the viewer may see (3 queries)."""
    found = [row for row in assignments_concerning(organisation) if names or row.person_id is None]
    seen = seen_of(viewer, [row.module_key for row in found])
    return sorted(
        (row for row in found if row.module_key in seen),
        key=lambda row: (row.due_on or date.max, row.module_title, row.pk),
    )


def numbers_by_unit(viewer: Viewer, at: datetime) -> list[UnitNumbers]:
    """Every organisation that somebody looks after and that has people, by its heads (4 queries)."""
    units = units_for(viewer)
    here = current_memberships(at).order_by()
    people = dict(here.values_list("organisation_id").annotate(n=Count("user_id", distinct=True)))
    done = Q(user__module_sums__completed_at__isnull=False)
    learned = (
        here.filter(user__module_sums__isnull=False)
        .values("organisation_id")
        .annotate(
            begun=Count("user_id", distinct=True),
            completed=Count("user_id", distinct=True, filter=done),
            completions=Count("user__module_sums", distinct=True, filter=done),
        )
    )
    counted: dict[int, Any] = {row["organisation_id"]: row for row in learned}
    nobody = {"begun": 0, "completed": 0, "completions": 0}
    return [
        UnitNumbers(
            unit=unit,
            people=people[unit.pk],
            **{name: counted.get(unit.pk, nobody)[name] for name in nobody},
        )
        for unit in units
        if unit.pk in people
    ]
