"""Looks into the database of the house under fire: `python -m tests.chaos.records people 6 20`, or `... attempts`.

Answers in JSON on the last line of its output. Runs in the environment of the house, see `server.Server`.
"""

import json
import secrets
import sys
from typing import Any

import django

from config.cli import prepare_environment

ASKED = ("single", "multiple", "true_false", "numeric")
"""Kinds of question the officers know how to answer."""


def people(number: int, questions: int) -> dict[str, Any]:
    """New officers with a password each, and a quiz of so many questions."""
    from accounts.services import create_person, give_role
    from reference.models import Organisation

    unit = Organisation.objects.get(slug="training-pcu-east")
    made = {f"chaos-{n}-{secrets.token_hex(3)}": secrets.token_urlsafe(12) for n in range(1, number + 1)}
    for username, password in made.items():
        give_role(user=create_person(username=username, password=password), organisation=unit, role="officer")
    return {"people": made, "quiz": quiz_of(questions)}


def quiz_of(number: int) -> str:
    """The key of a quiz of copies of the demo's questions, over and over until there are enough."""
    from itertools import cycle, islice
    from uuid import uuid4

    from best_practices.quizzes.models import Question, Quiz, QuizQuestion
    from content.services import mark
    from core.labels import Label

    source = Question.objects.filter(live=True, locale__language_code="en", kind__in=ASKED).order_by("code")
    copies = []
    for place, pk in enumerate(islice(cycle(source.values_list("pk", flat=True)), number), start=1):
        question = Question.objects.get(pk=pk)
        question.pk, question.uuid, question.translation_key = None, uuid4(), uuid4()
        question.code, question.latest_revision, question.live_revision = f"CHAOS-{place}", None, None
        question.save()
        question.save_revision().publish()
        mark(key=question.handling_key, label=Label.CLEAR)
        copies.append(question)
    quiz = Quiz(code="CHAOS", title="Under fire", pass_mark=number, locale=copies[0].locale)
    quiz.quiz_questions = [QuizQuestion(question=copy, sort_order=place) for place, copy in enumerate(copies)]
    quiz.save()
    quiz.save_revision().publish()
    mark(key=quiz.handling_key, label=Label.CLEAR)
    return str(quiz.translation_key)


def attempts() -> list[dict[str, Any]]:
    """Every attempt with every response row, read without what the models believe about uniqueness."""
    from best_practices.quizzes.models import Attempt, Response

    answers: dict[int, list[Any]] = {}
    for attempt, position, answer in Response.objects.values_list("item__attempt", "item__position", "answer"):
        typed = answer.get("typed") or answer.get("text")
        kept = [typed] if typed else sorted(answer["chosen"])
        answers.setdefault(attempt, []).append([position, kept])
    rows = Attempt.objects.filter(user__username__startswith="chaos-").values_list(
        "pk", "uuid", "user__username", "state"
    )
    return [
        {"uuid": str(uuid), "username": username, "state": state, "answers": answers.get(pk, [])}
        for pk, uuid, username, state in rows
    ]


def main(act: str, *numbers: str) -> None:
    prepare_environment([])
    django.setup()
    answer = people(*map(int, numbers)) if act == "people" else attempts()
    sys.stdout.write("\n" + json.dumps(answer) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
