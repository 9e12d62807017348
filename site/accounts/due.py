"""What is due here: ended sessions and old failures are forgotten."""

from datetime import timedelta

from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.utils import timezone


def run() -> dict[str, int]:
    """Called by `run_due`."""
    now = timezone.now()
    sessions, _ = Session.objects.filter(expire_date__lt=now).delete()
    failures, _ = AccessAttempt.objects.filter(attempt_time__lt=now - timedelta(days=1)).delete()
    return {"sessions": sessions, "failed sign-ins": failures}
