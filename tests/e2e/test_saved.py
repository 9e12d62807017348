""" "Saved at 14:02" is a promise: said in the person's own time, and only after the server kept its part."""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.conftest import Sit
from tests.e2e.house import BackDoor, Person
from tests.e2e.walk import choose, expect_position, press, type_number
from tests.e2e.watch import Watch

pytestmark = pytest.mark.e2e

SAVED = "Saved at "


@pytest.fixture
def question(sit: Sit, officer: Person, open_quiz: Callable[..., str]) -> Page:
    """The first question, nothing answered."""
    page = sit(officer)
    page.goto(f"/en{open_quiz(officer, answered=[])}1/")
    return page


def on_posts(page: Page, act: Callable[[Route], None]) -> None:
    page.route("**/quiz/**", lambda route: act(route) if route.request.method == "POST" else route.continue_())


def minutes_around(now: datetime, zone: str) -> set[str]:
    """This minute and the one before, as a clock in that zone shows them."""
    return {f"{datetime.fromtimestamp(now.timestamp() - back, ZoneInfo(zone)):%H:%M}" for back in (0, 30)}


@pytest.mark.parametrize("zone", ["Asia/Almaty", "Europe/Warsaw"])
def test_saved_shows_the_clock_of_the_person(sit: Sit, door: BackDoor, open_quiz: Callable[..., str], zone: str):
    person = door.person(time_zone=zone)
    page = sit(person, timezone_id="America/New_York")  # where the machine thinks it is does not matter
    page.goto(f"/en{open_quiz(person, answered=[])}1/")

    choose(page, "a")
    expect(page.locator("[data-status]")).to_contain_text(SAVED)
    said = page.locator("[data-status]").inner_text()
    page.reload()

    assert said.removeprefix(SAVED) in minutes_around(datetime.now(UTC), zone)
    expect(page.locator("[data-status]")).to_have_text(said)  # the server's own page says the same


def test_saved_is_not_said_before_the_server_answered(question: Page):
    held: list[Route] = []
    on_posts(question, held.append)

    choose(question, "a")
    question.wait_for_timeout(600)
    assert len(held) == 1
    expect(question.locator("[data-status]")).to_have_text("")
    held[0].continue_()

    expect(question.locator("[data-status]")).to_contain_text(SAVED)


def test_earlier_saved_is_taken_back_while_a_changed_answer_is_under_way(question: Page):
    choose(question, "a")
    expect(question.locator("[data-status]")).to_contain_text(SAVED)
    held: list[Route] = []
    on_posts(question, held.append)

    choose(question, "b")
    question.wait_for_timeout(600)

    expect(question.locator("[data-status]")).not_to_contain_text(SAVED)
    held[0].continue_()
    expect(question.locator("[data-status]")).to_contain_text(SAVED)


def test_lost_line_says_not_saved_and_the_button_sends_it_again(
    question: Page, officer: Person, door: BackDoor, watch: Watch
):
    watch.expect_losses()
    on_posts(question, lambda route: route.abort())

    choose(question, "a")
    expect(question.locator("[data-status]")).to_have_text("Not saved yet. Press the button to send it again.")
    expect(question.locator("#a-a")).to_be_checked()
    assert door.ask("record", username=officer.username)["attempts"][0]["answers"] == {}
    question.unroute("**/quiz/**")
    press(question)

    expect_position(question, 2)
    assert door.ask("record", username=officer.username)["attempts"][0]["answers"] == {"1": {"chosen": ["a"]}}


def test_broken_server_is_never_taken_for_saved(question: Page, watch: Watch):
    watch.expect_losses()
    on_posts(question, lambda route: route.fulfill(status=499, body="<h1>Something broke</h1>"))
    watch.expect(499)

    choose(question, "a")

    expect(question.locator("[data-status]")).to_have_text("Not saved yet. Press the button to send it again.")


@pytest.mark.parametrize(("typed", "read"), [("2 800", "2800"), ("2,8", "2.8"), ("−3", "-3")])
def test_number_says_how_it_was_read(sit: Sit, officer: Person, open_quiz: Callable[..., str], typed: str, read: str):
    page = sit(officer)
    page.goto(f"/en{open_quiz(officer, answered=[])}6/")

    type_number(page, typed)
    page.locator("#answer").blur()

    expect(page.locator("[data-status]")).to_contain_text(f". Read as {read}")
    expect(page.locator("#answer")).to_have_value(typed)


@pytest.mark.parametrize("typed", ["abc", "1e999", "12 boxes", "9" * 61, "½"])
@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_what_is_no_number_is_refused_at_the_field_and_kept(
    sit: Sit, officer: Person, open_quiz: Callable[..., str], watch: Watch, typed: str, javascript: bool
):
    watch.expect(422)
    page = sit(officer, javascript=javascript)
    page.goto(f"/en{open_quiz(officer, answered=[])}2/")

    type_number(page, typed)
    press(page)

    expect(page.locator("#error")).to_contain_text("number")
    expect(page.locator("#answer")).to_have_value(typed)
    expect_position(page, 2)
