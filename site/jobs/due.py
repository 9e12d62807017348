"""What is due here: ended jobs and task results do not pile up."""

from datetime import timedelta

from django.core.management import call_command
from django_tasks import default_task_backend
from django_tasks_db import DatabaseBackend

from jobs.services import prune_jobs


def run() -> dict[str, int]:
    """Called by `run_due`."""
    if isinstance(default_task_backend, DatabaseBackend):  # the immediate backend of the suite keeps nothing
        call_command("prune_db_task_results", min_age_days=7, verbosity=0)
    return {"jobs": prune_jobs(older_than=timedelta(days=30))}
