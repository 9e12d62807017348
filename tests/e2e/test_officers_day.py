"""The officer's day: begun in English, the browser closed in the middle, finished in Russian."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Sit
from tests.e2e.house import BackDoor, Person
from tests.e2e.walk import (
    CHOICES,
    LESSONS,
    MODULE,
    NEW_KINDS,
    answer_new_kind,
    choose,
    expect_position,
    press,
    sign_in,
    type_number,
)
from tests.e2e.watch import Watch

pytestmark = pytest.mark.e2e

READ_IN_ENGLISH = 3


@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_officer_begins_in_english_and_finishes_in_russian(
    sit: Sit, officer: Person, door: BackDoor, watch: Watch, javascript: bool, width: int
):
    watch.expect(422)  # the wrong number
    english = sit(width=width, javascript=javascript)
    begin_in_english(english, officer)
    english.context.close()  # the end of the shift: the session ends with the browser

    russian = sit(width=width, javascript=javascript)
    finish_in_russian(russian, officer)

    stored = door.ask("record", username=officer.username)
    assert (stored["lessons"], stored["modules"], len(stored["attempts"])) == (5, 1, 1)
    assert stored["attempts"][0]["answers"]["6"] == {"number": "2800", "typed": "2 800"}


def begin_in_english(page, officer):
    """Sign in, desk, lessons 1 to 3, half of the quiz."""
    page.goto("/en/")
    page.locator("header a[href^='/accounts/login/']").click()
    sign_in(page, officer.username, officer.password)
    page.wait_for_url("**/en/")
    page.locator("header a[href='/en/desk/']").click()
    page.get_by_role("link", name="Begin with A1").click()
    for number in range(READ_IN_ENGLISH):
        page.wait_for_url(f"**/{LESSONS[number]}/")
        press(page)
    page.wait_for_url(f"**/{LESSONS[READ_IN_ENGLISH]}/")

    page.goto(f"/en/{MODULE}/")
    page.get_by_role("link", name="Quiz").first.click()
    press(page)
    expect_position(page, 1)
    choose(page, *CHOICES[1])
    press(page)
    answer_the_number(page)
    expect_position(page, 3)
    choose(page, *CHOICES[3])
    press(page)
    expect_position(page, 4)


def answer_the_number(page):
    """A wrong number is refused at its field and stays there; a right one goes on."""
    expect_position(page, 2)
    type_number(page, "abc")
    press(page)
    field = page.locator("#answer")
    expect(page.locator("#error")).to_have_text("“abc” is not a number. Write digits, for example 12,5 or 2800.")
    expect(field).to_have_value("abc")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_attribute("aria-describedby", re.compile("error"))
    type_number(page, "2,8")
    press(page)
    expect_position(page, 3)
    page.get_by_role("link", name="Question 2").click()
    expect(page.locator("#answer")).to_have_value("2,8")
    expect(page.locator("[data-status]")).to_contain_text("Read as 2.8")
    type_number(page, "3")
    press(page)


def finish_in_russian(page, officer):
    """Another browser, another language: lessons still done, the same attempt, the result, the module."""
    page.goto("/ru/")
    page.locator("header a[href^='/accounts/login/']").click()
    sign_in(page, officer.username, officer.password)
    page.wait_for_url("**/ru/")
    page.locator("header a[href='/ru/desk/']").click()
    expect(page.locator(".line--fold li[data-state=done]")).to_have_count(READ_IN_ENGLISH)
    page.locator("main a.btn").first.click()  # an open quiz comes before the next lesson
    page.wait_for_url(re.compile(r"/ru/quiz/[0-9a-f-]+/$"))
    page.locator("main a.btn").click()  # to the first question without an answer
    for position in (4, 5):
        expect_position(page, position)
        choose(page, *CHOICES[position])
        press(page)
    expect_position(page, 6)
    type_number(page, "2 800")
    press(page)
    expect_position(page, 7)
    choose(page, "c")
    press(page)
    for position in NEW_KINDS:
        expect_position(page, position)
        answer_new_kind(page, position, "ru")
        press(page)
    page.wait_for_url(re.compile(r"/ru/quiz/[0-9a-f-]+/$"))
    expect(page.locator("main nav li[data-state=done]")).to_have_count(12)
    press(page)

    expect(page.locator("h1")).to_contain_text(re.compile(r"\b11\b.*\b12\b"))
    first = page.locator("main section").first  # what was not right comes first
    expect(first.locator("h2")).to_contain_text("7.")
    expect(first.locator("table .note")).to_have_count(4)
    expect(first.locator(".notice")).to_be_visible()
    expect(first).to_contain_text("[S3]")
    page.locator("p.notice a").first.click()  # passed, but the module has lessons left
    for number in range(READ_IN_ENGLISH, len(LESSONS)):
        page.wait_for_url(f"**/ru/**/{LESSONS[number]}/")
        press(page)
    page.goto(f"/ru/{MODULE}/")
    expect(page.locator("main .acts .saved")).to_be_visible()
    page.goto("/ru/desk/")
    expect(page.locator("#done + ul a[href$='/profiling-container-trains/']")).to_be_visible()
