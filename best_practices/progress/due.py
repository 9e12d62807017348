"""What is due here: reminders of what is assigned, certificates for what was done before, seals anew."""

from django.utils import timezone

from best_practices.progress.services import issue_for_attendance, issue_missing, seal_anew
from best_practices.progress.tasks import send_reminders


def run() -> dict[str, int]:
    """Called by `run_due`."""
    now = timezone.now()
    issued = issue_missing(at=now) + issue_for_attendance(at=now)
    return {"reminders": send_reminders(now), "certificates": issued, "seals": seal_anew()}
