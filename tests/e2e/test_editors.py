"""The editors of questions, quizzes and modules in Wagtail's admin: axe on our own part, and regions by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Sit
from tests.e2e.house import BackDoor, Person
from tests.e2e.test_keyboard import tab_to
from tests.e2e.watch import Watch

pytestmark = pytest.mark.e2e

KINDS = ("single", "multiple", "true_false", "numeric", "text", "matching", "ordering", "gaps", "hotspot")
OURS = "main form"
"""Our panels stand in the form of the page; what is around it is Wagtail's."""
OF_WAGTAIL = {
    "label": ("ui-autocomplete-input", 'name="body-'),  # the field of tags; a text that is a whole block
    "aria-input-field-name": ("public-DraftEditor-content",),  # rich text
    "button-name": ("w-editing-sessions__session",),  # who else has it open
    "landmark-unique": ('class="w-panel w-panel--nested"',),  # blocks of one kind, folded
}
"""What Wagtail's own widgets inside the form break: by rule, pieces of their markup. Nothing else passes."""
OF_ITS_TABLE = "docs.handsontable.com"
"""The table of a text complains to the console that it does not know the language of the page."""
SHEETS = [(1366, "light"), (390, "light"), (1366, "dark")]


@pytest.fixture(scope="module")
def staff(door: BackDoor) -> Person:
    return door.person(role="staff", organisation="training-programme-office")


@pytest.fixture(scope="module")
def editors(door: BackDoor) -> dict[str, str]:
    """The addresses of the editors by name."""
    found: dict[str, str] = door.ask("editors")
    return found


def faults(page: Page) -> list[str]:
    """What axe finds in our part, without what is known to be Wagtail's."""
    found = []
    for width, scheme in SHEETS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        told = Axe().run(page, context={"include": [[OURS]]}, options={"resultTypes": ["violations"]}).response
        for rule in told["violations"]:
            for node in rule["nodes"]:
                if not any(piece in node["html"] for piece in OF_WAGTAIL.get(rule["id"], ())):
                    found.append(f"{rule['id']} {width} {scheme}: {node['html'][:160]}")
    return found


@pytest.mark.parametrize("name", [*KINDS, "quiz", "module", "lesson", "new question", "bank"])
def test_axe_finds_nothing_in_our_part_of_an_editor(
    sit: Sit, watch: Watch, staff: Person, editors: dict[str, str], name: str
):
    page = sit(staff)

    page.goto(editors[name])
    page.wait_for_load_state("networkidle")

    assert page.locator(OURS).count() >= 1
    assert faults(page) == []
    watch.faults[:] = [fault for fault in watch.faults if OF_ITS_TABLE not in fault]


def test_preview_of_an_import_and_its_report_pass_axe(sit: Sit, staff: Person, editors: dict[str, str]):
    page = sit(staff)
    page.goto(editors["bank"])
    gift = "::NEW-1:: Which way? {=East ~West}\n\n::BAD-1:: What? {"
    page.locator("input[type=file]").set_input_files(
        {"name": "questions.gift", "mimeType": "text/plain", "buffer": gift.encode()}
    )

    page.locator("form:has(input[type=file]) button[type=submit]").click()

    expect(page.locator("main table").first).to_be_visible()
    assert faults(page) == []


def test_region_is_drawn_by_arrow_keys_alone(sit: Sit, staff: Person, editors: dict[str, str]):
    page = sit(staff)
    page.goto(editors["hotspot"])
    first, second = (page.locator("[data-points]").nth(n) for n in range(2))
    x, y, width, height = (float(n) for n in first.input_value().split())

    page.locator("#id_drawing").focus()
    tab_to(page, "[role=application]")
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "Shift+ArrowLeft", "Shift+ArrowDown"):
        page.keyboard.press(key)
    page.locator("#id_drawing").focus()
    tab_to(page, "[aria-pressed=false]")
    page.keyboard.press("Enter")
    expect(page.locator("[role=application]")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")  # draws this region afresh
    expect(page.locator("[role=application]")).to_be_focused()
    for key in ("Enter", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)

    assert [float(n) for n in first.input_value().split()] == [x + 2, y + 1, width - 1, height + 1]
    assert second.input_value() == "39 39 20 20"
