"""Assigning modules to units, roles and people; each act is logged."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from audit.services import record
from best_practices.progress.models import Assignment
from reference.models import Organisation


class AlreadyAssigned(ValueError):
    """The same people have this module to do already: change that assignment instead."""


@transaction.atomic
def assign_module(
    *,
    module_key: UUID,
    module_title: str,
    organisation: Organisation,
    actor: Any,
    at: datetime,
    role: str = "",
    person: Any = None,
    due_on: date | None = None,
) -> Assignment:
    """Give a module to everybody of a unit and its units, to a role there, or to one person. Raises AlreadyAssigned."""
    try:
        with transaction.atomic():
            assignment = Assignment.objects.create(
                module_key=module_key,
                module_title=module_title[:255],
                organisation=organisation,
                role="" if person else role,
                person=person,
                due_on=due_on,
                assigned_at=at,
                assigned_by=str(actor)[:200],
            )
    except IntegrityError as twice:
        raise AlreadyAssigned from twice
    _log("assignment.given", assignment, actor)
    return assignment


@transaction.atomic
def change_due_day(*, assignment: Assignment, due_on: date | None, actor: Any) -> Assignment:
    """Set another day, or none. Those who were reminded of the old one are reminded of the new one."""
    before = assignment.due_on
    if before == due_on:
        return assignment
    assignment.due_on = due_on
    assignment.save(update_fields=["due_on"])
    assignment.reminders.all().delete()
    _log("assignment.changed", assignment, actor, before=before.isoformat() if before else "")
    return assignment


@transaction.atomic
def withdraw_assignment(*, assignment: Assignment, actor: Any, at: datetime) -> None:
    """Take it back; what people did because of it stays. A second time changes nothing."""
    if Assignment.objects.filter(pk=assignment.pk, withdrawn_at__isnull=True).update(withdrawn_at=at):
        _log("assignment.withdrawn", assignment, actor)


def _log(act: str, assignment: Assignment, actor: Any, **detail: Any) -> None:
    record(
        act=act,
        actor=actor,
        kind="progress.assignment",
        uuid=assignment.uuid,
        title=assignment.module_title,
        detail={
            "organisation": assignment.organisation.slug,
            "role": assignment.role,
            "person": str(assignment.person.uuid) if assignment.person else "",
            "due_on": assignment.due_on.isoformat() if assignment.due_on else "",
            **detail,
        },
    )
