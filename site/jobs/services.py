"""Starting, advancing and ending a job."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.utils import timezone

from jobs.choices import JobState
from jobs.models import Job

logger = logging.getLogger(__name__)


def open_job(*, kind: str, owner: Any = None) -> Job:
    """A waiting job. `owner` is anything with `uuid` and a text form, or None for the system."""
    return Job.objects.create(
        kind=kind,
        owner=str(owner)[:200] if owner is not None else "",
        owner_uuid=getattr(owner, "uuid", None),
    )


def report_progress(*, job: Job, percent: int, message: str = "") -> None:
    """Say how far a job is, 0 to 100; never backwards."""
    job.percent = max(job.percent, min(percent, 100))
    job.message = message or job.message
    job.save(update_fields=["percent", "message"])


@contextmanager
def running(job: Job) -> Iterator[Job]:
    """Run the block as this job: done at its end, failed with the message of what it raised (and raises on)."""
    job.state, job.started_at = JobState.RUNNING, timezone.now()
    job.save(update_fields=["state", "started_at"])
    try:
        yield job
    except Exception as error:
        logger.exception("Job %s (%s) failed", job.uuid, job.kind)
        job.state, job.message = JobState.FAILED, str(error) or type(error).__name__
        raise
    else:
        job.state, job.percent = JobState.DONE, 100
    finally:
        job.ended_at = timezone.now()
        job.save(update_fields=["state", "percent", "message", "result", "ended_at"])


def prune_jobs(*, older_than: timedelta = timedelta(days=30)) -> int:
    """Delete ended jobs older than this; returns how many."""
    ended = Job.objects.filter(ended_at__lt=timezone.now() - older_than)
    return ended.delete()[0]
