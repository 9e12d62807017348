"""How many queries a page needs: the same for one and for three of a thing, and below a ceiling when cold.

Counted with the cache of an installation (a table), for in a test's memory its questions would not be seen.
BEGIN, SAVEPOINT, RELEASE and COMMIT are not counted; session, person and membership are.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.queries import viewer_for
from best_practices.modules.models import ModulePage
from best_practices.quizzes.models import Attempt
from best_practices.quizzes.services import start_attempt
from tests.factories.modules import LessonFactory, ModuleFactory
from tests.factories.quizzes import QuestionFactory, QuizFactory

CEILINGS = {
    "lesson": 24,
    "storing an answer": 14,
    "module": 22,
    "listing": 22,
    "desk": 22,
    "result": None,
}


@dataclass
class World:
    """As many modules, lessons of each and questions of each quiz as asked for; one person has begun."""

    client: Client
    module: ModulePage
    attempt: Attempt

    def act(self, name: str) -> Callable[[], Any]:
        lesson = self.module.get_children().live().first()
        question = reverse("quiz_question", args=[self.attempt.uuid, 1])
        acts: dict[str, Callable[[], Any]] = {
            "lesson": lambda: self.client.get(lesson.url),
            "storing an answer": lambda: self.client.post(
                question, {"answer": "a"}, headers={"accept": "application/json"}
            ),
            "module": lambda: self.client.get(self.module.url),
            "listing": lambda: self.client.get("/en/best-practices/"),
            "desk": lambda: self.client.get("/en/desk/"),
            "result": lambda: self.client.get(reverse("quiz_attempt", args=[self.attempt.uuid])),
        }
        return acts[name]


@pytest.fixture
def cache_of_an_installation(settings, db):
    settings.CACHES = settings.CACHES | {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "corridor_cache"}
    }
    call_command("createcachetable", verbosity=0)


@pytest.fixture
def world(site, modules_index, officer, client_of, cache_of_an_installation) -> Callable[[int], World]:
    def build(number: int) -> World:
        questions = [QuestionFactory(sources="S1") for _number in range(number)]
        quiz = QuizFactory(questions=questions)
        modules = [ModuleFactory(parent=modules_index, quiz=quiz if first == 0 else None) for first in range(number)]
        for module in modules:
            for _number in range(number):
                LessonFactory(parent=module)
        attempt = start_attempt(
            viewer=viewer_for(officer), quiz_key=quiz.translation_key, language="en", at=timezone.now()
        )
        return World(client_of(officer), ModulePage.objects.get(pk=modules[0].pk), attempt)

    return build


def forget_everything() -> None:
    """As in a process that has just started, on an empty cache."""
    for alias in ("default", "pages"):
        caches[alias].clear()
    ContentType.objects.clear_cache()


@pytest.fixture
def counts(count_queries) -> Callable[[World, str], tuple[int, int]]:
    """(cold, warm) queries of an act."""

    def count(world: World, name: str) -> tuple[int, int]:
        if name == "result":
            world.client.post(reverse("quiz_attempt", args=[world.attempt.uuid]))
        act = world.act(name)
        act()  # imports and compiled templates are no queries, but sources of surprise
        forget_everything()
        found = []
        for _time in range(2):
            with count_queries() as counted:
                response = act()
            assert response.status_code == 200, response
            found.append(counted.number)
        return found[0], found[1]

    return count


@pytest.mark.parametrize("name", CEILINGS)
@pytest.mark.parametrize("number", [1, 3])
def test_queries_stay_below_the_ceiling(name, number, world, counts, record_property):
    cold, warm = counts(world(number), name)

    ceiling = CEILINGS[name]
    record_property(
        "figure",
        {"section": "queries", "name": f"{name}, {number} of each", "value": cold, "most": ceiling, "note": f"{warm} with warm caches"},
    )
    assert ceiling is None or cold <= ceiling
