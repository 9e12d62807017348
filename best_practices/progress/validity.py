"""How long a certificate holds. Pure."""

from calendar import monthrange
from datetime import date

MONTHS = 12


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or the last day of that month if it has no such day. `months`: 0 or more."""
    years, month = divmod(day.month - 1 + months, MONTHS)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
