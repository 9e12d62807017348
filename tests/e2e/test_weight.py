"""Nothing leaves the host, and a page asks for little."""

from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.e2e.conftest import Sit
from tests.e2e.house import BackDoor, House
from tests.e2e.pages import PAGES, World, arrange
from tests.e2e.watch import Watch

pytestmark = pytest.mark.e2e

MOST_REQUESTS = 6
"""Of any page at the first visit; a lesson and a question may ask for 5 (design, "Slow lines")."""
ABOUT_A_PICTURE = "question: place in a picture"
"""The picture and what marks places in it come to the five of a question."""


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
        asked = watch.requests[before:]
        is_light = kind.name.startswith(("lesson", "question")) and kind.name != ABOUT_A_PICTURE
        most = 5 if is_light else MOST_REQUESTS
        if len(asked) > most:
            heavy[kind.name] = asked
        page.context.close()

    hosts = {urlsplit(url).netloc for url in watch.requests}
    assert hosts == {urlsplit(house.url).netloc}
    assert heavy == {}
