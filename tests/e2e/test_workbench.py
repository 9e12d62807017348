"""The source workbench by keyboard alone, with the script and without; and on a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Sit
from tests.e2e.house import BackDoor
from tests.e2e.test_keyboard import focused, tab_to

pytestmark = pytest.mark.e2e


def status(page: Page) -> str:
    return " ".join(page.locator("[data-status]").inner_text().split())


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_sentences_are_attached_by_keys_without_leaving_the_page(sit: Sit, door: BackDoor):
    organiser = door.person(role="organiser", organisation="training-border-post-west")
    source = door.ask("source", username=organiser.username)
    page = sit(organiser)
    page.goto(f"/en{source['path']}")

    page.locator("[name=s]").first.focus()
    press(page, "j", "j", "k", "Space", "ArrowDown", "Space")
    assert focused(page) == "cs-1-3"
    press(page, "Enter", "ArrowDown", "ArrowDown")
    page.keyboard.press("Enter")

    expect(page.locator("[data-status]")).to_contain_text("1.2, 1.3 attached to “Organiser”.")
    assert page.url.endswith(source["path"])
    assert page.evaluate("() => document.activeElement.name") == "attach"
    assert door.ask("marks", uuid=source["uuid"]) == ["organiser 1.2", "organiser 1.3"]
    press(page, "Escape")
    assert focused(page) == "cs-1-3"
    press(page, "u")
    assert focused(page) == "cs-2-1"


def test_attachment_is_undone_by_keyboard(sit: Sit, door: BackDoor):
    organiser = door.person(role="organiser", organisation="training-border-post-west")
    source = door.ask("source", username=organiser.username)
    page = sit(organiser)
    page.goto(f"/en{source['path']}")

    page.locator("[name=s]").first.focus()
    press(page, "Space", "Enter", "Enter")
    expect(page.locator("[data-status]")).to_contain_text("attached to “Dates")
    tab_to(page, "[data-status] button")
    page.keyboard.press("Enter")

    expect(page.locator("[data-status]")).to_contain_text("1.1 taken off “Dates")
    assert door.ask("marks", uuid=source["uuid"]) == []


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_observation_is_made_from_a_sentence_by_keyboard_alone(sit: Sit, door: BackDoor, javascript: bool):
    organiser = door.person(role="organiser", organisation="training-border-post-west")
    source = door.ask("source", username=organiser.username)
    page = sit(organiser, javascript=javascript)
    page.goto(f"/en{source['path']}")

    tab_to(page, "#cs-1-1")
    page.keyboard.press("Space")
    expect(page.locator(".count")).to_have_text("Marked sentences:")
    page.locator("#record").scroll_into_view_if_needed()
    page.locator("[name=observation-text]").focus()
    page.keyboard.type("Two officers read each number aloud")
    tab_to(page, "[name=observation-direction]")
    page.keyboard.press("Space")
    tab_to(page, "button[value=observation]")
    page.keyboard.press("Enter")

    expect(page.locator("[data-status]")).to_contain_text("Added “Observation 1: Two officers read each number aloud”")
    expect(page.locator("[name=observation-text]")).to_have_value("")
    assert door.ask("marks", uuid=source["uuid"]) == ["1.1"]


def test_wrong_field_gets_the_focus_and_what_is_ticked_stays(sit: Sit, door: BackDoor, watch):
    watch.expect(422)
    organiser = door.person(role="organiser", organisation="training-border-post-west")
    source = door.ask("source", username=organiser.username)
    page = sit(organiser)
    page.goto(f"/en{source['path']}")

    page.locator("#cs-2-1").check()
    page.locator("[name=observation-text]").fill("They weigh")
    page.locator("button[value=observation]").click()

    expect(page.locator("#direction_error")).to_be_visible()
    assert page.evaluate("() => document.activeElement.name") == "observation-direction"
    expect(page.locator("#cs-2-1")).to_be_checked()
    expect(page.locator("[name=observation-text]")).to_have_value("They weigh")


def test_lost_line_is_said_and_nothing_is_lost(sit: Sit, door: BackDoor, watch):
    watch.expect_losses()
    organiser = door.person(role="organiser", organisation="training-border-post-west")
    source = door.ask("source", username=organiser.username)
    page = sit(organiser)
    page.goto(f"/en{source['path']}")
    page.locator("#cs-2-1").check()

    page.context.set_offline(True)
    page.locator("[name=attach]").first.click()
    expect(page.locator("[data-status]")).to_contain_text("Not saved: the line is gone.")
    page.context.set_offline(False)
    page.locator("[name=attach]").first.click()

    expect(page.locator("[data-status]")).to_contain_text("2.1 attached to “Dates")
    assert door.ask("marks", uuid=source["uuid"]) == ["dates 2.1"]


def test_session_that_ended_asks_to_sign_in_and_attaches_afterwards(sit: Sit, door: BackDoor, watch):
    watch.expect(401)
    organiser = door.person(role="organiser", organisation="training-border-post-west")
    source = door.ask("source", username=organiser.username)
    page = sit(organiser)
    page.goto(f"/en{source['path']}")
    page.locator("#cs-2-1").check()

    page.context.clear_cookies(name="sessionid")
    page.locator("[name=attach]").first.click()
    page.locator("[name=login]").fill(organiser.username)
    page.locator("[name=password]").fill(organiser.password)
    page.locator("main form .btn").first.click()

    expect(page.locator("[data-status]")).to_contain_text("2.1 attached to “Dates")
    assert door.ask("marks", uuid=source["uuid"]) == ["dates 2.1"]


def test_focus_is_never_behind_the_bar_on_a_phone(sit: Sit, door: BackDoor):
    organiser = door.person(role="organiser", organisation="training-border-post-west")
    source = door.ask("source", username=organiser.username)
    page = sit(organiser, width=390)
    page.goto(f"/ru{source['path']}")
    page.locator("[name=s]").first.focus()

    hidden = []
    for _step in range(45):
        page.keyboard.press("Tab")
        covered = page.evaluate(
            """() => { const e = document.activeElement, bar = document.querySelector('.bench-bar');
            return !bar.contains(e) && !!e.closest('.bench')
              && e.getBoundingClientRect().bottom > bar.getBoundingClientRect().top + 1; }"""
        )
        if covered:
            hidden.append(focused(page))

    assert hidden == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
