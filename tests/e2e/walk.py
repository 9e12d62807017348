"""What an officer does on the site, step by step, as the tests say it."""

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
"""The right answers of quiz A at the positions that offer answers; 2 and 6 ask for a number."""


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
