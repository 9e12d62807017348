"""The page types: one line for each, with what makes a page of it.

A type that may be marked is planted twice: CLEAR, and AMBER as in planted.py; `amber=False` for the frames that are
for everybody. Types without a view yet (`@serves`) are not asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.labels import Label
from home.models import HomePage
from tests.factories.content import StandardPageFactory, mark
from tests.factories.modules import LessonFactory, ModuleFactory
from tests.urls_matrix.planted import World

Make = Callable[[World], Any]


@dataclass(frozen=True)
class PageRow:
    make: Make
    amber: bool = True


def a_standard_page(world: World) -> Any:
    return StandardPageFactory(parent=HomePage.objects.get(locale__language_code="en"))


def a_module(world: World) -> Any:
    return ModuleFactory(parent=world.index)


def a_lesson(world: World) -> Any:
    return LessonFactory(parent=a_module(world))


def the_index_of_visits(world: World) -> Any:
    from visits.records.models import VisitIndexPage

    home = HomePage.objects.get(locale__language_code="en")
    there = VisitIndexPage.objects.child_of(home).first()
    return there or published(home, VisitIndexPage(title="Visits", slug="visits", locale=home.locale))


def a_visit(world: World) -> Any:
    from visits.records.models import VisitPage
    from visits.records.services import create_visit

    index = the_index_of_visits(world)
    slug = f"visit-{index.get_children().count()}"
    visit = create_visit(
        creator=world.people["reviewer"],
        organisation=world.harbour,
        fields={"slug": slug, "working_title": "A visit"},
    )
    return published(index, VisitPage(title="A visit", slug=slug, visit=visit, locale=index.locale))


def published(parent: Any, page: Any) -> Any:
    parent = type(parent).objects.get(pk=parent.pk)
    page.live = False
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


PAGES = {
    "home.HomePage": PageRow(lambda world: HomePage.objects.get(locale__language_code="en"), amber=False),
    "home.StandardPage": PageRow(a_standard_page),
    "modules.ModuleIndexPage": PageRow(lambda world: world.index, amber=False),
    "modules.ModulePage": PageRow(a_module),
    "modules.LessonPage": PageRow(a_lesson),
    "records.VisitIndexPage": PageRow(the_index_of_visits, amber=False),
    "records.VisitPage": PageRow(a_visit),
}

NOT_SERVED = {"wagtailcore.Page": "the root of the tree, which has no address"}


def address_of(page: Any, label: Label, world: World) -> str:
    """The address of a page under a label; a part is marked through its whole."""
    if label is not Label.CLEAR:
        whole = page.get_parent().specific if page.handling_follows_parent else page
        mark(whole, label, **world.shared)
    return str(type(page).objects.get(pk=page.pk).url)
