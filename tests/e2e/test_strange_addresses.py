"""Addresses and searches nobody meant: a clear page, never a fault of the server."""

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Sit
from tests.e2e.house import BackDoor
from tests.e2e.watch import Watch

pytestmark = pytest.mark.e2e

SEARCHES = (
    "/admin/pages/search/",
    "/admin/images/",
    "/admin/images/chooser/",
    "/admin/documents/",
    "/admin/documents/chooser/",
    "/admin/media/",
    "/admin/users/",
    "/admin/snippets/quizzes/question/",
    "/admin/snippets/quizzes/quiz/",
)
HOSTILE = ('"', "\x00", " ", "\x00\x00", "a\x00b", '"unfinished', "NOT", "* OR", "'--", "\ufffe", "😀" * 300, "%")


@pytest.mark.parametrize("path", ["/de/", "/de/best-practices/", "/xx/desk/", "/en/de/"])
def test_unknown_language_is_a_page_that_leads_on(sit: Sit, watch: Watch, path: str):
    watch.expect(404)
    page = sit(locale="en")

    answer = page.goto(path)

    assert answer is not None
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text("This page is not on the line")
    expect(page.locator("main a[href='/en/']")).to_be_visible()


@pytest.mark.parametrize(
    "path",
    [
        "/en/no-such-page/",
        "/en/%00/",
        "/en/topics/%00/",
        "/en/topics/NOPE/",
        "/en/quiz/00000000-0000-0000-0000-000000000000/",
        "/en/quiz/start/00000000-0000-0000-0000-000000000000/",
        "/uploads/%2e%2e/secret-key",
        "/uploads/%00",
        "/accounts/invitation/%00/",
    ],
)
def test_address_of_nothing_is_not_found(sit: Sit, door: BackDoor, path: str):
    page = sit(door.person())

    answer = page.context.request.get(path)

    assert answer.status == 404


@pytest.mark.parametrize("query", ["topic=%00", "topic=%22", "print=%00", "page=%00", "next=%00"])
def test_strange_query_is_no_fault(sit: Sit, query: str):
    page = sit()

    answers = [
        page.context.request.get(f"{path}?{query}").status
        for path in ("/en/", "/en/best-practices/", "/en/glossary/", "/accounts/login/", "/accounts/logout/")
    ]

    assert [status for status in answers if status >= 500] == []


@pytest.mark.parametrize("path", SEARCHES)
def test_hostile_search_in_the_admin_is_answered(sit: Sit, door: BackDoor, path: str):
    page = sit(door.person(role="administrator", organisation="training-programme-office", superuser=True))

    answers = {text: page.context.request.get(f"{path}?q={quote(text)}").status for text in HOSTILE}

    assert answers == dict.fromkeys(HOSTILE, 200)


def test_reserved_slug_is_refused_at_its_field(sit: Sit, door: BackDoor, places: dict):
    page = sit(door.person(role="staff", organisation="training-programme-office"))
    page.goto(f"/admin/pages/add/home/standardpage/{places['home_id']}/")
    page.locator("#id_title").press_sequentially("Desk")  # its slug is made of it
    page.locator("#id_title").blur()
    expect(page.locator("#id_slug")).to_have_value("desk")

    page.get_by_role("button", name="Save draft").click()

    page.locator("a[href='#tab-promote']").click()
    expect(page.locator(".w-field__errors:visible")).to_contain_text("“desk” is an address of the site itself")
    expect(page.locator("#id_slug")).to_have_value("desk")
    expect(page.locator("#id_title")).to_have_value("Desk")
