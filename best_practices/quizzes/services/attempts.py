"""What can be done with attempts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest

from accounts.viewer import Viewer
from best_practices.quizzes import queries
from best_practices.quizzes.choices import AttemptState
from best_practices.quizzes.grading import grade, judge
from best_practices.quizzes.models import Attempt, AttemptItem, Response
from best_practices.quizzes.signals import attempt_graded


class AttemptClosed(ValueError):
    """The attempt takes no more answers: it was handed in, or its quiz was withdrawn."""


class QuizUnavailable(ValueError):
    """There is no published quiz of that key with published questions for this person."""


@transaction.atomic
def start_attempt(*, viewer: Viewer, quiz_key: UUID, language: str, at: datetime) -> Attempt:
    """Begin an attempt, or go on with the open one: a second start, a second tab, a double click give the same.

    Freezes the version of every question in `language`, or in the language it has. Raises QuizUnavailable.
    """
    open_attempt = queries.open_attempt(user_id=viewer.user_id, quiz_key=quiz_key)
    if open_attempt is not None:
        return open_attempt
    quiz = queries.quiz_for(viewer=viewer, quiz_key=quiz_key, language=language)
    versions = queries.versions_to_ask(quiz=quiz, language=language) if quiz else []
    if quiz is None or not versions:
        raise QuizUnavailable
    try:
        with transaction.atomic():
            attempt = Attempt.objects.create(
                user_id=viewer.user_id,
                quiz_key=quiz_key,
                quiz_title=quiz.title,
                pass_mark=min(quiz.pass_mark, len(versions)),
                total=len(versions),
                started_at=at,
            )
    except IntegrityError:  # the other tab was faster
        return Attempt.objects.get(user_id=viewer.user_id, quiz_key=quiz_key, state=AttemptState.OPEN)
    AttemptItem.objects.bulk_create(
        AttemptItem(attempt=attempt, position=position, question_key=version.question_key, version=version)
        for position, version in enumerate(versions, start=1)
    )
    return attempt


@transaction.atomic
def store_answer(
    *, attempt: Attempt, position: int, answer: Mapping[str, Any], language: str, at: datetime
) -> Response:
    """Store an answer, or replace the one given before; never two for one question.

    The attempt's row is locked first, so an answer and a hand-in never cross. Raises AttemptClosed, and
    AttemptItem.DoesNotExist for a position the attempt does not have. Sends no signal: nothing above may
    roll an answer back.
    """
    state = Attempt.objects.select_for_update().values_list("state", flat=True).get(pk=attempt.pk)
    if state != AttemptState.OPEN:
        raise AttemptClosed
    item = AttemptItem.objects.get(attempt=attempt, position=position)
    response, created = Response.objects.get_or_create(
        item=item, defaults={"answer": dict(answer), "language": language, "saved_at": at}
    )
    if not created:
        Response.objects.filter(pk=response.pk).update(
            answer=dict(answer), language=language, saved_at=at, changes=F("changes") + 1
        )
        response.answer, response.saved_at = dict(answer), at
    return response


@transaction.atomic
def submit_attempt(*, attempt: Attempt, at: datetime) -> Attempt:
    """Grade an attempt and close it; a second call returns the first result.

    `at` is server time (aware, UTC). Sends `attempt_graded` inside the transaction. Raises AttemptClosed
    if the quiz was withdrawn while the attempt was open.
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
    attempt.state, attempt.ended_at = AttemptState.GRADED, max(at, attempt.started_at)  # clocks are set back
    attempt.right, attempt.points, attempt.passed = (
        outcome.right,
        round(float(outcome.points), 4),
        outcome.passed,
    )
    attempt.save(update_fields=["state", "ended_at", "right", "points", "passed"])
    attempt_graded.send(sender=Attempt, attempt=attempt)
    return attempt


@transaction.atomic
def withdraw_open_attempts(*, quiz_key: UUID, at: datetime) -> int:
    """Close the open attempts of a quiz that was unpublished; their answers are kept. Returns how many."""
    return Attempt.objects.filter(quiz_key=quiz_key, state=AttemptState.OPEN).update(
        state=AttemptState.WITHDRAWN, ended_at=Greatest("started_at", Value(at))
    )
