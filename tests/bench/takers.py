"""Officers who are in the middle of a quiz, each signed in, in a prepared Corridor; and what they have answered.

Run in Corridor's environment: `python -m tests.bench.takers make NUMBER` prints whom it made as JSON, `... kinds` one
of them with a question of every kind, `... stored` the answers there are. Their sessions are made in the database:
passwords are slow on purpose, and not what is measured.
"""

import json
import sys
from typing import Any
from uuid import UUID

import django

CODE = "A-QUIZ"
CHOSEN = ("single", "multiple", "true_false")
"""Kinds whose answer is one field of the form, "answer" with the key of an option."""


def make(number: int) -> list[dict[str, Any]]:
    """For each: the session's key, the attempt's UUID, and the options of each position that asks to choose."""
    from django.utils import timezone

    from accounts.queries import viewer_for
    from best_practices.quizzes.models import Quiz
    from best_practices.quizzes.services import start_attempt

    quiz = Quiz.objects.get(code=CODE, locale__language_code="en")
    made = []
    for person in officers(number):
        attempt = start_attempt(
            viewer=viewer_for(person), quiz_key=quiz.translation_key, language="en", at=timezone.now()
        )
        made.append({"session": session_of(person), "attempt": str(attempt.uuid), "options": options_in(attempt)})
    return made


def kinds() -> dict[str, Any]:
    """Somebody who has begun every quiz: the session's key, and the path of a question of each kind."""
    from django.utils import timezone

    from accounts.queries import viewer_for
    from best_practices.quizzes.models import Quiz
    from best_practices.quizzes.services import start_attempt

    person = officers(1)[0]
    paths: dict[str, str] = {}
    for quiz in Quiz.objects.filter(live=True, locale__language_code="en").order_by("code"):
        attempt = start_attempt(
            viewer=viewer_for(person), quiz_key=quiz.translation_key, language="en", at=timezone.now()
        )
        for item in attempt.items.select_related("version"):
            paths.setdefault(item.version.kind, f"/en/quiz/{attempt.uuid}/{item.position}/")
    return {"session": session_of(person), "paths": paths}


def officers(number: int, prefix: str = "bench-taker") -> list[Any]:
    """New people of a unit of the demonstration, who sign in without a password."""
    from accounts.models import User
    from accounts.services import create_person, give_role
    from reference.models import Organisation

    unit = Organisation.objects.get(slug="training-pcu-east")
    start = User.objects.filter(username__startswith=prefix).count()
    people = [create_person(username=f"{prefix}-{start + place}", password=None) for place in range(number)]
    for person in people:
        give_role(user=person, organisation=unit, role="officer")
    return people


def session_of(person: Any) -> str:
    """The key of a session in which a person is signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def options_in(attempt: Any) -> dict[int, list[str]]:
    items = attempt.items.filter(version__kind__in=CHOSEN).select_related("version")
    return {item.position: item.version.key["options"] for item in items}


def stored() -> dict[str, dict[int, Any]]:
    """The answers of these officers: by attempt and position what was chosen."""
    from best_practices.quizzes.models import Response

    found: dict[str, dict[int, Any]] = {}
    rows = Response.objects.filter(item__attempt__user__username__startswith="bench-taker")
    uuid: UUID
    for uuid, position, answer in rows.values_list("item__attempt__uuid", "item__position", "answer"):
        found.setdefault(str(uuid), {})[position] = answer["chosen"]
    return found


if __name__ == "__main__":
    django.setup()
    acts = {"make": make, "kinds": kinds, "stored": stored}
    act, *numbers = sys.argv[1:]
    sys.stdout.write(json.dumps(acts[act](*map(int, numbers))))
