"""Sending the reminders of what is assigned."""

import logging
from datetime import datetime

from django.core.mail import send_mail

from accounts.models import User
from accounts.queries import viewer_for
from best_practices.progress.models import Assignment
from best_practices.progress.presentation.letters import reminder_letter
from best_practices.progress.queries import labels_of, open_assignments, seen_of, to_remind
from best_practices.progress.services import claim_reminders, give_reminders_back

logger = logging.getLogger(__name__)


def send_reminders(at: datetime) -> int:
    """Write to everybody who has something to do and was not told at this stage: one letter for all of it.

    Each is written down before it is sent, outside the transaction: a slow mail server holds up nobody's work, and
    two processes never send the same one. One that fails is tried again at the next round. Who has no mailbox finds it
    on the desk. Returns how many letters went out.
    """
    stages: dict[User, list[tuple[Assignment, int]]] = {}
    for assignment in open_assignments():
        for user, stage in to_remind(assignment, at):
            stages.setdefault(user, []).append((assignment, stage))
    return sum(_remind(user, staged, at) for user, staged in stages.items())


def _remind(user: User, staged: list[tuple[Assignment, int]], at: datetime) -> bool:
    """Whether a letter went out: nothing is said of modules that the person may not see."""
    seen = seen_of(viewer_for(user), [assignment.module_key for assignment, _stage in staged])
    told = [(assignment, stage) for assignment, stage in staged if assignment.module_key in seen]
    claimed = claim_reminders(user=user, stages=told, at=at)
    fresh = {reminder.assignment_id for reminder in claimed}
    told = [(assignment, stage) for assignment, stage in told if assignment.pk in fresh]
    if not told:
        return False
    labels = labels_of(assignment.module_key for assignment, _stage in told)
    subject, text = reminder_letter(told, labels, language=user.language)
    try:
        send_mail(subject, text, from_email=None, recipient_list=[str(user.email)])
    except OSError:  # smtplib's errors are such
        logger.exception("A reminder to %s could not be sent", user.uuid)
        give_reminders_back(reminders=claimed)
        return False
    return True
