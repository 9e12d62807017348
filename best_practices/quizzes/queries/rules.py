"""Whether somebody may begin a quiz now, and when what is right may be shown."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from best_practices.quizzes.choices import AttemptState, FeedbackTime
from best_practices.quizzes.models import Attempt, Quiz


@dataclass(frozen=True)
class Refusal:
    """Why a quiz cannot be begun: "not_open", "closed", "too_often", "too_soon", "empty". `until`: its date."""

    reason: str
    until: datetime | None = None


def refusal(*, quiz: Quiz, past: Collection[Attempt], at: datetime) -> Refusal | None:
    """What keeps a person with these attempts from beginning another (0 queries). Practice is bound by dates alone."""
    if quiz.opens_at and at < quiz.opens_at:
        return Refusal("not_open", quiz.opens_at)
    if quiz.closes_at and at >= quiz.closes_at:
        return Refusal("closed", quiz.closes_at)
    ended = [] if quiz.is_practice else [a.ended_at for a in past if a.state == AttemptState.GRADED and a.ended_at]
    if quiz.attempts and len(ended) >= quiz.attempts:
        return Refusal("too_often")
    delayed = ended and quiz.delay_hours  # without a delay none waits, not even for a clock that was set back
    free = max(ended) + timedelta(hours=quiz.delay_hours) if delayed else at
    return Refusal("too_soon", free) if at < free else None


def attempts_left(*, quiz: Quiz, past: Collection[Attempt]) -> int | None:
    """How many attempts are left; None without a limit (0 queries)."""
    if quiz.attempts is None or quiz.is_practice:
        return None
    return max(0, quiz.attempts - sum(attempt.state == AttemptState.GRADED for attempt in past))


def last_moment(deadline: datetime | None) -> datetime | None:
    """Until when an answer is taken: lines are slow, so a little longer than the time that is shown."""
    return None if deadline is None else deadline + timedelta(seconds=settings.QUIZ_GRACE_SECONDS)


def is_over(deadline: datetime | None, at: datetime) -> bool:
    """Whether the time of an attempt has ended, grace and all. Server time on both sides."""
    last = last_moment(deadline)
    return last is not None and at > last


def shows_what_is_right(*, attempt: Attempt, quiz: Quiz | None, at: datetime) -> bool:
    """Whether a graded attempt shows its key now. A closing that was put off since it began counts (0 queries)."""
    if attempt.feedback != FeedbackTime.AFTER_CLOSING or attempt.feedback_at is None:
        return True
    put_off = quiz.closes_at if quiz is not None and quiz.closes_at else attempt.feedback_at
    return at >= max(attempt.feedback_at, put_off)
