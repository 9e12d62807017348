"""What is due here: the weekly digests."""

from django.utils import timezone

from feedback.tasks import send_digests


def run() -> dict[str, int]:
    """Called by `run_due`."""
    return {"digests": send_digests(timezone.now())}
