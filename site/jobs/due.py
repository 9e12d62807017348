"""What is due here: ended jobs and task results do not pile up."""

from datetime import timedelta

from django.core.management import call_command

from jobs.services import prune_jobs


def run() -> dict[str, int]:
    """Called by `run_due`."""
    call_command("prune_db_task_results", min_age_days=7, verbosity=0)
    return {"jobs": prune_jobs(older_than=timedelta(days=30))}
