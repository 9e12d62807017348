"""The quiz by keyboard alone: Tab, arrows, Space and Enter; the mouse is never touched."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Sit
from tests.e2e.house import BackDoor, Person
from tests.e2e.walk import CHOICES, expect_position

pytestmark = pytest.mark.e2e

MOST_TABS = 60


def focused(page: Page) -> str:
    """A name of what has the focus: its id, else its address, else its text."""
    found: str = page.evaluate(
        "() => { const e = document.activeElement; return e.id || e.getAttribute('href') || e.textContent.trim(); }"
    )
    return found


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until it has the focus, and see that the focus shows."""
    for _count in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"the focus on {selector} cannot be seen"
            return
    pytest.fail(f"{selector} was not reached by Tab; the focus is on {focused(page)!r}")


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_quiz_is_done_by_keyboard_alone(sit: Sit, officer: Person, door: BackDoor, places: dict, javascript: bool):
    page = sit(officer, javascript=javascript)
    page.goto(f"/en/quiz/start/{places['quiz']}/")
    tab_to(page, "main button.btn")
    page.keyboard.press("Enter")

    for position in range(1, 8):
        expect_position(page, position)
        answer_by_keyboard(page, position)
        tab_to(page, "main button.btn:not(.btn--quiet)")
        page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/quiz/[0-9a-f-]+/$"))
    tab_to(page, "main button.btn")
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text("7 of 7 right: passed")
    assert door.ask("record", username=officer.username)["attempts"][0]["passed"] is True


def answer_by_keyboard(page: Page, position: int) -> None:
    if position in (2, 6):
        tab_to(page, "#answer")
        page.keyboard.type("3" if position == 2 else "2800")
        return
    wanted = CHOICES[position]
    if page.locator("input[type=checkbox]").count():
        for key in wanted:
            tab_to(page, f"#a-{key}")
            page.keyboard.press("Space")
        return
    tab_to(page, "input[type=radio]")
    page.keyboard.press("Space")
    while focused(page) != f"a-{wanted[0]}":
        page.keyboard.press("ArrowDown")
    expect(page.locator(f"#a-{wanted[0]}")).to_be_checked()


def test_skip_link_leads_past_the_navigation(sit: Sit, officer: Person):
    page = sit(officer)
    page.goto("/en/desk/")

    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    expect(page.locator("a.skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)")
