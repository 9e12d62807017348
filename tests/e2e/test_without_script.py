"""Without JavaScript every page of the officer's and the organiser's day says the same."""

import re
from typing import Any

import pytest

from tests.e2e.conftest import Sit
from tests.e2e.house import BackDoor
from tests.e2e.pages import PAGES
from tests.e2e.world import PageType, World, arrange

pytestmark = pytest.mark.e2e

TELLS_MORE = {
    "workbench",
    "question: place in a picture",
    "practice: place in a picture",
    "question under a time limit",
    "overview under a time limit",
}
"""With the script these say which keys they take, or how many minutes are left; see tests of their own."""
DAY = [
    page
    for page in PAGES
    if page.act is None and page.signed_in and page.path.startswith("/{language}") and page.name not in TELLS_MORE
]


@pytest.fixture(scope="module")
def world(door: BackDoor, places: dict[str, Any]) -> World:
    return arrange(door, places)


@pytest.mark.parametrize("kind", DAY, ids=[page.name.replace(" ", "-") for page in DAY])
def test_page_says_the_same_without_script(sit: Sit, world: World, kind: PageType):
    said = []

    for javascript in (True, False):
        page = sit(kind.person(world), javascript=javascript)
        kind.open(page, "ru", world)
        said.append(re.sub(r"\s+", " ", page.locator("body").inner_text()))

    assert said[0] == said[1]
    assert len(said[0]) > 200
