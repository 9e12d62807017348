"""The pages of learning: lessons of the other modules, practice, records, units, sittings."""

from pathlib import Path

import yaml
from playwright.sync_api import Page, expect

from tests.e2e.walk import press
from tests.e2e.world import PageType, World

MODULES = Path(__file__).resolve().parents[2] / "site/home/demo/modules"
UNIT = "units/training-pcu-east/learning"
NINE = ("single", "number", "multiple", "true or false", "order", "pairs", "place in a picture", "text", "gaps")
"""The kinds of `learning_acts.NINE`, in its order."""


def _slug(file: Path) -> str:
    return str(yaml.safe_load(file.read_text())["slug"])


def lessons(letter: str) -> list[str]:
    """The addresses of the lessons of a module of the demo, in their order."""
    folder = MODULES / letter.lower()
    module = f"best-practices/{_slug(folder / 'module.en.yaml')}"
    return [f"{module}/{_slug(file)}" for file in sorted(folder.glob("lesson-?.en.yaml"))]


def _refused(page: Page, language: str, world: World) -> None:
    press(page)
    expect(page.locator("main .alert").first).to_be_visible()


def _revoked_without_a_word(page: Page, language: str, world: World) -> None:
    page.locator("select[name=reason]").select_option("other")
    _refused(page, language, world)


def _past_day(page: Page, language: str, world: World) -> None:
    page.locator("input[name=due_on]").fill("2020-01-01")
    _refused(page, language, world)


def _number_checked(page: Page, language: str, world: World) -> None:
    page.locator("input[name=number]").fill("CSQU3054384")
    page.locator("form:has(input[name=number]) button").click()
    expect(page.locator("form:has(input[name=number]) table")).to_be_visible()


def _check_answered(page: Page, language: str, world: World) -> None:
    form = page.locator("form.try:has(input[type=radio])").first
    form.locator("input[type=radio]").last.check()
    form.locator("button").click()
    expect(page.locator("form.try .saved, form.try .alert").first).to_be_visible()


LEARNING = (
    *(
        PageType(f"lesson {letter}{n}", f"/{{language}}/{path}/")
        for letter in "BCD"
        for n, path in enumerate(lessons(letter), start=1)
    ),
    *(PageType(f"module {letter}", f"/{{language}}/{lessons(letter)[0].rpartition('/')[0]}/") for letter in "BCD"),
    PageType("module D to print", f"/{{language}}/{lessons('D')[0].rpartition('/')[0]}/?print=all", for_paper=True),
    PageType("container number checked", f"/{{language}}/{lessons('A')[2]}/", act=_number_checked),
    PageType("knowledge check answered", f"/{{language}}/{lessons('D')[2]}/", act=_check_answered),
    PageType("locked module", "/{language}/{locked}/"),
    PageType("locked quiz", "/{language}/quiz/start/{locked_quiz}/"),
    *(PageType(f"practice: {kind}", f"/{{language}}/quiz/{{practice}}/{n}/") for n, kind in enumerate(NINE, start=1)),
    *(
        PageType(f"told at once: {kind}", f"/{{language}}/quiz/{{practice}}/{n}/?told")
        for n, kind in enumerate(NINE, start=1)
    ),
    PageType("practice, overview", "/{language}/quiz/{practice}/"),
    PageType("practice, paused", "/{language}/quiz/start/{practice_quiz}/"),
    PageType("practice, not begun", "/{language}/quiz/start/{fresh_practice_quiz}/"),
    *(
        PageType(f"quiz {name}", f"/{{language}}/quiz/start/{{{name}_quiz}}/")
        for name in ("early", "closed", "spent", "soon", "timed")
    ),
    PageType("question under a time limit", "/{language}/quiz/{timed}/2/"),
    PageType("overview under a time limit", "/{language}/quiz/{timed}/"),
    PageType("result told later", "/{language}/quiz/{told_later}/"),
    PageType("training record", "/{language}/me/record/"),
    PageType("certificate from elsewhere, new", "/{language}/me/record/elsewhere/"),
    PageType("certificate from elsewhere, refused", "/{language}/me/record/elsewhere/", status=422, act=_refused),
    PageType("certificate from elsewhere", "/{language}/me/record/elsewhere/{external}/"),
    PageType("certificate to print", "/{language}/me/certificates/{certificate}/", by="graduate", for_paper=True),
    PageType("certificates of a graduate", "/{language}/me/certificates/", by="graduate"),
    PageType("module done", f"/{{language}}/{lessons('A')[0].rpartition('/')[0]}/", by="graduate"),
    PageType("verify, valid", "/verify/{serial}/?language={language}", signed_in=False),
    PageType("one certificate", "/{language}/desk/certificates/{certificate}/", by="staff"),
    PageType(
        "one certificate, refused",
        "/{language}/desk/certificates/{certificate}/",
        by="staff",
        status=422,
        act=_revoked_without_a_word,
    ),
    PageType("units", "/{language}/units/", by="staff"),
    PageType("heads of a unit", f"/{{language}}/{UNIT}/", by="staff"),
    PageType("learning of a unit", f"/{{language}}/{UNIT}/", coordinating=True),
    PageType("one learner", f"/{{language}}/{UNIT}/people/{{learner}}/", coordinating=True),
    PageType("assign", f"/{{language}}/{UNIT}/assign/", coordinating=True),
    PageType("assign, refused", f"/{{language}}/{UNIT}/assign/", coordinating=True, status=422, act=_past_day),
    PageType("assignment", f"/{{language}}/{UNIT}/assignments/{{assignment}}/", coordinating=True),
    PageType("sittings", "/{language}/quiz/together/{quiz}/", coordinating=True),
    PageType("sitting on paper", "/{language}/quiz/sitting/{paper}/", coordinating=True),
    PageType("sitting from a projector", "/{language}/quiz/sitting/{projector}/", coordinating=True),
    PageType("paper test", "/{language}/quiz/sitting/{paper}/paper/", coordinating=True, for_paper=True),
    PageType("answer key", "/{language}/quiz/sitting/{paper}/key/", by="staff", for_paper=True),
    PageType("answers from paper", "/{language}/quiz/{entry}/5/", coordinating=True),
    *(
        PageType(f"projected: {kind}", f"/{{language}}/quiz/sitting/{{projector}}/{n}/?shown", coordinating=True)
        for kind, n in (("single", 1), ("order", 8), ("place in a picture", 10), ("gaps", 12))
    ),
    PageType("projected before the answer", "/{language}/quiz/sitting/{projector}/10/", coordinating=True),
    PageType("grade again", "/{language}/quiz/regrade/{corrected}/", by="staff"),
    PageType("grade again, refused", "/{language}/quiz/regrade/{corrected}/", by="staff", status=422, act=_refused),
)
