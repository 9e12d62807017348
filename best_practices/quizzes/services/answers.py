"""What can be done with an answer: it is stored when it is given, and never lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from best_practices.quizzes import queries
from best_practices.quizzes.choices import AttemptState
from best_practices.quizzes.grading import grade
from best_practices.quizzes.models import Attempt, AttemptItem, QuestionVersion, Response, digest

REMEMBERED = 20
"""Writes of one answer whose keys are known: what is sent again later than that is told by its version token."""

ASKED_OF_ATTEMPT = ("state", "deadline_at", "mode", "feedback")
"""What decides whether an answer is taken; an answer is stored often, so nothing else is read again."""


class AttemptClosed(ValueError):
    """The attempt takes no more answers: it was handed in, or its quiz was withdrawn."""


class TimeOver(AttemptClosed):
    """The time of the attempt had ended when the answer came."""


class AnswerChecked(ValueError):
    """The person was told what is right: the answer can be changed no more."""


@dataclass(frozen=True)
class Earlier:
    """An answer that stood before, or stands now instead of the one that came."""

    answer: dict[str, Any]
    saved_at: datetime


@dataclass(frozen=True)
class Stored:
    """What became of an answer.

    `saved_at`: when it was stored; of a form sent again, when it came first. `replaced`: the answer of another tab
    or device in whose place it was put. `stands`: a newer answer, for which this one was not stored.
    """

    response: Response
    saved_at: datetime
    replaced: Earlier | None = None
    stands: Earlier | None = None


@transaction.atomic
def store_answer(
    *,
    attempt: Attempt,
    position: int,
    answer: Mapping[str, Any],
    language: str,
    at: datetime,
    key: str = "",
    token: int | None = None,
    check: bool = False,
    shown: QuestionVersion | None = None,
) -> Stored:
    """Store an answer, or replace the one given before; never two for one question.

    `key` names one sending, "<page>-<number>": the same again is the same result, and of one page a lower number
    never overwrites a higher one, in whatever order they come. `token` is the `changes` of the response that the
    page had read: if another page has written since, the newest still wins, and the caller is told what it replaced.
    `check` closes the answer and grades it, where the attempt tells at once what is right. `shown`: the version of the
    question that was read, where the caller knows it; else it is looked for.

    The attempt's row is locked first, so an answer and a hand-in never cross. Raises AttemptClosed, TimeOver,
    AnswerChecked, and AttemptItem.DoesNotExist for a position the attempt does not have. Sends no signal: nothing
    above may roll an answer back.
    """
    locked = Attempt.objects.select_for_update().only(*ASKED_OF_ATTEMPT).get(pk=attempt.pk)
    with_it = ("response",) if shown else ("response", "version")
    item = AttemptItem.objects.select_related(*with_it).get(attempt=attempt, position=position)
    response: Response | None = getattr(item, "response", None)
    known = _known(response, answer, key) if response is not None else None
    end = _end(locked, at)
    if known and (end or not check):
        return known  # also after the end: it was stored in time, and is said to be
    if end:
        raise end
    if response is not None and response.checked_at and not _comes_back(locked, response):
        if response.answer != answer:
            raise AnswerChecked
        return Stored(response, response.saved_at)
    if known and known.stands:
        return known
    replaced = _of_another_page(response, answer, key, token)
    if response is None or not known:
        _asked_in(item, language, shown)
        response = _write(item, response, dict(answer), language=language, at=at, key=key)
    if locked.tells_at_once:
        _check(item, response, at=at if check else None)
    return Stored(response, response.saved_at, replaced=replaced)


def _end(attempt: Attempt, at: datetime) -> AttemptClosed | None:
    """Why an attempt takes no more answers."""
    if attempt.state != AttemptState.OPEN:
        return AttemptClosed()
    return TimeOver() if queries.is_over(attempt.deadline_at, at) else None


def _comes_back(attempt: Attempt, response: Response) -> bool:
    """Whether a question whose answer was checked is asked again: in practice, until it is right."""
    return attempt.is_practice and not response.right


def _known(response: Response, answer: Mapping[str, Any], key: str) -> Stored | None:
    """What became of this sending before, or of a later one of the same page."""
    page, number = _parts(key)
    if not page:
        return None
    now = Earlier(response.answer, response.saved_at)
    for sent_key, changes, moment, mark in reversed(response.sent):
        if sent_key == key and mark == digest(answer):
            stands = now if changes != response.changes and response.answer != answer else None
            return Stored(response, datetime.fromisoformat(moment), stands=stands)
        sent_page, sent_number = _parts(sent_key)
        if sent_page == page and sent_number > number:
            return Stored(response, response.saved_at, stands=now if response.answer != answer else None)
    return None


def _of_another_page(
    response: Response | None, answer: Mapping[str, Any], key: str, token: int | None
) -> Earlier | None:
    if response is None or token is None or token >= response.changes or response.answer == answer:
        return None
    last_page, _number = _parts(response.sent[-1][0]) if response.sent else ("", 0)
    same_page = last_page and last_page == _parts(key)[0]
    return None if same_page else Earlier(response.answer, response.saved_at)


def _asked_in(item: AttemptItem, language: str, shown: QuestionVersion | None) -> None:
    """Keep the version that was read when the answer was given: a text is graded by the forms of its language."""
    if shown is None:
        shown = queries.shown_in([item.version], language=language)[item.version.pk]
    asked, item.version = item.version_id, shown
    if shown.pk != asked:
        item.save(update_fields=["version"])


def _write(
    item: AttemptItem, response: Response | None, answer: dict[str, Any], *, language: str, at: datetime, key: str
) -> Response:
    if response is None:
        sent = [[key, 1, at.isoformat(), digest(answer)]]
        return Response.objects.create(item=item, answer=answer, language=language, saved_at=at, sent=sent)
    response.changes += 1
    response.sent = [*response.sent, [key, response.changes, at.isoformat(), digest(answer)]][-REMEMBERED:]
    response.answer, response.language, response.saved_at = answer, language, at
    response.save(update_fields=["answer", "language", "saved_at", "changes", "sent"])
    return response


def _check(item: AttemptItem, response: Response, *, at: datetime | None) -> None:
    """Grade an answer and close it; without a moment take back that it was graded, as it was changed since."""
    mark = grade(item.version.answer_key, response.answer) if at else None
    if mark is None and response.checked_at is None:
        return
    response.checked_at = at
    response.points, response.right = (round(float(mark.points), 4), mark.right) if mark else (None, None)
    response.save(update_fields=["checked_at", "points", "right"])


def _parts(key: str) -> tuple[str, int]:
    page, _dash, number = key.rpartition("-")
    return (page, int(number)) if page and number.isascii() and number.isdigit() else ("", 0)
