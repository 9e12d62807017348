"""What is due here: ended sessions, old failures and lists of people are forgotten, ended roles leave their groups."""

from datetime import timedelta

from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.models import User
from accounts.services import keep_groups_in_step
from accounts.services.lists import forget_lists

SINCE = timedelta(days=2)
"""Memberships that ended by themselves within this time are looked at; `run_due` comes every ten minutes."""


def run() -> dict[str, int]:
    """Called by `run_due`."""
    now = timezone.now()
    sessions, _ = Session.objects.filter(expire_date__lt=now).delete()
    failures, _ = AccessAttempt.objects.filter(attempt_time__lt=now - timedelta(days=1)).delete()
    for user in User.objects.filter(memberships__ends_at__lte=now, memberships__ends_at__gt=now - SINCE).distinct():
        keep_groups_in_step(user=user)
    return {"sessions": sessions, "failed sign-ins": failures, "lists of people": forget_lists()}
