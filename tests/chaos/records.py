"""Looks into the database of the house under fire: `python -m tests.chaos.records people 6`, or `... attempts`.

Answers in JSON on the last line of its output. Runs in the environment of the house, see `server.Server`.
"""

import json
import secrets
import sys
from typing import Any

import django

from config.cli import prepare_environment


def people(number: int) -> dict[str, Any]:
    """New officers with a password each, and the quiz of the demo."""
    from accounts.services import create_person, give_role
    from best_practices.modules.models import ModulePage
    from reference.models import Organisation

    unit = Organisation.objects.get(slug="training-pcu-east")
    made = {f"chaos-{n}-{secrets.token_hex(3)}": secrets.token_urlsafe(12) for n in range(1, number + 1)}
    for username, password in made.items():
        give_role(user=create_person(username=username, password=password), organisation=unit, role="officer")
    module = ModulePage.objects.select_related("quiz").get(code="A", locale__language_code="en")
    return {"people": made, "quiz": str(module.quiz.translation_key)}


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
    answer = people(int(numbers[0])) if act == "people" else attempts()
    sys.stdout.write("\n" + json.dumps(answer) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
