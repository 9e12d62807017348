"""What can be done with attempts."""

import logging
from datetime import datetime, timedelta
from secrets import randbelow
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Value
from django.db.models.functions import Greatest

from accounts.viewer import Viewer
from best_practices.quizzes import queries
from best_practices.quizzes.choices import AttemptState, FeedbackTime
from best_practices.quizzes.grading import grade, judge
from best_practices.quizzes.models import Attempt, AttemptItem, Quiz, Response
from best_practices.quizzes.pools import LARGEST_SEED
from best_practices.quizzes.services.answers import AttemptClosed
from best_practices.quizzes.signals import attempt_graded

log = logging.getLogger(__name__)


class QuizUnavailable(ValueError):
    """The person may not begin this quiz now; `refusal` says why, None if there is no such quiz for them."""

    def __init__(self, refusal: queries.Refusal | None = None) -> None:
        super().__init__(refusal)
        self.refusal = refusal


@transaction.atomic
def start_attempt(*, viewer: Viewer, quiz_key: UUID, language: str, at: datetime, seed: int | None = None) -> Attempt:
    """Begin an attempt, or go on with the open one: a second start, a second tab, a double click give the same.

    Freezes the rules of the moment, and the version of every question in `language`, or in the language it has.
    `seed` decides what is drawn and in which order; without one it is drawn by lot. An open attempt whose time has
    ended is closed first. Raises QuizUnavailable.
    """
    open_attempt = queries.open_attempt(user_id=viewer.user_id, quiz_key=quiz_key)
    if open_attempt is not None and not queries.is_over(open_attempt.deadline_at, at):
        return open_attempt
    if open_attempt is not None:
        submit_attempt(attempt=open_attempt, at=at)
    quiz = queries.quiz_for(viewer=viewer, quiz_key=quiz_key, language=language)
    if quiz is None:
        raise QuizUnavailable
    past = queries.attempts_of(user_id=viewer.user_id, quiz_key=quiz_key)
    if refused := queries.refusal(quiz=quiz, past=past, at=at):
        raise QuizUnavailable(refused)
    seed = randbelow(LARGEST_SEED) if seed is None else seed
    asked = queries.questions_to_ask(quiz=quiz, viewer=viewer, language=language, seed=seed)
    if not asked:
        raise QuizUnavailable(queries.Refusal("empty"))
    try:
        with transaction.atomic():
            attempt = Attempt.objects.create(
                user_id=viewer.user_id, quiz_key=quiz_key, total=len(asked), started_at=at, **_frozen(quiz, asked, at)
            )
    except IntegrityError:  # the other tab was faster
        return Attempt.objects.get(user_id=viewer.user_id, quiz_key=quiz_key, state=AttemptState.OPEN)
    AttemptItem.objects.bulk_create(
        AttemptItem(
            attempt=attempt,
            position=position,
            question_key=version.question_key,
            version=version,
            section=section,
            seed=(seed + position) % LARGEST_SEED if quiz.shuffle else None,
        )
        for position, (section, version) in enumerate(asked, start=1)
    )
    return attempt


def _frozen(quiz: Quiz, asked: list[Any], at: datetime) -> dict[str, Any]:
    """The rules of a quiz as an attempt keeps them."""
    ends = [] if quiz.is_practice else [quiz.closes_at]
    if quiz.time_limit and not quiz.is_practice:
        ends.append(at + timedelta(minutes=quiz.time_limit))
    return {
        "quiz_title": quiz.title,
        "pass_mark": min(quiz.pass_mark, len(asked)),
        "mode": quiz.mode,
        "feedback": quiz.feedback,
        "feedback_at": quiz.closes_at if quiz.feedback == FeedbackTime.AFTER_CLOSING else None,
        "deadline_at": min((end for end in ends if end), default=None),
    }


@transaction.atomic
def submit_attempt(*, attempt: Attempt, at: datetime) -> Attempt:
    """Grade an attempt and close it; a second call returns the first result.

    `at` is server time (aware, UTC); after the time has ended the attempt ends at its limit, with what was stored
    before. An attempt on paper ends on the day of its sitting. Sends `attempt_graded` inside the transaction, unless
    it was practice: that counts for nothing. Raises AttemptClosed if the quiz was withdrawn while it was open.
    """
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if attempt.state == AttemptState.GRADED:
        return attempt
    if attempt.state == AttemptState.WITHDRAWN:
        raise AttemptClosed
    items = list(attempt.items.select_related("version", "response"))
    marks = []
    graded = []
    for item in items:
        response = getattr(item, "response", None)
        mark = grade(item.version.answer_key, response.answer if response else None)
        marks.append(mark)
        if response is not None:
            response.points, response.right = round(float(mark.points), 4), mark.right
            graded.append(response)
    Response.objects.bulk_update(graded, ["points", "right"])
    outcome = judge(marks, pass_mark=attempt.pass_mark)
    attempt.state, attempt.ended_at = AttemptState.GRADED, _end_of(attempt, at)
    attempt.right, attempt.points, attempt.passed = (
        outcome.right,
        round(float(outcome.points), 4),
        None if attempt.is_practice else outcome.passed,
    )
    attempt.save(update_fields=["state", "ended_at", "right", "points", "passed"])
    if not attempt.is_practice:
        attempt_graded.send(sender=Attempt, attempt=attempt)
    return attempt


def _end_of(attempt: Attempt, at: datetime) -> datetime:
    if attempt.sitting_id is not None:
        return attempt.started_at
    if attempt.deadline_at is not None and queries.is_over(attempt.deadline_at, at):
        at = attempt.deadline_at
    return max(at, attempt.started_at)  # clocks are set back


def close_attempts_whose_time_ended(*, at: datetime) -> tuple[int, int]:
    """Grade the open attempts whose time has ended, each in a transaction of its own. Returns (closed, failed).

    What fails above one attempt (a receiver) is logged, leaves it open for the next round and stops no other.
    """
    closed = failed = 0
    last = at - timedelta(seconds=settings.QUIZ_GRACE_SECONDS)
    for attempt in Attempt.objects.filter(state=AttemptState.OPEN, deadline_at__lt=last).order_by("deadline_at"):
        try:
            submit_attempt(attempt=attempt, at=at)
            closed += 1
        except Exception:
            log.exception("attempt %s could not be closed", attempt.uuid)
            failed += 1
    return closed, failed


@transaction.atomic
def withdraw_open_attempts(*, quiz_key: UUID, at: datetime) -> int:
    """Close the open attempts of a quiz that was unpublished; their answers are kept. Returns how many."""
    return Attempt.objects.filter(quiz_key=quiz_key, state=AttemptState.OPEN).update(
        state=AttemptState.WITHDRAWN, ended_at=Greatest("started_at", Value(at))
    )
