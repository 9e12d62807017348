"""What is due here: reminders of what is assigned, certificates for what was completed before, seals anew."""

from django.utils import timezone

from best_practices.progress.services import issue_missing, seal_anew
from best_practices.progress.tasks import send_reminders


def run() -> dict[str, int]:
    """Called by `run_due`."""
    now = timezone.now()
    return {"reminders": send_reminders(now), "certificates": issue_missing(at=now), "seals": seal_anew()}
