"""Nothing leaves the host, and a page asks for little."""

from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.e2e.conftest import Sit
from tests.e2e.house import BackDoor, House
from tests.e2e.pages import PAGES
from tests.e2e.watch import Watch
from tests.e2e.world import World, arrange

pytestmark = pytest.mark.e2e

MOST_REQUESTS = 6
"""Of any page at the first visit; a lesson and a question may ask for 5 (design, "Slow lines")."""


PICTURE = "/quiz/drawings/"
"""What a question asks about is its content, as the budgets of `tests/bench/weight.py` say, and no part of the page."""


@pytest.fixture(scope="module")
def world(door: BackDoor, places: dict[str, Any]) -> World:
    return arrange(door, places)


def test_no_page_asks_another_host_for_anything(sit: Sit, house: House, world: World, watch: Watch):
    watch.expect(404, 410, 422)
    heavy = {}
    kinds = [kind for kind in PAGES if kind.act is None]

    for kind in kinds:
        before = len(watch.requests)
        page = sit(kind.person(world))
        kind.open(page, "en", world)
        page.wait_for_load_state("networkidle")
        asked = [url for url in watch.requests[before:] if PICTURE not in url]
        most = 5 if kind.name.startswith(("lesson", "question")) else MOST_REQUESTS
        if len(asked) > most:
            heavy[kind.name] = asked
        page.context.close()

    hosts = {urlsplit(url).netloc for url in watch.requests}
    assert hosts == {urlsplit(house.url).netloc}
    assert heavy == {}
