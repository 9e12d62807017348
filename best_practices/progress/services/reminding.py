"""Who was reminded of what: written down before the letter goes, so that nobody gets it twice."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from best_practices.progress.models import Assignment, Reminder


@transaction.atomic
def claim_reminders(*, user: Any, stages: Iterable[tuple[Assignment, int]], at: datetime) -> list[Reminder]:
    """Note that a person is reminded of assignments at their stages; those that somebody noted before are left out."""
    made = [
        Reminder.objects.get_or_create(assignment=assignment, user=user, stage=stage, defaults={"at": at})
        for assignment, stage in stages
    ]
    return [reminder for reminder, created in made if created]


@transaction.atomic
def give_reminders_back(*, reminders: Iterable[Reminder]) -> None:
    """The letter did not go out: the next round tries again."""
    Reminder.objects.filter(pk__in=[reminder.pk for reminder in reminders]).delete()
