"""Who is in the middle of what, and a page as a person comes to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.house import BackDoor, Person

FINISHED = [1, 2, 3, 4, 5, 6, *range(8, 13)]
"""The positions that are answered in the attempt that was handed in."""


@dataclass(frozen=True)
class World:
    """Somebody in the middle of things: three lessons done, one attempt open, one handed in."""

    officer: Person
    organiser: Person
    coordinator: Person
    record: str
    workbench: str
    open: str
    graded: str
    quiz: str
    invitation: str
    used_invitation: str
    graduate: Person
    staff: Person
    learning: dict[str, str]
    """Addresses and keys of what `learning_acts.scenes` made."""


def arrange(
    door: BackDoor,
    places: dict[str, Any],
    *,
    officer: Person | None = None,
    organiser: Person | None = None,
    coordinator: Person | None = None,
) -> World:
    """Bring these people, or new ones, there; and make everything their pages need."""
    officer = officer or door.person()
    door.ask("lessons", username=officer.username, first=3)
    graded = door.ask("attempt", username=officer.username, wrong=[2, 4, *range(8, 13)], answered=FINISHED, submit=True)
    opened = door.ask("attempt", username=officer.username, answered=[1, 2, 4])
    organiser = organiser or door.person(role="organiser", organisation="training-border-post-west")
    coordinator = coordinator or door.person(role="coordinator")
    graduate = door.person()
    bench = door.ask("source", username=organiser.username)["path"]
    learning = door.ask(
        "scenes", officer=officer.username, coordinator=coordinator.username, graduate=graduate.username
    )
    return World(
        officer=officer,
        organiser=organiser,
        coordinator=coordinator,
        record=bench.split("sources/")[0],
        workbench=bench,
        open=opened,
        graded=graded,
        quiz=places["quiz"],
        invitation=door.ask("invitation"),
        used_invitation=door.ask("invitation", state="used"),
        graduate=graduate,
        staff=door.person(role="staff", organisation="training-programme-office"),
        learning=learning,
    )


@dataclass(frozen=True)
class PageType:
    """A page by its address, or by what one does to see it."""

    name: str
    path: str = ""
    signed_in: bool = True
    organising: bool = False
    coordinating: bool = False
    by: str = ""
    """Who else of the world sits before it."""
    status: int = 200
    act: Callable[[Page, str, World], None] | None = None
    for_paper: bool = False

    def person(self, world: World) -> Person | None:
        """Who sits before it."""
        if self.by:
            found: Person = getattr(world, self.by)
            return found
        if self.coordinating:
            return world.coordinator
        return world.organiser if self.organising else world.officer if self.signed_in else None

    def address(self, language: str, world: World) -> str:
        return self.path.format(language=language, **vars(world) | world.learning)

    def open(self, page: Page, language: str, world: World) -> None:
        page.goto(self.address(language, world))
        if self.act is not None:
            self.act(page, language, world)
        expect(page.locator("html")).to_have_attribute("lang", language)
