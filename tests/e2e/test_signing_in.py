"""Signing in: wrong passwords, lockout, invitations."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Sit
from tests.e2e.house import BackDoor, Person
from tests.e2e.walk import press, sign_in
from tests.e2e.watch import Watch

pytestmark = pytest.mark.e2e

FAILURES = 6


def test_wrong_password_is_told_and_the_name_stays(sit: Sit, officer: Person):
    page = sit()
    page.goto("/accounts/login/?next=/en/desk/")

    sign_in(page, officer.username, "not the password")

    expect(page.locator("main .alert")).to_be_visible()
    expect(page.locator("input[name=login]")).to_have_value(officer.username)
    sign_in(page, officer.username, officer.password)
    page.wait_for_url("**/en/desk/")


def test_right_password_after_lockout_is_refused_while_a_colleague_signs_in(
    sit: Sit, officer: Person, door: BackDoor, watch: Watch
):
    watch.expect(429)
    colleague = door.person()
    page = sit()
    for _failure in range(FAILURES):
        page.goto("/accounts/login/?next=/en/desk/")
        sign_in(page, officer.username, "not the password")

    page.goto("/accounts/login/?next=/en/desk/")
    sign_in(page, officer.username, officer.password)
    expect(page.locator("h1")).to_have_text("Too many wrong passwords")

    page.goto("/accounts/login/?next=/en/desk/")
    sign_in(page, colleague.username, colleague.password)
    page.wait_for_url("**/en/desk/")


def test_lockout_holds_for_the_sign_in_in_place_too(sit: Sit, officer: Person, door: BackDoor, open_quiz, watch: Watch):
    watch.expect(401, 429)
    page = sit(officer, javascript=False)
    path = open_quiz(officer, answered=[])
    page.goto(f"/en{path}1/")
    page.context.clear_cookies(name="sessionid")
    page.locator("#a-a").check()
    press(page)
    for _failure in range(FAILURES - 1):
        sign_in(page, officer.username, "not the password")
    sign_in(page, officer.username, "not the password")
    expect(page.locator("h1")).to_have_text("Too many wrong passwords")

    page.goto(f"/en{path}1/")  # no session: to the sign-in page
    sign_in(page, officer.username, officer.password)

    expect(page.locator("h1")).to_have_text("Too many wrong passwords")


def accept(page: Page, username: str) -> None:
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=name_latin]").fill("Aigerim Test")
    page.locator("input[name=password]").fill("a train at Altynkol")
    press(page)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_invitation_makes_an_officer_and_works_once(sit: Sit, door: BackDoor, watch: Watch, language: str):
    watch.expect(410)
    link = door.ask("invitation", language=language)
    page = sit(locale=language)
    page.goto(link)
    expect(page.locator("html")).to_have_attribute("lang", language)

    accept(page, f"aigerim-{language}")
    page.wait_for_url(f"**/{language}/desk/")
    expect(page.locator("header")).to_contain_text("Aigerim Test")

    again = sit()
    again.goto(link)
    expect(again.locator("h1")).to_have_text("This invitation is closed")
    expect(again.locator("main")).to_contain_text("It was used already")


def test_invitation_form_keeps_what_was_typed_when_something_is_wrong(sit: Sit, officer: Person, door: BackDoor):
    page = sit(locale="en")
    page.goto(door.ask("invitation"))

    accept(page, officer.username)

    expect(page.locator("#id_username_error")).to_have_text("This user name is taken.")
    expect(page.locator("input[name=name_latin]")).to_have_value("Aigerim Test")


@pytest.mark.parametrize(("state", "said"), [("expired", "Its time is over"), ("used", "It was used already")])
def test_invitation_that_is_over_says_why(sit: Sit, door: BackDoor, watch: Watch, state: str, said: str):
    watch.expect(410)
    page = sit(locale="en")

    page.goto(door.ask("invitation", state=state))

    expect(page.locator("main")).to_contain_text(said)
    expect(page.locator("main a.btn")).to_be_visible()


def test_invitation_nobody_sent_is_not_known(sit: Sit, watch: Watch):
    watch.expect(404)
    page = sit(locale="en")

    page.goto("/accounts/invitation/made-up/")

    expect(page.locator("main")).to_contain_text("There is no such invitation")
