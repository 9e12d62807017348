"""A job's life: waiting, running, done or failed; its progress; its end."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs import due
from jobs.models import Job
from jobs.services import open_job, prune_jobs, report_progress, running

pytestmark = pytest.mark.django_db


@pytest.fixture
def job():
    return open_job(kind="document.extract")


def test_new_job_waits_and_knows_its_owner(officer):
    job = open_job(kind="visit.report", owner=officer)

    assert (job.state, job.percent, job.owner, job.owner_uuid) == ("waiting", 0, str(officer), officer.uuid)


def test_job_that_ends_is_done(job):
    with running(job):
        midway = Job.objects.get(pk=job.pk)
        job.result = {"pages": 3}

    job.refresh_from_db()
    assert (midway.state, midway.started_at is not None, midway.ended_at) == ("running", True, None)
    assert (job.state, job.percent, job.result) == ("done", 100, {"pages": 3})
    assert job.started_at <= job.ended_at


@pytest.mark.parametrize(
    ("error", "message"), [(ValueError("page 3 is torn"), "page 3 is torn"), (KeyError, "KeyError")]
)
def test_job_that_raises_has_failed_says_why_and_raises_on(job, error, message):
    report_progress(job=job, percent=40, message="reading")

    with pytest.raises((ValueError, KeyError)), running(job):
        raise error

    job.refresh_from_db()
    assert (job.state, job.percent, job.message) == ("failed", 40, message)
    assert job.ended_at is not None


@settings(max_examples=30)
@given(reports=st.lists(st.integers(min_value=0, max_value=250), min_size=1, max_size=6))
def test_progress_never_goes_backwards_nor_beyond_100(reports, db):
    job = open_job(kind="document.extract")
    seen = []
    for percent in reports:
        report_progress(job=job, percent=percent)
        seen.append(Job.objects.get(pk=job.pk).percent)

    assert seen == sorted(seen)
    assert seen[-1] == min(100, max(reports))


def test_progress_without_words_keeps_the_last_ones(job):
    report_progress(job=job, percent=10, message="reading")
    report_progress(job=job, percent=20)

    job.refresh_from_db()
    assert (job.percent, job.message) == (20, "reading")


def test_percent_over_100_is_refused_by_the_database(job):
    with pytest.raises(IntegrityError):
        Job.objects.filter(pk=job.pk).update(percent=101)


def test_prune_takes_only_what_ended_long_ago():
    long_ago, lately, still_running = (open_job(kind=kind) for kind in ("long ago", "lately", "running"))
    now = timezone.now()
    Job.objects.filter(pk=long_ago.pk).update(ended_at=now - timedelta(days=31))
    Job.objects.filter(pk=lately.pk).update(ended_at=now - timedelta(days=29))
    Job.objects.filter(pk=still_running.pk).update(created_at=now - timedelta(days=90))

    pruned = prune_jobs(older_than=timedelta(days=30))

    assert pruned == 1
    assert set(Job.objects.values_list("kind", flat=True)) == {"lately", "running"}


def test_due_prunes_jobs_and_says_how_many(job):
    Job.objects.filter(pk=job.pk).update(ended_at=timezone.now() - timedelta(days=31))

    assert due.run() == {"jobs": 1}
    assert not Job.objects.exists()
