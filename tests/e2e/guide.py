"""The tour itself: who walks where, and the pictures on the way. Started by `tour.py`."""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.chrome import NoBrowser, launch
from tests.e2e.house import ROOT, BackDoor, House, Person
from tests.e2e.pages import LANGUAGES, PAGES
from tests.e2e.sheets import Picture, Sheet
from tests.e2e.world import World, arrange

TARGET = ROOT / "var" / "tour"


@dataclass(frozen=True)
class Look:
    """One way of looking at a page."""

    width: int
    scheme: Literal["light", "dark"]
    javascript: bool
    share: float

    @property
    def name(self) -> str:
        return f"{self.width}-{self.scheme}{'' if self.javascript else '-no-script'}"

    @property
    def caption(self) -> str:
        return f"{self.width} px, {self.scheme}, {'with' if self.javascript else 'without'} JavaScript"


WIDE, NARROW = 0.36, 0.14
LOOKS = (
    Look(1366, "light", True, WIDE),
    Look(390, "light", False, NARROW),
    Look(1366, "dark", False, WIDE),
    Look(390, "dark", True, NARROW),
)
ADMIN_LOOKS = (Look(1366, "light", True, 0.5), Look(1366, "dark", True, 0.5))


@dataclass(frozen=True)
class Stop:
    """A page of the tour: its name, its address, and what to do there before the picture."""

    name: str
    address: str
    act: Callable[[Page], None] | None = None


@dataclass(frozen=True)
class Walk:
    """What one person sees in one language, on one sheet."""

    who: str
    language: str
    person: Person | None
    stops: tuple[Stop, ...]
    looks: tuple[Look, ...] = LOOKS

    @property
    def name(self) -> str:
        return f"{self.who}-{self.language}"


STRANGER = [
    *("home", "index-for-a-stranger", "module-for-a-stranger", "lesson-for-a-stranger", "glossary", "topic"),
    *("standard-page", "not-found", "sign-in", "sign-in-wrong", "password-reset"),
    *("invitation", "invitation-refused", "invitation-closed", "code"),
    *("visits", "visit", "cases", "case", "library", "checklist", "resource-with-files", "search", "found"),
]
MEMBER = ["home", "module", "desk", "settings"]
LEFT_OUT = ["index-without-a-module", "lesson-A4", "lesson-A5"]
"""Of the officer's pages: they show no more than others do."""


def plain(name: str) -> str:
    """A name of a page as a file has it."""
    return "-".join("".join(letter if letter.isalnum() else " " for letter in name).split())


def stops(world: World, language: str, names: list[str]) -> tuple[Stop, ...]:
    """The pages of those names as stops."""
    found = []
    for kind in PAGES:
        if plain(kind.name) in names:
            act = (lambda page, kind=kind: kind.act(page, language, world)) if kind.act else None
            found.append(Stop(plain(kind.name), kind.address(language, world), act))
    return tuple(found)


def admin_stops(places: dict[str, Any]) -> tuple[Stop, ...]:
    """Screens of the admin: where the programme staff write."""
    return (
        Stop("dashboard", "/admin/"),
        Stop("explorer", f"/admin/pages/{places['home_id']}/"),
        Stop("module-explorer", f"/admin/pages/{places['module_id']}/"),
        Stop("module-editor", f"/admin/pages/{places['module_id']}/edit/"),
        Stop("lesson-editor", f"/admin/pages/{places['lesson_id']}/edit/"),
        Stop("questions", "/admin/snippets/quizzes/question/"),
        Stop("question-editor", f"/admin/snippets/quizzes/question/edit/{places['question_id']}/"),
        Stop("images", "/admin/images/"),
    )


