"""Sessions that end, tabs that disagree, forms that come too late: nothing that was typed is lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Sit
from tests.e2e.house import BackDoor, Person
from tests.e2e.walk import choose, expect_position, press, sign_in, type_number
from tests.e2e.watch import Watch

pytestmark = pytest.mark.e2e


def answers(door: BackDoor, officer: Person) -> dict:
    """What the server has, by position."""
    return door.ask("record", username=officer.username)["attempts"][0]["answers"]


def hand_in(page: Page) -> None:
    """The hand-in, with or without questions left."""
    page.get_by_role("button", name="Hand in").click()
    expect(page.locator("main button")).to_have_count(0)


def lose_session(page: Page) -> None:
    page.context.clear_cookies(name="sessionid")


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_session_that_ended_asks_to_sign_in_in_place_and_stores_the_answer(
    sit: Sit, officer: Person, door: BackDoor, open_quiz: Callable[..., str], watch: Watch, javascript: bool
):
    watch.expect(401)
    page = sit(officer, javascript=javascript)
    page.goto(f"/en{open_quiz(officer, answered=[])}6/")
    lose_session(page)

    type_number(page, "2 800")
    press(page)
    expect(page.locator("h1")).to_have_text("Please sign in again")
    assert page.url.endswith("/6/")
    sign_in(page, officer.username, "not the password")
    expect(page.locator("main .alert")).to_be_visible()
    sign_in(page, officer.username, officer.password)

    expect_position(page, 7)
    assert answers(door, officer) == {"6": {"number": "2800", "typed": "2 800"}}


def test_several_answers_survive_the_sign_in_in_place(
    sit: Sit, officer: Person, door: BackDoor, open_quiz: Callable[..., str], watch: Watch
):
    watch.expect(401)
    page = sit(officer)
    page.goto(f"/en{open_quiz(officer, answered=[])}4/")
    lose_session(page)

    choose(page, "a", "d", "f")
    expect(page.locator("[data-status]")).to_have_text("Not saved yet. Press the button to send it again.")
    press(page)
    sign_in(page, officer.username, officer.password)

    expect_position(page, 5)
    assert answers(door, officer) == {"4": {"chosen": ["a", "d", "f"]}}


def test_session_that_ended_does_not_lose_the_hand_in(
    sit: Sit, officer: Person, open_quiz: Callable[..., str], watch: Watch
):
    watch.expect(401)
    page = sit(officer)
    page.goto(f"/en{open_quiz(officer)}")
    lose_session(page)

    press(page)
    sign_in(page, officer.username, officer.password)

    expect(page.locator("h1")).to_have_text("12 of 12 right: passed")


def test_session_that_ended_does_not_lose_a_lesson_marked_as_done(
    sit: Sit, officer: Person, door: BackDoor, watch: Watch
):
    watch.expect(401)
    page = sit(officer)
    page.goto("/en/best-practices/profiling-container-trains/how-the-train-moves/")
    lose_session(page)

    press(page)
    sign_in(page, officer.username, officer.password)

    page.wait_for_url("**/reading-the-documents/")
    assert door.ask("record", username=officer.username)["lessons"] == 1


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_form_older_than_a_new_sign_in_in_another_tab_is_sent_once_more(
    sit: Sit, officer: Person, door: BackDoor, open_quiz: Callable[..., str], watch: Watch, javascript: bool
):
    watch.expect(403)
    old = sit(officer, javascript=javascript)
    old.goto(f"/en{open_quiz(officer, answered=[])}4/")
    new = old.context.new_page()
    new.goto("/accounts/logout/?next=/en/")
    press(new)
    new.goto("/accounts/login/?next=/en/desk/")
    sign_in(new, officer.username, officer.password)
    new.wait_for_url("**/en/desk/")

    choose(old, "a", "b", "d", "f")
    press(old)
    expect(old.locator("h1")).to_have_text("Please send it once more")
    press(old)

    expect_position(old, 5)
    assert answers(door, officer) == {"4": {"chosen": ["a", "b", "d", "f"]}}


def test_answer_after_the_hand_in_of_another_tab_is_refused_with_a_reason(
    sit: Sit, officer: Person, door: BackDoor, open_quiz: Callable[..., str], watch: Watch
):
    watch.expect(409)
    path = open_quiz(officer, answered=[1, 2, 3, 4, 5, *range(7, 13)])
    late = sit(officer)
    late.goto(f"/en{path}6/")
    other = late.context.new_page()
    other.goto(f"/en{path}")
    hand_in(other)
    expect(other.locator("h1")).to_contain_text("11 of 12")

    type_number(late, "2800")
    late.locator("#answer").blur()
    expect(late.locator("[data-status]")).to_have_text("This attempt is closed. The answer was not saved.")
    press(late)

    expect(late.locator("h1")).to_have_text("This attempt is closed")
    expect(late.locator("main")).to_contain_text("2800")
    late.get_by_role("link", name="See the result").click()
    expect(late.locator("h1")).to_contain_text("11 of 12")
    assert "6" not in answers(door, officer)


def test_late_choice_is_repeated_in_its_words_not_by_its_letter(
    sit: Sit, officer: Person, open_quiz: Callable[..., str], watch: Watch
):
    watch.expect(409)
    path = open_quiz(officer, answered=[])
    late = sit(officer)
    late.goto(f"/en{path}5/")
    other = late.context.new_page()
    other.goto(f"/en{path}")
    hand_in(other)

    choose(late, "false")
    press(late)

    expect(late.locator("h1")).to_have_text("This attempt is closed")
    expect(late.locator("main strong")).to_have_text("False")


def test_second_hand_in_shows_the_first_result(
    sit: Sit, officer: Person, door: BackDoor, open_quiz: Callable[..., str]
):
    path = open_quiz(officer)
    first = sit(officer)
    first.goto(f"/en{path}")
    second = first.context.new_page()
    second.goto(f"/en{path}")

    press(first)
    expect(first.locator("h1")).to_have_text("12 of 12 right: passed")
    press(second)

    expect(second.locator("h1")).to_have_text("12 of 12 right: passed")
    assert len(door.ask("record", username=officer.username)["attempts"]) == 1


def test_back_button_after_the_hand_in_shows_the_result_not_the_old_form(
    sit: Sit, officer: Person, open_quiz: Callable[..., str]
):
    page = sit(officer)
    path = open_quiz(officer)
    page.goto(f"/en{path}12/")
    press(page)
    press(page)
    expect(page.locator("h1")).to_have_text("12 of 12 right: passed")

    page.go_back()

    expect(page.locator("h1")).to_have_text("12 of 12 right: passed")
    expect(page.locator("main button")).to_have_count(0)


def test_two_tabs_begin_one_attempt(sit: Sit, officer: Person, door: BackDoor, places: dict):
    one = sit(officer)
    two = one.context.new_page()
    for page in (one, two):
        page.goto(f"/en/quiz/start/{places['quiz']}/")

    for page in (one, two):
        press(page)

    assert one.url == two.url
    assert len(door.ask("record", username=officer.username)["attempts"]) == 1


def test_quiz_of_somebody_else_is_not_found(
    sit: Sit, officer: Person, door: BackDoor, open_quiz: Callable[..., str], watch: Watch
):
    watch.expect(404)
    path = open_quiz(officer, answered=[1])
    colleague = sit(door.person())

    colleague.goto(f"/en{path}1/")

    expect(colleague.locator("h1")).to_have_text("This page is not on the line")
