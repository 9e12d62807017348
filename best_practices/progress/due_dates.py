"""How near the day of an assignment is. Pure.

The numbers are those of `choices.Stage`.
"""

from datetime import date, timedelta

SOON = timedelta(days=7)
GIVEN_STAGE, SOON_STAGE, OVERDUE_STAGE = 1, 2, 3


def stage_on(today: date, due_on: date | None) -> int:
    """1 with more than a week to go (or no day at all), 2 in the last week and on the day itself, 3 afterwards."""
    if due_on is None or due_on - today > SOON:
        return GIVEN_STAGE
    return SOON_STAGE if today <= due_on else OVERDUE_STAGE


def urgency(today: date, due_on: date | None) -> tuple[int, date]:
    """What to sort by: the overdue first, then by the day, then what has none."""
    return -stage_on(today, due_on), due_on or date.max
