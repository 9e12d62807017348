"""The things that addresses are about. `@plants("a name")` adds one: the arguments of an address about it.

Plant what a person must not see as well as what everybody sees: that is what the matrix is for. AMBER things belong
to the harbour and are shared with Border Post West.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from wagtail.models import PageViewRestriction

from accounts.choices import Role
from accounts.models import User
from accounts.queries import viewer_for
from accounts.services import invite
from accounts.services.lists import put_list
from best_practices.quizzes.services import start_attempt
from core.labels import Label
from feedback.choices import GLOSSARY, GLOSSARY_KEY
from reference.models import Organisation
from tests.content.planted import Planted, plant
from tests.factories.content import mark
from tests.factories.feedback import EnquiryFactory
from tests.factories.files import DocumentFactory, ImageFactory, RecordingFactory
from tests.factories.modules import LessonFactory, ModuleFactory
from tests.factories.quizzes import QuestionFactory, QuizFactory
from tests.factories.reference import TopicFactory
from tests.factories.visits import DelegationFactory, ItemFactory, ObservationFactory, SourceTextFactory, VisitFactory

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@dataclass
class World:
    """The known world of the tests, an AMBER module of the harbour and a CLEAR one of everybody."""

    people: dict[str, Any]
    harbour: Organisation
    west: Organisation
    index: Any
    amber: Planted
    clear: Any
    clear_lesson: Any

    @cached_property
    def visit(self) -> Any:
        """AMBER, with its record."""
        visit = VisitFactory(slug="harbour-visit", organisation=self.harbour, creator=self.people["reviewer"])
        mark(visit, Label.AMBER, **self.shared)
        return visit

    @property
    def officer(self) -> User:
        return self.people["officer"]

    @property
    def shared(self) -> dict[str, Any]:
        """How AMBER things are marked: `mark(thing, Label.AMBER, **world.shared)`."""
        return {"owner": self.harbour, "shared_with": [self.west]}


def built(people: dict[str, Any], harbour: Organisation, west: Organisation, index: Any) -> World:
    quiz = QuizFactory(code="OPEN", questions=[QuestionFactory(code="OPEN-1")])
    clear = ModuleFactory(parent=index, title="Open module", slug="open", quiz=quiz)
    lesson = LessonFactory(parent=clear, title="Open lesson", slug="lesson")
    amber = plant("amber", index, people["reviewer"], Label.AMBER, owner=harbour, shared_with=[west])
    return World(people, harbour, west, index, amber, clear, lesson)


Values = dict[str, Any]
PLANTED: dict[str, Callable[[World], Values]] = {"": lambda world: {}}


def plants(name: str) -> Callable[[Callable[[World], Values]], Callable[[World], Values]]:
    """Register what makes a thing and returns the arguments of an address about it."""

    def register(make: Callable[[World], Values]) -> Callable[[World], Values]:
        PLANTED[name] = make
        return make

    return register


# Lessons, quizzes, attempts


@plants("open lesson")
def open_lesson(world: World) -> Values:
    return {"key": world.clear_lesson.translation_key}


@plants("amber lesson")
def amber_lesson(world: World) -> Values:
    return {"key": world.amber.lesson.translation_key}


@plants("open quiz")
def open_quiz(world: World) -> Values:
    return {"quiz_key": world.clear.quiz.translation_key}


@plants("amber quiz")
def amber_quiz(world: World) -> Values:
    return {"quiz_key": world.amber.quiz.translation_key}


@plants("drawing of a question")
def drawing_of_a_question(world: World) -> Values:
    return {"name": "container_train"}


@plants("attempt of the officer")
def attempt_of_the_officer(world: World) -> Values:
    attempt = start_attempt(
        viewer=viewer_for(world.officer), quiz_key=world.clear.quiz.translation_key, language="en", at=NOON
    )
    return {"uuid": attempt.uuid, "position": 1}


# Files


def address_of(file: Any) -> Values:
    """/uploads/<version>/<name> of a file, or of one of its renditions."""
    _empty, _uploads, version, name = type(file).objects.get(pk=file.pk).url.split("/", 3)
    return {"version": int(version), "name": name}


@plants("open document")
def open_document(world: World) -> Values:
    document = DocumentFactory()
    mark(document, Label.CLEAR)
    return address_of(document)


@plants("green recording")
def green_recording(world: World) -> Values:
    recording = RecordingFactory()
    mark(recording, Label.GREEN, owner=world.harbour)
    return address_of(recording)


@plants("amber document")
def amber_document(world: World) -> Values:
    document = DocumentFactory()
    mark(document, Label.AMBER, **world.shared)
    return address_of(document)


@plants("amber picture")
def amber_picture(world: World) -> Values:
    image = ImageFactory()
    mark(image, Label.AMBER, **world.shared)
    return address_of(image.get_rendition("width-32"))


@plants("amber picture as it came")
def amber_original(world: World) -> Values:
    image = ImageFactory()
    mark(image, Label.AMBER, **world.shared)
    return address_of(image)


# People and reference


@plants("no key")
def no_key(world: World) -> Values:
    return {"pk": 999}


@plants("unit")
def unit(world: World) -> Values:
    return {"slug": world.west.slug}


@plants("invitation into the unit")
def invitation_into_the_unit(world: World) -> Values:
    invitation, _token = invite(organisation=world.west, name_latin="Somebody")
    return {"slug": world.west.slug, "uuid": invitation.uuid}


@plants("officer of the unit")
def officer_of_the_unit(world: World) -> Values:
    east = world.officer.memberships.get().organisation
    return {"slug": east.slug, "uuid": world.officer.uuid}


@plants("list of the unit")
def list_of_the_unit(world: World) -> Values:
    """Of another person of the staff: a list is seen by who brought it."""
    people = put_list(organisation=world.west, file_name="list.csv", rows=[], actor=world.officer)
    return {"slug": world.west.slug, "uuid": people.uuid}


@plants("open invitation")
def open_invitation(world: World) -> Values:
    _invitation, token = invite(organisation=world.harbour, role=Role.OFFICER)
    return {"token": token}


@plants("no invitation")
def no_invitation(world: World) -> Values:
    return {"token": "nobody-was-ever-given-this"}


@plants("topic")
def topic(world: World) -> Values:
    return {"code": TopicFactory().code}


@plants("no topic")
def no_topic(world: World) -> Values:
    return {"code": "T99"}


@plants("made-up key")
def made_up_key(world: World) -> Values:
    return {"key": "MQ:made:up", "uidb36": "1", "token": "1-x"}


@plants("restricted page")
def restricted_page(world: World) -> Values:
    """Wagtail's own privacy, with a password; markings hold beside it."""
    page = ModuleFactory(parent=world.index, title="Behind a password", slug="behind")
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="correct horse"
    )
    return {"page_view_restriction_id": restriction.pk, "page_id": page.pk}


