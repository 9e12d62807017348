"""Fill a prepared Corridor with people who have learned. Prints JSON: seconds of each part, and whom to ask.

Run as `python -m tests.bench.learned.loading ATTEMPTS` in Corridor's environment. Every unit has ten people, everybody
twenty attempts of ten questions. On PostgreSQL attempts, questions and answers come in by COPY into the tables as they
are, with all their indexes and checks; on SQLite by `bulk_create`.
"""

import json
import sys
import time
from datetime import timedelta
from typing import Any

import django

from tests.bench.learned.rows import (
    ATTEMPT,
    BEGUN,
    ITEM,
    OF_A_PERSON,
    QUESTIONS,
    RESPONSE,
    Asked,
    Plan,
    QuizAsked,
    answers_of,
    as_copy,
    attempts,
    items,
    responses,
    rights,
)

OF_A_UNIT = 10
"""People."""
LESSONS_DONE = 12
AT_ONCE = 5_000


def load(number: int) -> dict[str, Any]:
    from best_practices.progress.services.sums import sum_up_all

    people, unit = put_people(number // OF_A_PERSON)
    plan = Plan(number, tuple(people), quizzes(), first())
    right = rights(plan)
    put_lessons(people)
    started = time.perf_counter()
    put(plan, right)
    loaded = time.perf_counter()
    sums = sum_up_all()
    summed = time.perf_counter()
    look_at_sizes()
    return {
        "loading": loaded - started,
        "summing": summed - loaded,
        "sums": sums,
        "quizzes": len(plan.quizzes),
        "coordinator": people[0],
        "officer": people[1],
        "unit": unit,
    }


def quizzes() -> tuple[QuizAsked, ...]:
    """Those of the modules, with ten of their questions."""
    from best_practices.modules.models import ModulePage
    from best_practices.quizzes.models import QuestionVersion, QuizQuestion, digest

    versions = {version.question_key: version for version in QuestionVersion.objects.filter(language="en")}

    def asked(key: Any) -> Asked:
        right, wrong = answers_of(versions[key].key)
        return Asked(key, versions[key].pk, right, wrong, (digest(right), digest(wrong)))

    found = []
    for module in ModulePage.objects.filter(locale__language_code="en", live=True, quiz__isnull=False).order_by("code"):
        keys = QuizQuestion.objects.filter(quiz=module.quiz).order_by("sort_order")
        keys = keys.values_list("question__translation_key", flat=True)[:QUESTIONS]
        quiz = module.quiz
        found.append(QuizAsked(quiz.translation_key, quiz.title, quiz.pass_mark, tuple(map(asked, keys))))
    return tuple(found)


def first() -> tuple[int, int, int]:
    from django.db.models import Max

    from best_practices.quizzes.models import Attempt, AttemptItem, Response

    return tuple((model.objects.aggregate(n=Max("pk"))["n"] or 0) + 1 for model in (Attempt, AttemptItem, Response))  # type: ignore[return-value]


def put_people(number: int) -> tuple[list[int], str]:
    """People in units of ten below one administration, one of each ten its coordinator; each unit was assigned a
    module. Returns their ids and the first unit's slug."""
    from django.utils import timezone

    from accounts.models import Membership, User
    from best_practices.modules.models import ModulePage
    from best_practices.progress.models import Assignment
    from reference.models import Organisation
    from reference.services import move_organisation

    above = move_organisation(
        organisation=Organisation(slug="bench-administration", kind="administration", participates=True), parent=None
    )
    units = Organisation.objects.bulk_create(
        (
            Organisation(slug=f"bench-unit-{place}", kind="pcu", participates=True, parent=above)
            for place in range(number // OF_A_UNIT)
        ),
        batch_size=AT_ONCE,
    )
    for unit in units:
        unit.lineage = f"{above.lineage}{unit.pk}/"
    Organisation.objects.bulk_update(units, ["lineage"], batch_size=500)
    people = User.objects.bulk_create(
        (
            User(username=f"bench-{place}", name_latin=f"Officer {place}", password="!", time_zone="Asia/Almaty")
            for place in range(number)
        ),
        batch_size=AT_ONCE,
    )
    Membership.objects.bulk_create(
        (
            Membership(
                user=person,
                organisation=units[place // OF_A_UNIT],
                role="officer" if place % OF_A_UNIT else "coordinator",
                starts_at=BEGUN,
            )
            for place, person in enumerate(people)
        ),
        batch_size=AT_ONCE,
    )
    module = ModulePage.objects.filter(locale__language_code="en", live=True).order_by("code").first()
    now = timezone.now()
    Assignment.objects.bulk_create(
        (
            Assignment(
                module_key=module.translation_key,
                module_title=module.title,
                organisation=unit,
                due_on=now.date() + timedelta(days=30),
                assigned_at=now,
            )
            for unit in units
        ),
        batch_size=AT_ONCE,
    )
    return [person.pk for person in people], units[0].slug


def put_lessons(people: list[int]) -> None:
    """Everybody has done the first twelve lessons, and completed the first module."""
    from best_practices.modules.models import LessonPage, ModulePage
    from best_practices.progress.models import LessonCompletion, ModuleCompletion

    modules = list(ModulePage.objects.filter(locale__language_code="en", live=True).order_by("code"))
    lessons = [
        (lesson, module) for module in modules for lesson in LessonPage.objects.child_of(module).live().order_by("path")
    ][:LESSONS_DONE]
    LessonCompletion.objects.bulk_create(
        (
            LessonCompletion(
                user_id=person,
                lesson_key=lesson.translation_key,
                module_key=module.translation_key,
                lesson_title=lesson.title,
                language="en",
                minutes=lesson.minutes or 0,
                done_at=BEGUN + timedelta(days=place),
            )
            for person in people
            for place, (lesson, module) in enumerate(lessons)
        ),
        batch_size=AT_ONCE,
    )
    ModuleCompletion.objects.bulk_create(
        (
            ModuleCompletion(
                user_id=person,
                module_key=modules[0].translation_key,
                module_title=modules[0].title,
                completed_at=BEGUN + timedelta(days=LESSONS_DONE),
            )
            for person in people
        ),
        batch_size=AT_ONCE,
    )


def put(plan: Plan, right: list[int]) -> None:
    from django.db import connection, transaction

    from best_practices.quizzes.models import Attempt, AttemptItem, Response

    parts = (
        (Attempt, ATTEMPT, lambda: attempts(plan, right)),
        (AttemptItem, ITEM, lambda: items(plan)),
        (Response, RESPONSE, lambda: responses(plan, right)),
    )
    with transaction.atomic():
        for model, columns, rows in parts:
            if connection.vendor == "postgresql":
                _copy(model._meta.db_table, columns, as_copy(rows()))
            else:
                made = (model(**dict(zip(columns, row, strict=True))) for row in rows())
                model.objects.bulk_create(made, batch_size=AT_ONCE)


def _copy(table: str, columns: list[str], lines: Any) -> None:
    """Rows that bring their ids; the next one that does not is numbered after them."""
    from django.db import connection
    from psycopg import sql

    named = {"table": sql.Identifier(table), "columns": sql.SQL(", ").join(map(sql.Identifier, columns))}
    with connection.cursor() as cursor:
        with cursor.cursor.copy(sql.SQL("COPY {table} ({columns}) FROM STDIN").format(**named)) as copy:
            for chunk in lines:
                copy.write(chunk)
        last = sql.SQL("SELECT setval(pg_get_serial_sequence(%s, 'id'), (SELECT max(id) FROM {table}))").format(**named)
        cursor.execute(last, [table])


def look_at_sizes() -> None:
    """What PostgreSQL does by itself soon after many rows came: look how many there are."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(load(int(sys.argv[1]))) + "\n")
