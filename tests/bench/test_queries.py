"""How many queries a page needs: the same for one and for three of a thing, and below a ceiling when cold.

Warm: as for most readers. Cold: the first reader after a publish, when every text, line and menu is made anew.
Counted with the cache of an installation (a table), for in a test's memory its questions would not be seen.
BEGIN, SAVEPOINT, RELEASE and COMMIT are not counted; session, person and membership are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.queries import viewer_for
from best_practices.cases.models import CaseStudyPage
from best_practices.modules.models import LessonPage, ModulePage
from best_practices.quizzes.models import Attempt
from best_practices.quizzes.services import start_attempt, submit_attempt
from core.labels import Label
from core.models import Identified
from media.library.models import ResourcePage
from reference.models import Organisation
from tests.factories.accounts import OrganisationFactory
from tests.factories.cases import CaseFactory, CaseIndexFactory, goods_line
from tests.factories.content import mark, release
from tests.factories.files import DocumentFactory
from tests.factories.library import LibraryFactory, ResourceFactory
from tests.factories.modules import LessonFactory, ModuleFactory
from tests.factories.quizzes import QuestionFactory, QuizFactory
from tests.factories.reference import PlaceFactory, SourceFactory, TermFactory, TopicFactory
from tests.factories.visits import (
    DelegationFactory,
    ItemFactory,
    ObservationFactory,
    SourceTextFactory,
    VisitFactory,
)
from visits.records import structure
from visits.records.choices import Side
from visits.records.models import VisitPage
from visits.records.services import link_to_module, mark_sentences, put_words

CEILINGS = {
    "lesson": 24,
    "storing an answer": 14,
    "listing": 22,
    "desk": 22,
    "search": 22,
    "module": None,
    "result": None,
    "case": 24,
    "cases": 22,
    "library": 22,
    "resource": 24,
    "visit": 32,
    "visits": 22,
    "record": None,
}
"""Of a cold page; None: only constant."""

TEXT = "<p>The [[gauge-break|gauge breaks]] are two, and every container can be identified. [S60]</p>"


@dataclass
class World:
    """A module whose lessons are measured, the attempt of a person who has begun its quiz, a case, a resource, a visit.

    The person is of the visit's team.
    """

    client: Client
    module: ModulePage
    attempt: Attempt
    case: CaseStudyPage
    resource: ResourcePage
    visit: VisitPage

    def act(self, name: str) -> Callable[[], Any]:
        """What is counted, with everything looked up that is not part of it."""
        address = self._address(name)
        if name == "storing an answer":
            return lambda: self.client.post(address, {"answer": "a"}, headers={"accept": "application/json"})
        return lambda: self.client.get(address)

    def _address(self, name: str) -> str:
        if name == "storing an answer":
            return reverse("quiz_question", args=[self.attempt.uuid, 1])
        if name == "result":
            return reverse("quiz_attempt", args=[self.attempt.uuid])
        lesson = LessonPage.objects.child_of(self.module).order_by("path")[0]
        pages = {
            "lesson": lesson.url,
            "module": self.module.url,
            "desk": "/en/desk/",
            "search": "/en/search/?q=container",
        }
        pages |= {"case": self.case.url, "cases": "/en/cases/"}
        pages |= {"resource": self.resource.url, "library": "/en/library/"}
        pages |= {"visit": self.visit.url, "visits": "/en/visits/"}
        pages |= {"record": reverse("visit_record", args=[self.visit.visit.slug])}
        return pages.get(name, "/en/best-practices/")


@pytest.fixture
def cache_of_an_installation(settings, db):
    settings.CACHES = settings.CACHES | {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "corridor_cache"}
    }
    call_command("createcachetable", verbosity=0)


@pytest.fixture
def world(site, home, modules_index, officer, pcu_east, client_of, cache_of_an_installation) -> Callable[[int], World]:
    """`world(3)`: three more modules of three lessons, the first with a quiz of three questions."""
    TermFactory()
    SourceFactory()
    structure.build()  # `/visits/`
    topic = TopicFactory()
    place = PlaceFactory()
    cases, library = CaseIndexFactory(parent=home), LibraryFactory(parent=home)

    def build(number: int) -> World:
        quiz = QuizFactory(questions=[QuestionFactory(sources="S60") for _question in range(number)])
        modules = [
            ModuleFactory(parent=modules_index, quiz=None if others else quiz, what_is_done=TEXT, topics=[topic])
            for others in range(number)
        ]
        for module in modules:
            for _lesson in range(number):
                LessonFactory(parent=module, body=[("heading", "Two"), ("text", TEXT)])
        attempt = start_attempt(
            viewer=viewer_for(officer), quiz_key=quiz.translation_key, language="en", at=timezone.now()
        )
        files = [[DocumentFactory() for _file in range(number)] for _resource in range(number)]
        topics = [TopicFactory() for _topic in range(number)]
        lines = [("line", goods_line()) for _line in range(number)]
        found = [
            CaseFactory(
                parent=cases,
                topics=topics,
                goods=lines,
                done_well=TEXT,
                released_by=pcu_east,
                place=place,
                place_precision="site",
            )
            for _case in range(number)
        ]
        visits = [
            published_visit(number, person=officer, organisation=pcu_east, module=modules[0])
            for _visit in range(number)
        ]
        resources = [ResourceFactory(parent=library, topics=[topic], documents=documents) for documents in files]
        return World(
            client=client_of(officer),
            module=ModulePage.objects.get(pk=modules[0].pk),
            attempt=attempt,
            case=found[0],
            resource=resources[0],
            visit=visits[0],
        )

    return build


def published_visit(number: int, *, person: User, organisation: Organisation, module: ModulePage) -> VisitPage:
    """A visit with so many of everything, each observation in the source and become a module, in a team's eyes."""
    visit = VisitFactory(creator=person, organisation=organisation, organiser=organisation)
    source = SourceTextFactory(visit=visit)
    parts: list[Identified] = []
    for _part in range(number):
        host = OrganisationFactory(parent=organisation)
        parts += [DelegationFactory(visit=visit, side=side, organisation=host, place=PlaceFactory()) for side in Side]
        item = ItemFactory(visit=visit, places=[PlaceFactory()], hosts=[host], topics=[TopicFactory()])
        seen = ObservationFactory(visit=visit, item=item, places=[PlaceFactory()], topics=[TopicFactory()])
        link_to_module(observation=seen, module_key=module.translation_key)
        parts += [item, seen]
    visit.donors.set(OrganisationFactory() for _donor in range(number))
    for part in parts:
        mark_sentences(source=source, places=[(1, 1)], subject=part.uuid)
    fields = {"title": "East at West", "lead": "Officers looked.", "aims": "<ul><li>Learn.</li></ul>"}
    page = put_words(visit=visit, language="en", fields=fields, body=[("text", TEXT)], revision=None, user=person)
    release(page)
    mark(page, Label.GREEN)
    return VisitPage.objects.get(pk=page.pk)


