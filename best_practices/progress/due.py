"""What is due here: reminders of what is assigned."""

from django.utils import timezone

from best_practices.progress.tasks import send_reminders


def run() -> dict[str, int]:
    """Called by `run_due`."""
    return {"reminders": send_reminders(timezone.now())}
