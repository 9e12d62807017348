"""What is due here: certificates for what was completed before there was an issuer, seals after a change of key."""

from django.utils import timezone

from best_practices.progress.services import issue_missing, seal_anew


def run() -> dict[str, int]:
    """Called by `run_due`."""
    return {"certificates": issue_missing(at=timezone.now()), "seals": seal_anew()}
