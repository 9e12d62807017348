"""When a person's weekly digest is due. Pure."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

WEEK = timedelta(days=7)
DAYTIME = range(7, 19)
"""Hours in the person's zone at which a mail does not wake anybody."""


def is_due(*, last: datetime | None, at: datetime, zone: str) -> bool:
    """Whether a person may be sent a digest at a moment (aware): once a week at most, and by day where they are."""
    if last is not None and at - last < WEEK:
        return False
    return at.astimezone(ZoneInfo(zone)).hour in DAYTIME
