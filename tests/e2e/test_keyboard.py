"""The quiz by keyboard alone: Tab, arrows, Space and Enter; the mouse is never touched."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Sit
from tests.e2e.house import BackDoor, Person
from tests.e2e.walk import CELL, CHOICES, NEW_KINDS, expect_position, questions, right_choice

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

    for position in range(1, 13):
        expect_position(page, position)
        answer_by_keyboard(page, position)
        tab_to(page, "main button.btn:not(.btn--quiet)")
        page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/quiz/[0-9a-f-]+/$"))
    tab_to(page, "main button.btn")
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text("12 of 12 right: passed")
    assert door.ask("record", username=officer.username)["attempts"][0]["passed"] is True


def answer_by_keyboard(page: Page, position: int) -> None:
    if position in (2, 6):
        tab_to(page, "#answer")
        page.keyboard.type("3" if position == 2 else "2800")
        return
    if position in NEW_KINDS:
        answer_new_kind_by_keyboard(page, questions("en")[position - 1])
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


def choose_by_keyboard(page: Page, name: str, text: str) -> None:
    """A choice of a list by the first letters of its words."""
    tab_to(page, f"select[name={name}]")
    page.keyboard.type(text)


def answer_new_kind_by_keyboard(page: Page, entry: dict[str, Any]) -> None:
    for n, step in enumerate(entry.get("steps", ()), start=1):
        row = page.locator("[data-steps] > li").filter(has_text=step["text"])
        choose_by_keyboard(page, row.locator("select").get_attribute("name") or "", str(n))
    for pair in entry.get("pairs", ()):
        field = page.get_by_label(pair["left"], exact=True)
        letter = field.locator("option").filter(has_text=pair["right"]).get_attribute("value") or ""
        choose_by_keyboard(page, field.get_attribute("name") or "", letter)
    for gap in entry.get("gaps", ()):
        choose_by_keyboard(page, f"gap-{gap['key']}", right_choice(gap)["text"])
    if "accepted" in entry:
        tab_to(page, "#answer")
        page.keyboard.type(entry["accepted"][0])
    if "regions" in entry:
        choose_by_keyboard(page, "column", CELL[0])
        choose_by_keyboard(page, "row", CELL[1])


def test_place_in_a_picture_is_marked_by_the_arrow_keys(sit: Sit, officer: Person, door: BackDoor):
    uuid = door.ask("attempt", username=officer.username, answered=[])
    page = sit(officer)
    page.goto(f"/en/quiz/{uuid}/10/")

    tab_to(page, "[data-spot]")
    expect(page.locator("[data-cursor]")).to_have_text("Cell J5")
    for key in ("ArrowRight",) * 4 + ("ArrowDown", "Enter"):
        page.keyboard.press(key)

    expect(page.locator("[data-marks] li")).to_have_count(1)
    expect(page.locator("[data-marks] li")).to_contain_text("Cell N6")
    expect(page.locator("[data-status]")).to_contain_text("Saved at")
    assert door.ask("record", username=officer.username)["attempts"][0]["answers"]["10"] == {"points": [[67.5, 55]]}


def test_skip_link_leads_past_the_navigation(sit: Sit, officer: Person):
    page = sit(officer)
    page.goto("/en/desk/")

    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    expect(page.locator("a.skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)")
