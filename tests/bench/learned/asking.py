"""Asks a filled Corridor for pages, one for each line that is read; answers each with a line of JSON.

Run as `python -m tests.bench.learned.asking COORDINATOR OFFICER UNIT` in Corridor's environment. The name of a page:
the milliseconds it takes; "count": the queries of each. The pages come through the whole of Corridor's middleware.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import django

NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
Acts = dict[str, Callable[[], Any]]


def acts(coordinator: int, officer: int, unit: str) -> Acts:
    from django.urls import reverse

    of_officer, of_coordinator = browser(officer), browser(coordinator)

    def page(client: Any, address: str) -> Callable[[], Any]:
        def get() -> None:
            answer = client.get(address)
            assert answer.status_code == 200, f"{address} answered {answer.status_code}"

        return get

    return {
        "module list": page(of_officer, "/en/best-practices/"),
        "desk": page(of_officer, "/en/desk/"),
        "unit view": page(of_coordinator, reverse("unit_learning", args=[unit])),
        "training record": page(of_officer, reverse("training_record")),
        "progress": progress_of(officer),
    }


def browser(person: int) -> Any:
    from django.conf import settings
    from django.test import Client

    from accounts.models import User

    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(pk=person), backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def progress_of(person: int) -> Callable[[], Any]:
    """What one person did of every module there is."""
    from accounts.models import User
    from accounts.queries import viewer_for
    from best_practices.modules.queries import modules_for
    from best_practices.progress.queries import progress_in

    viewer = viewer_for(User.objects.get(pk=person))
    modules = modules_for(viewer, language="en")

    def ask() -> None:
        found = progress_in(modules, viewer, language="en")
        assert any(progress.lessons for progress in found.values())
        assert any(progress.quiz for progress in found.values())

    return ask


def time_of(act: Callable[[], Any]) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def count(found: Acts) -> dict[str, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counted = {}
    for name, act in found.items():
        with CaptureQueriesContext(connection) as queries:
            act()
        counted[name] = sum(not query["sql"].startswith(NOT_COUNTED) for query in queries)
    return counted


def main(coordinator: str, officer: str, unit: str) -> None:
    from django.utils import translation

    with translation.override("en"):
        found = acts(int(coordinator), int(officer), unit)
    for line in sys.stdin:
        asked = line.strip()
        sys.stdout.write(json.dumps(count(found) if asked == "count" else time_of(found[asked])) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    django.setup()
    main(*sys.argv[1:])
