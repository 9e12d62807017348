"""One real server and one browser for all of these tests; people, and browsers they sit at."""

import os
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.e2e.chrome import NoBrowser, launch
from tests.e2e.house import BackDoor, House, Person
from tests.e2e.watch import Watch

PATIENCE = 15_000  # milliseconds for anything to appear on a busy machine


class Sit(Protocol):
    """`sit(officer, width=390, javascript=False)`: a page in a browser of their own; nobody is a stranger."""

    def __call__(self, person: Person | None = None, **options: Any) -> Page: ...


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        try:
            started = launch(playwright)
        except NoBrowser as reason:
            if os.environ.get("E2E") == "required":
                pytest.fail(str(reason))
            pytest.skip(str(reason))
        expect.set_options(timeout=PATIENCE)
        yield started
        started.close()


@pytest.fixture(scope="package")
def house(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The server, after the browser: without one nobody waits for it."""
    made = House(tmp_path_factory.mktemp("house"))
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="package")
def door(house: House) -> Iterator[BackDoor]:
    opened = BackDoor(house)
    yield opened
    opened.close()


@pytest.fixture(scope="package")
def places(door: BackDoor) -> dict[str, Any]:
    """Where things are in the demo; see `acts.places`."""
    found: dict[str, Any] = door.ask("places")
    return found


@pytest.fixture
def watch(house: House) -> Iterator[Watch]:
    """Ends every test with: nothing went wrong behind the page."""
    watching = Watch(home=house.url)
    yield watching
    assert watching.faults == []


@pytest.fixture
def sit(browser: Browser, house: House, watch: Watch) -> Iterator[Sit]:
    contexts = []

    def at_a_browser(
        person: Person | None = None, *, width: int = 1366, javascript: bool = True, **options: Any
    ) -> Page:
        context = browser.new_context(
            base_url=house.url,
            viewport={"width": width, "height": 844},
            java_script_enabled=javascript,
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        watch.over(context)
        if person is not None:
            context.add_cookies([{"name": "sessionid", "value": person.session, "url": house.url}])
        return context.new_page()

    yield at_a_browser
    for context in contexts:
        context.close()


@pytest.fixture
def officer(door: BackDoor) -> Person:
    """A new officer of Training PCU East, in Almaty, reading English."""
    return door.person()


@pytest.fixture
def open_quiz(door: BackDoor) -> Callable[..., str]:
    """`open_quiz(officer, answered=[1, 2])`: the path of their attempt, without the language."""

    def begin(person: Person, **details: Any) -> str:
        return f"/quiz/{door.ask('attempt', username=person.username, **details)}/"

    return begin
