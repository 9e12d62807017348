"""Every type of page that a person can meet, and how to come to it."""

import re
from secrets import token_hex

import pytest
from playwright.sync_api import Page, expect

from feedback.choices import GLOSSARY, GLOSSARY_KEY
from tests.e2e.learning_pages import LEARNING
from tests.e2e.walk import LESSONS, MODULE, choose, press, sign_in, type_number
from tests.e2e.world import PageType, World

LANGUAGES = ("en", "ru")
QUESTIONS = {
    "single": 1,
    "number": 2,
    "multiple": 4,
    "true or false": 5,
    "order": 8,
    "pairs": 9,
    "place in a picture": 10,
    "text": 11,
    "gaps": 12,
}
"""A position of each kind of question in quiz A."""


def _refused_number(page: Page, language: str, world: World) -> None:
    type_number(page, "abc")
    press(page)
    expect(page.locator("#error")).to_be_visible()


def _saved(page: Page, language: str, world: World) -> None:
    choose(page, "a", "d")
    expect(page.locator("[data-status].saved")).to_be_visible()


def _session_ended(page: Page, language: str, world: World) -> None:
    page.context.clear_cookies(name="sessionid")
    choose(page, "a")
    press(page)
    expect(page.locator("input[name=password]")).to_be_visible()


def _old_form(page: Page, language: str, world: World) -> None:
    page.context.clear_cookies(name="csrftoken")
    choose(page, "a")
    press(page)
    expect(page.locator("input[type=hidden][name=answer]")).to_have_count(1)


def _empty_report(page: Page, language: str, world: World) -> None:
    press(page)
    expect(page.locator("main .alert")).to_be_visible()


def _wrong_password(page: Page, language: str, world: World) -> None:
    sign_in(page, f"nobody-{token_hex(4)}", "not the password")  # a name used often would be locked out
    expect(page.locator("main .alert")).to_be_visible()


def _empty_invitation(page: Page, language: str, world: World) -> None:
    for name, text in {"username": world.officer.username, "name_latin": "A", "password": "12345678"}.items():
        page.locator(f"input[name={name}]").fill(text)
    press(page)
    expect(page.locator("main .alert").first).to_be_visible()


def _slips(page: Page, language: str, world: World) -> None:
    page.locator("textarea").fill("Aliya Nur\nЕрлан Сапаров")
    press(page)
    expect(page.locator(".slips li")).to_have_count(2)