@pytest.fixture
def counts(count_queries) -> Callable[[World, str], tuple[int, int]]:
    """(cold, warm) queries of an act."""

    def count(world: World, name: str) -> tuple[int, int]:
        if name == "result":
            submit_attempt(attempt=world.attempt, at=timezone.now())
        act = world.act(name)
        act()  # what a worker learns once in its life: content types, the roots of the sites
        caches["pages"].clear()
        found = []
        for _temperature in ("cold", "warm"):
            with count_queries() as counted:
                response = act()
            assert response.status_code == 200
            found.append(counted.number)
        return found[0], found[1]

    return count


@pytest.mark.parametrize("name", CEILINGS)
def test_queries_are_constant_and_below_the_ceiling(name, world, counts, record_property):
    one, three = counts(world(1), name), counts(world(3), name)

    cold, warm = three
    bound = {"section": "queries", "most": CEILINGS[name]}
    record_property("figure", bound | {"name": f"{name}: cold", "value": cold, "note": f"{warm} when warm"})
    growth = max(three[0] - one[0], three[1] - one[1])
    record_property("figure", bound | {"name": f"{name}: more for 3 than for 1", "value": growth, "most": 0})
    assert one == three
    assert CEILINGS[name] is None or cold <= CEILINGS[name]


def test_a_page_that_asks_once_more_for_each_lesson_is_noticed(world, counts, monkeypatch):
    """The measure itself: a planted query for each lesson makes one and three differ."""
    plain = World.act

    def greedy(self: World, name: str) -> Callable[[], Any]:
        act = plain(self, name)

        def ask_and_act() -> Any:
            for lesson in LessonPage.objects.child_of(self.module):
                ContentType.objects.filter(pk=lesson.pk).exists()
            return act()

        return ask_and_act

    monkeypatch.setattr(World, "act", greedy)

    assert counts(world(1), "desk") != counts(world(3), "desk")
