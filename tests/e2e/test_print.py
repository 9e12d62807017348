"""On paper: the label in head and foot of what is printed, the navigation gone, a module whole."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Sit
from tests.e2e.house import Person
from tests.e2e.walk import LESSONS, MODULE

pytestmark = pytest.mark.e2e

CHECKLIST = "library/container-inspection-checklist/"
GONE = "nav, .crumbs, .acts, button, form:not([data-part]), input[name=number], .foot ul"
"""What no paper shows. The form of a part of a lesson stays: its question and its sum are read there too."""


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    "path",
    [f"{MODULE}/{LESSONS[2]}/", f"{MODULE}/?print=all", "cases/metallic-mercury-aktau/", CHECKLIST],
    ids=["lesson", "module", "case", "checklist"],
)
def test_print_carries_the_label_and_leaves_the_navigation(sit: Sit, officer: Person, path: str, language: str):
    page = sit(officer)
    page.goto(f"/{language}/{path}")

    page.emulate_media(media="print", color_scheme="dark")

    for part in (".head", ".foot"):
        label = page.locator(f"{part} .tlp")
        expect(label).to_be_visible()
        expect(label).to_contain_text("TLP:CLEAR")
    assert page.locator(GONE).filter(visible=True).all_inner_texts() == []
    display = "(part) => getComputedStyle(document.querySelector(part)).display"
    assert page.evaluate(display, ".head") == "table-header-group"  # repeated on every sheet
    assert page.evaluate(display, ".foot") == "table-footer-group"
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") in (
        "rgb(252, 251, 248)",
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    )


def test_whole_module_is_on_the_page_that_prints_it(sit: Sit, officer: Person):
    page = sit(officer)
    page.goto(f"/en/{MODULE}/")

    page.get_by_role("link", name="Print the module").click()

    expect(page.locator("article.sheet h1 .id, article.sheet h2 .id")).to_have_text(["A1", "A2", "A3", "A4", "A5"])
    expect(page.locator("article.sheet svg").first).to_be_visible()


def test_checklist_prints_empty_boxes_and_lines_to_write_on(sit: Sit, officer: Person):
    page = sit(officer)
    page.goto(f"/en/{CHECKLIST}")
    box = page.get_by_role("checkbox").first
    expect(page.locator(".paper")).to_be_hidden()
    box.check()

    page.emulate_media(media="print")

    expect(page.locator(".paper")).to_be_visible()
    drawn = "(box) => [getComputedStyle(box).appearance, getComputedStyle(box).backgroundImage]"
    assert box.evaluate(drawn) == ["none", "none"]
    page.reload()
    expect(box).not_to_be_checked()