def walks(door: BackDoor, house: House) -> Iterator[Walk]:
    """Everybody's way, in both languages; the officer of the demo is in the middle of the module."""
    places = door.ask("places")
    people = {
        name: Person(username=name, password=house.password, session=door.ask("session", username=name))
        for name in ("officer", "organiser", "coordinator", "staff", "admin")
    }
    known = {name: people[name] for name in ("officer", "organiser", "coordinator")}
    world = arrange(door, places, **known)
    officers = [kind for kind in PAGES if kind.person(world) is world.officer]
    signed_in = [plain(kind.name) for kind in officers if plain(kind.name) not in LEFT_OUT]
    organising = [plain(kind.name) for kind in PAGES if kind.person(world) is world.organiser]
    coordinating = [plain(kind.name) for kind in PAGES if kind.person(world) is world.coordinator]
    for language in LANGUAGES:
        yield Walk("stranger", language, None, stops(world, language, STRANGER))
        yield Walk("officer", language, people["officer"], stops(world, language, signed_in))
        yield Walk("organiser", language, people["organiser"], stops(world, language, organising))
        yield Walk("coordinator", language, people["coordinator"], stops(world, language, coordinating))
        for who in ("staff", "admin"):
            yield Walk(who, language, people[who], stops(world, language, MEMBER))
    yield Walk("staff-editing", "en", people["staff"], admin_stops(places), ADMIN_LOOKS)
    yield Walk("admin-editing", "en", people["admin"], admin_stops(places)[:3], ADMIN_LOOKS)


def photograph(browser: Browser, house: House, walk: Walk, folder: Path) -> Sheet:
    """Go the whole way once for every look, and lay the pictures side by side."""
    rows: dict[str, list[Picture]] = {stop.name: [] for stop in walk.stops}
    for look in walk.looks:
        context = browser.new_context(
            base_url=house.url,
            viewport={"width": look.width, "height": 844},
            color_scheme=look.scheme,
            java_script_enabled=look.javascript,
            locale=walk.language,
        )
        context.set_default_timeout(15_000)
        page = context.new_page()
        for number, stop in enumerate(walk.stops, start=1):
            if walk.person is not None:
                context.add_cookies([{"name": "sessionid", "value": walk.person.session, "url": house.url}])
            path = folder / f"{number:02}-{stop.name}-{look.name}.png"
            rows[stop.name].append(Picture(path, look.caption, look.share))
            page.goto(stop.address)
            if stop.act is not None:
                stop.act(page)
            page.screenshot(path=path, full_page=True, animations="disabled")
        context.close()
    sheet = Sheet(f"Corridor as {walk.who} sees it, {walk.language}")
    sheet.rows = [(f"{stop.name}: {stop.address}", rows[stop.name]) for stop in walk.stops]
    return sheet


def say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def main() -> int:
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="corridor-tour-") as data, sync_playwright() as playwright:
        try:
            browser = launch(playwright)
        except NoBrowser as reason:
            say(str(reason))
            return 1
        house = House(Path(data))
        say("Starting a server with a demo of its own ...")
        house.start()
        say(f"Ready after {time.monotonic() - started:.0f} s.")
        door = BackDoor(house)
        try:
            shutil.rmtree(TARGET, ignore_errors=True)
            written = [path for walk in walks(door, house) for path in tour(browser, house, walk)]
        finally:
            door.close()
            house.stop()
            browser.close()
    say(f"{len(written)} sheets in {time.monotonic() - started:.0f} s:")
    for path in written:
        say(f"  {path.relative_to(ROOT)}")
    return 0


def tour(browser: Browser, house: House, walk: Walk) -> list[Path]:
    """One person's sheets in one language; says what it did."""
    begun = time.monotonic()
    folder = TARGET / walk.name
    folder.mkdir(parents=True)
    sheet = photograph(browser, house, walk, folder)
    written = sheet.write(TARGET, walk.name)
    pictures = sum(len(pictures) for _heading, pictures in sheet.rows)
    say(f"  {walk.name}: {pictures} pictures, {time.monotonic() - begun:.0f} s")
    return written


if __name__ == "__main__":
    sys.exit(main())
