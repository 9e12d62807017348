"""What is due here: attempts whose time has ended are closed and graded, whether or not somebody comes back to them."""

from django.utils import timezone

from best_practices.quizzes.services import close_attempts_whose_time_ended


def run() -> dict[str, int]:
    """Called by `run_due`."""
    closed, failed = close_attempts_whose_time_ended(at=timezone.now())
    return {"attempts closed": closed, "attempts that could not be closed": failed}
