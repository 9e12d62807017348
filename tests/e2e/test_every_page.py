"""What holds for every type of page in both languages: axe finds nothing, and 320 px are wide enough."""

import re
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.conftest import Sit
from tests.e2e.house import BackDoor
from tests.e2e.pages import LANGUAGES, PAGES, by_page
from tests.e2e.walk import LESSONS, MODULE
from tests.e2e.watch import Watch
from tests.e2e.world import PageType, World, arrange

pytestmark = pytest.mark.e2e

COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]}
EVERYTHING = {"resultTypes": ["violations"]}
SHEETS: list[tuple[int, Literal["light", "dark"], dict[str, Any]]] = [
    (390, "light", EVERYTHING),
    (1366, "light", EVERYTHING),
    (1366, "dark", COLOURS),  # in the dark only colours are others
    (390, "dark", COLOURS),
]
NARROWEST = 320
STICKS_OUT = """() => [...document.querySelectorAll("body *")]
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && getComputedStyle(e).position !== "absolute")
  .filter((e) => !e.closest(".wide, table, .scan") || e.matches(".wide, .scan"))
  .slice(0, 4).map((e) => e.tagName + "." + e.className + ": " + e.textContent.trim().slice(0, 40))"""


@pytest.fixture(scope="package")
def world(door: BackDoor, places: dict[str, Any]) -> World:
    return arrange(door, places)


def come_to(kind: PageType, sit: Sit, world: World, watch: Watch, language: str, **options: Any) -> Page:
    """That page in a browser whose language does not help."""
    if kind.status != 200:
        watch.expect(kind.status)
    page = sit(kind.person(world), locale="de", **options)
    kind.open(page, language, world)
    return page


def violations(page: Page, options: dict[str, Any]) -> list[str]:
    """What axe finds, one line each."""
    found = Axe().run(page, options=options).response["violations"]
    return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("language", LANGUAGES)
@by_page
def test_axe_finds_nothing(sit: Sit, world: World, watch: Watch, kind: PageType, language: str):
    page = come_to(kind, sit, world, watch, language)
    found = {}

    for width, scheme, rules in SHEETS[:1] if kind.for_paper else SHEETS:
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=scheme)
        found[width, scheme] = violations(page, rules)

    assert {sheet: lines for sheet, lines in found.items() if lines} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_sticks_out_at_320_pixels(sit: Sit, world: World, watch: Watch, language: str):
    too_wide = {}

    for kind in PAGES:
        page = come_to(kind, sit, world, watch, language, width=NARROWEST)
        width = page.evaluate("() => document.scrollingElement.scrollWidth")
        if width > NARROWEST:
            too_wide[kind.name] = (width, page.evaluate(STICKS_OUT))
        page.context.close()

    assert too_wide == {}


def test_axe_would_find_something(sit: Sit):
    page = sit()
    page.goto("/en/")

    page.evaluate("() => { document.querySelector('html').removeAttribute('lang'); }")

    assert [line.split(":")[0] for line in violations(page, EVERYTHING)] == ["html-has-lang"]


@pytest.mark.parametrize("path", ["", "best-practices/", f"{MODULE}/", f"{MODULE}/{LESSONS[0]}/", "handling-labels/"])
def test_russian_page_is_russian_and_no_stand_in(sit: Sit, path: str):
    page = sit()

    page.goto(f"/ru/{path}")

    assert page.locator("main").get_attribute("lang") is None  # set where another language stands in
    assert re.search("[а-я]{3}", page.locator("h1").inner_text())
