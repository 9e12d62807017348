"""What an officer does on the site, step by step, as the tests say it."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page, expect

MODULE = "best-practices/profiling-container-trains"
LESSONS = (
    "how-the-train-moves",
    "reading-the-documents",
    "container-identity",
    "from-indicators-to-a-decision",
    "feedback-and-sharing",
)
CHOICES = {1: ["a"], 3: ["b"], 4: ["a", "b", "d", "f"], 5: ["false"], 7: ["b"]}
"""The right answers of quiz A at the first positions that offer answers; 2 and 6 ask for a number."""
NEW_KINDS = range(8, 13)
"""The positions of the kinds with fields of their own: order, pairs, a place in a picture, a text, gaps."""
CELL = ("N", "6")
"""Column and row of a cell in the right wagon."""
QUIZ = Path(__file__).resolve().parents[2] / "site/home/demo/modules/a"


@cache
def questions(language: str) -> list[dict[str, Any]]:
    """Quiz A as its data file has it."""
    found: list[dict[str, Any]] = yaml.safe_load((QUIZ / f"quiz.{language}.yaml").read_text())["questions"]
    return found


def right_choice(gap: dict[str, Any]) -> dict[str, Any]:
    return next(choice for choice in gap["choices"] if choice["correct"])


def answer_new_kind(page: Page, position: int, language: str) -> None:
    """Answer one of the NEW_KINDS right, as a person reading that language would, with a script or without."""
    entry = questions(language)[position - 1]
    for n, step in enumerate(entry.get("steps", ()), start=1):
        page.locator("[data-steps] > li").filter(has_text=step["text"]).locator("select").select_option(str(n))
    for pair in entry.get("pairs", ()):
        field = page.get_by_label(pair["left"], exact=True)
        value = field.locator("option").filter(has_text=pair["right"]).get_attribute("value")
        field.select_option(value)
    for gap in entry.get("gaps", ()):
        page.locator(f"[name=gap-{gap['key']}]").select_option(right_choice(gap)["key"])
    if "regions" in entry:
        page.locator("#column").select_option(CELL[0])
        page.locator("#row").select_option(CELL[1])
    if "accepted" in entry:
        page.locator("#answer").fill(entry["accepted"][0])


def sign_in(page: Page, username: str, password: str) -> None:
    """Fill in the form that is on the page and send it."""
    page.locator("input[name=login]").fill(username)
    page.locator("input[name=password]").fill(password)
    page.locator("main form button.btn").click()


def press(page: Page) -> None:
    """The one full button of the page."""
    page.locator("main button.btn:not(.btn--quiet)").click()


def choose(page: Page, *keys: str) -> None:
    """Exactly these answers of the question that is shown."""
    for box in page.locator("input[name=answer][type=checkbox]").all():
        if box.get_attribute("value") not in keys:
            box.uncheck()
    for key in keys:
        page.locator(f"#a-{key}").check()


def type_number(page: Page, text: str) -> None:
    page.locator("#answer").fill(text)


def expect_position(page: Page, position: int) -> None:
    """The question of that number is open."""
    expect(page.locator("nav.crumbs [aria-current=page]")).to_have_text(str(position))


def mark_lesson_done(page: Page, language: str, number: int) -> None:
    """Open a lesson and press its button, which leads on to the next one, or to the quiz."""
    page.goto(f"/{language}/{MODULE}/{LESSONS[number - 1]}/")
    press(page)
    page.wait_for_url(f"**/{LESSONS[number]}/" if number < len(LESSONS) else "**/quiz/start/**")
