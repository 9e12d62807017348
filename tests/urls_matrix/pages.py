"""The page types: one line for each, with what makes a page of it.

A type that may be marked is planted twice: CLEAR, and AMBER as in planted.py; `amber=False` for the frames that are
for everybody. Types without a view yet (`@serves`) are not asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from best_practices.cases.models import CaseIndexPage
from core.labels import Label
from home.models import HomePage
from media.library.models import LibraryPage
from tests.factories.cases import CaseFactory
from tests.factories.content import StandardPageFactory, mark
from tests.factories.library import ResourceFactory
from tests.factories.modules import LessonFactory, ModuleFactory
from tests.factories.visits import VisitFactory
from tests.urls_matrix.planted import World
from visits.records.models import VisitIndexPage, VisitPage

Make = Callable[[World], Any]


@dataclass(frozen=True)
class PageRow:
    make: Make
    amber: bool = True


def a_standard_page(world: World) -> Any:
    return StandardPageFactory(parent=the(HomePage))


def a_module(world: World) -> Any:
    return ModuleFactory(parent=world.index)


def a_lesson(world: World) -> Any:
    return LessonFactory(parent=a_module(world))


def a_visit(world: World) -> Any:
    visit = VisitFactory(organisation=world.harbour, creator=world.people["reviewer"])
    index = the(VisitIndexPage)
    page = index.add_child(
        instance=VisitPage(title=visit.slug, slug=visit.slug, visit=visit, locale=index.locale, live=False)
    )
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def the(model: type[Any]) -> Any:
    """The one English page of a type that `prepare_site` makes."""
    return model.objects.get(locale__language_code="en")


PAGES = {
    "home.HomePage": PageRow(lambda world: the(HomePage), amber=False),
    "home.StandardPage": PageRow(a_standard_page),
    "modules.ModuleIndexPage": PageRow(lambda world: world.index, amber=False),
    "modules.ModulePage": PageRow(a_module),
    "modules.LessonPage": PageRow(a_lesson),
    "records.VisitIndexPage": PageRow(lambda world: the(VisitIndexPage), amber=False),
    "records.VisitPage": PageRow(a_visit),
    "cases.CaseIndexPage": PageRow(lambda world: the(CaseIndexPage), amber=False),
    "cases.CaseStudyPage": PageRow(lambda world: CaseFactory(parent=the(CaseIndexPage))),
    "library.LibraryPage": PageRow(lambda world: the(LibraryPage), amber=False),
    "library.ResourcePage": PageRow(lambda world: ResourceFactory(parent=the(LibraryPage))),
}

NOT_SERVED = {"wagtailcore.Page": "the root of the tree, which has no address"}


def address_of(page: Any, label: Label, world: World) -> str:
    """The address of a page under a label; a part is marked through its whole."""
    if label is not Label.CLEAR:
        whole = page.get_parent().specific if page.handling_follows_parent else page
        mark(whole, label, **world.shared)
    return str(type(page).objects.get(pk=page.pk).url)
