"""What can be done with sittings: drawn once, attended, answers entered from paper."""

from collections.abc import Collection
from datetime import date, datetime, time
from secrets import choice, randbelow
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.viewer import Viewer
from audit.services import record
from best_practices.quizzes import queries
from best_practices.quizzes.choices import AttemptState, SittingWay
from best_practices.quizzes.models import Attempt, AttemptItem, Participation, Quiz, Sitting, SittingItem
from best_practices.quizzes.pools import LARGEST_SEED
from best_practices.quizzes.queries.sittings import open_elsewhere, participants_of
from best_practices.quizzes.services.attempts import QuizUnavailable
from best_practices.quizzes.signals import participation_withdrawn
from reference.models import Organisation

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Of a code on paper: none that is taken for another."""


class AlreadyEntered(ValueError):
    """The paper of this person has been entered and graded."""


class OpenElsewhere(ValueError):
    """The person has begun the quiz on the site: one of the two counts, and they have to end theirs first."""


@transaction.atomic
def open_sitting(
    *,
    viewer: Viewer,
    actor: User,
    quiz_key: UUID,
    unit: Organisation,
    way: SittingWay,
    held_on: date,
    language: str,
    at: datetime,
    seed: int | None = None,
) -> Sitting:
    """Draw and freeze the questions of a quiz for the people of a unit; logged. Raises QuizUnavailable."""
    quiz = queries.quiz_for(viewer=viewer, quiz_key=quiz_key, language=language)
    seed = randbelow(LARGEST_SEED) if seed is None else seed
    asked = queries.questions_to_ask(quiz=quiz, viewer=viewer, language=language, seed=seed) if quiz else []
    if quiz is None or not asked:
        raise QuizUnavailable
    sitting = Sitting.objects.create(
        code="".join(choice(LETTERS) for _letter in range(6)),
        way=way,
        quiz_key=quiz_key,
        quiz_title=quiz.title,
        pass_mark=min(quiz.pass_mark, len(asked)),
        total=len(asked),
        time_limit=quiz.time_limit,
        unit=unit,
        led_by=actor,
        held_on=held_on,
        created_at=at,
    )
    SittingItem.objects.bulk_create(
        SittingItem(
            sitting=sitting,
            position=position,
            question_key=version.question_key,
            version=version,
            section=section,
            seed=(seed + position) % LARGEST_SEED if quiz.shuffle else None,
        )
        for position, (section, version) in enumerate(asked, start=1)
    )
    _log("sitting.opened", actor, sitting, way=str(way), unit=unit.slug, questions=len(asked))
    return sitting


@transaction.atomic
def record_participation(*, sitting: Sitting, people: Collection[User], actor: User, at: datetime) -> tuple[int, int]:
    """Who was there: exactly these. Returns how many were added and taken away; logged if any.

    It records participation and no pass. Sends `participation_withdrawn` for each who was taken away.
    """
    Sitting.objects.select_for_update().get(pk=sitting.pk)
    known = participants_of(sitting)
    present = {person.pk: person for person in people}
    gone = [row for person, row in known.items() if person not in present]
    Participation.objects.filter(pk__in=[row.pk for row in gone]).delete()
    added = [
        Participation.objects.create(sitting=sitting, user=person, recorded_by=actor, recorded_at=at)
        for pk, person in present.items()
        if pk not in known
    ]
    for row in gone:
        participation_withdrawn.send(sender=Participation, sitting=sitting, user=row.user, actor=actor, at=at)
    if added or gone:
        _log("sitting.attended", actor, sitting, added=len(added), removed=len(gone), present=len(present))
    return len(added), len(gone)


@transaction.atomic
def begin_from_paper(*, sitting: Sitting, person: User, actor: User, at: datetime) -> Attempt:
    """The attempt into which somebody enters the answers on a person's paper; begun once, gone on with after.

    It asks what the paper asks and ends on the day of the sitting. Raises AlreadyEntered and OpenElsewhere.
    """
    Sitting.objects.select_for_update().get(pk=sitting.pk)
    known = sitting.attempts.filter(user=person).exclude(state=AttemptState.WITHDRAWN).first()
    if known is not None and not known.is_open:
        raise AlreadyEntered
    if known is not None:
        if known.entered_by_id != actor.pk:
            known.entered_by = actor
            known.save(update_fields=["entered_by"])
            _log("sitting.entered", actor, sitting, attempt=str(known.uuid), taken_over=True)
        return known
    if open_elsewhere(person=person, sitting=sitting):
        raise OpenElsewhere
    attempt = Attempt.objects.create(
        user=person,
        quiz_key=sitting.quiz_key,
        quiz_title=sitting.quiz_title,
        pass_mark=sitting.pass_mark,
        total=sitting.total,
        started_at=min(at, datetime.combine(sitting.held_on, time(12), tzinfo=at.tzinfo)),
        sitting=sitting,
        entered_by=actor,
    )
    AttemptItem.objects.bulk_create(
        AttemptItem(
            attempt=attempt,
            position=item.position,
            question_key=item.question_key,
            version_id=item.version_id,
            section=item.section,
            seed=item.seed,
        )
        for item in sitting.items.all()
    )
    _log("sitting.entered", actor, sitting, attempt=str(attempt.uuid))
    return attempt


def _log(act: str, actor: User, sitting: Sitting, **detail: Any) -> None:
    record(act=act, actor=actor, kind=Quiz._meta.label_lower, uuid=sitting.quiz_key, title=str(sitting), detail=detail)