PAGES = (
    PageType("home", "/{language}/", signed_in=False),
    PageType("index", "/{language}/best-practices/"),
    PageType("index for a stranger", "/{language}/best-practices/", signed_in=False),
    PageType("index without a module", "/{language}/best-practices/?topic=NONE"),
    PageType("module", f"/{{language}}/{MODULE}/"),
    PageType("module for a stranger", f"/{{language}}/{MODULE}/", signed_in=False),
    PageType("whole module to print", f"/{{language}}/{MODULE}/?print=all", for_paper=True),
    *(PageType(f"lesson A{n}", f"/{{language}}/{MODULE}/{slug}/") for n, slug in enumerate(LESSONS, start=1)),
    PageType("lesson for a stranger", f"/{{language}}/{MODULE}/{LESSONS[0]}/", signed_in=False),
    PageType("quiz start", "/{language}/quiz/start/{quiz}/"),
    *(PageType(f"question: {kind}", f"/{{language}}/quiz/{{open}}/{n}/") for kind, n in QUESTIONS.items()),
    PageType("question saved", "/{language}/quiz/{open}/4/", act=_saved),
    PageType("question refused", "/{language}/quiz/{open}/6/", status=422, act=_refused_number),
    PageType("overview", "/{language}/quiz/{open}/"),
    PageType("result", "/{language}/quiz/{graded}/"),
    PageType("desk", "/{language}/desk/"),
    PageType("settings", "/{language}/me/"),
    PageType("my certificates", "/{language}/me/certificates/"),
    PageType("certificates of people", "/{language}/desk/certificates/", coordinating=True),
    PageType("verify", "/verify/?language={language}", signed_in=False),
    PageType("verify, mistyped", "/verify/?serial=x&language={language}", signed_in=False, status=422),
    PageType("verify, unknown", "/verify/K7QF-2M9X-RTBE/?language={language}", signed_in=False, status=404),
    PageType("glossary", "/{language}/glossary/"),
    PageType("report or ask", f"/{{language}}/desk/ask/{GLOSSARY}/{GLOSSARY_KEY}/"),
    PageType("report, refused", f"/{{language}}/desk/ask/{GLOSSARY}/{GLOSSARY_KEY}/", status=422, act=_empty_report),
    PageType("my questions", "/{language}/desk/my-questions/"),
    PageType("noticeboard", "/{language}/desk/noticeboard/"),
    PageType("topic", "/{language}/topics/RAIL/"),
    PageType("cases", "/{language}/cases/", signed_in=False),
    PageType("case", "/{language}/cases/metallic-mercury-aktau/", signed_in=False),
    PageType("library", "/{language}/library/", signed_in=False),
    PageType("checklist", "/{language}/library/container-inspection-checklist/", signed_in=False),
    PageType("resource with files", "/{language}/library/container-number-card/", signed_in=False),
    PageType("visits", "/{language}/visits/", signed_in=False),
    PageType("visit", "/{language}/visits/altynkol-poland-2020/", signed_in=False),
    PageType("search", "/{language}/search/", signed_in=False),
    PageType("found", "/{language}/search/?q=container"),
    PageType("organiser's desk", "/{language}/desk/", organising=True),
    PageType("new visit", "/{language}/desk/visits/new/", organising=True),
    PageType("record", "/{language}{record}", organising=True),
    PageType("facts", "/{language}{record}facts/", organising=True),
    PageType("programme item", "/{language}{record}programme/add/", organising=True),
    PageType("observation", "/{language}{record}observations/add/", organising=True),
    PageType("words", "/{language}{record}words/{language}/", organising=True),
    PageType("guests", "/{language}{record}guests/", organising=True),
    PageType("sources", "/{language}{record}sources/", organising=True),
    PageType("workbench", "/{language}{workbench}", organising=True),
    PageType("unit", "/accounts/units/training-pcu-east/?next=/{language}/", coordinating=True),
    PageType("invite a person", "/accounts/units/training-pcu-east/invite/?next=/{language}/", coordinating=True),
    PageType("codes for people", "/accounts/units/training-pcu-east/codes/?next=/{language}/", coordinating=True),
    PageType("slips", "/accounts/units/training-pcu-east/codes/?next=/{language}/", coordinating=True, act=_slips),
    PageType("list of people", "/accounts/units/training-pcu-east/list/?next=/{language}/", coordinating=True),
    PageType("second factor", "/accounts/second-factor/?next=/{language}/desk/"),
    PageType("code", "/accounts/code/?next=/{language}/", signed_in=False),
    PageType("standard page", "/{language}/handling-labels/", signed_in=False),
    PageType("not found", "/{language}/no-such-page/", signed_in=False, status=404),
    PageType("sign in", "/accounts/login/?next=/{language}/desk/", signed_in=False),
    PageType("sign in, wrong", "/accounts/login/?next=/{language}/desk/", signed_in=False, act=_wrong_password),
    PageType("sign out", "/accounts/logout/?next=/{language}/"),
    PageType("password reset", "/accounts/password/reset/?next=/{language}/", signed_in=False),
    PageType("password change", "/accounts/password/change/?next=/{language}/me/"),
    PageType("invitation", "{invitation}?next=/{language}/", signed_in=False),
    PageType("invitation, refused", "{invitation}?next=/{language}/", signed_in=False, act=_empty_invitation),
    PageType("invitation closed", "{used_invitation}?next=/{language}/", signed_in=False, status=410),
    PageType("sign in in place", "/{language}/quiz/{open}/1/", status=401, act=_session_ended),
    PageType("send once more", "/{language}/quiz/{open}/1/", status=403, act=_old_form),
    *LEARNING,
)

by_page = pytest.mark.parametrize("kind", PAGES, ids=[re.sub(r"\W+", "-", page.name) for page in PAGES])
"""Once for every type of page."""