# Visits: the harbour's, its team is the reviewer; nobody else works on its record, whatever the marking says


@plants("amber visit")
def amber_visit(world: World) -> Values:
    return {"slug": world.visit.slug, "language": "en", "part": "programme"}


@plants("delegation of the amber visit")
def delegation(world: World) -> Values:
    row = DelegationFactory(visit=world.visit, organisation=world.west)
    return {"slug": world.visit.slug, "part": "delegations", "uuid": row.uuid}


@plants("item of the amber visit")
def item(world: World) -> Values:
    return {"slug": world.visit.slug, "part": "programme", "uuid": ItemFactory(visit=world.visit).uuid}


@plants("observation of the amber visit")
def observation(world: World) -> Values:
    return {"slug": world.visit.slug, "part": "observations", "uuid": ObservationFactory(visit=world.visit).uuid}


@plants("source of the amber visit")
def source_of_the_visit(world: World) -> Values:
    return {"slug": world.visit.slug, "uuid": SourceTextFactory(visit=world.visit).uuid}


# Review


@plants("amber module in review")
def module_in_review(world: World) -> Values:
    return {"page_id": world.amber.module.pk}


@plants("open module")
def open_module(world: World) -> Values:
    return {"page_id": world.clear.pk}


# Feedback


def asked_about(thing: Any) -> Values:
    return {"kind": thing._meta.label_lower, "key": thing.handling_key}


@plants("open lesson to ask about")
def open_lesson_to_ask_about(world: World) -> Values:
    return asked_about(world.clear_lesson)


@plants("amber lesson to ask about")
def amber_lesson_to_ask_about(world: World) -> Values:
    return asked_about(world.amber.lesson)


@plants("glossary")
def glossary(world: World) -> Values:
    return {"kind": GLOSSARY, "key": GLOSSARY_KEY}


@plants("question about the open lesson")
def question_about_the_open_lesson(world: World) -> Values:
    return {"uuid": EnquiryFactory(thing=world.clear_lesson, asker=world.officer).uuid}


@plants("question about the amber lesson")
def question_about_the_amber_lesson(world: World) -> Values:
    return {"uuid": EnquiryFactory(thing=world.amber.lesson, asker=world.people["organiser"]).uuid}


@plants("number of the open module")
def number_of_the_open_module(world: World) -> Values:
    return {"number": world.clear.pk}


@plants("number of the amber module")
def number_of_the_amber_module(world: World) -> Values:
    return {"number": world.amber.module.pk}


# Who sees what


@plants("amber thing")
def amber_thing(world: World) -> Values:
    return {"key": world.amber.module.translation_key}


@plants("officer")
def the_officer(world: World) -> Values:
    return {"person": world.officer.uuid}
