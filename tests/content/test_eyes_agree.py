"""“Who can see this, and why” says what the site really answers: over made-up worlds, by every way to a thing.

A few large worlds of organisations, people, labels, owners, embargoes, teams and broken glass; in all more than 1,000
pairs of a person and a thing, each asked through page, listing, search, file, quiz, preview, history, chooser, export.
"""

import random
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from accounts.choices import EDITING_ROLES, Ground, Role
from accounts.models import Membership
from accounts.queries import viewer_for
from accounts.services import give_role
from content.choices import DECIDING_ROLES
from content.handling import Handling
from content.queries.eyes import item_of, terms_of, verdict
from content.services import OpeningRefused, assign, break_glass, open_assigned
from content.version import bump_content_version
from core.labels import STORABLE
from tests.factories.accounts import OrganisationFactory, PersonFactory
from tests.factories.content import mark
from tests.factories.files import DocumentFactory, ImageFactory
from tests.factories.modules import ModuleFactory, ModuleIndexFactory
from tests.factories.quizzes import QuizFactory
from tests.factories.visits import VisitFactory

pytestmark = pytest.mark.django_db

WORLDS = 4
ROLES = [Role.OFFICER] * 4 + [
    Role.AUTHOR,
    Role.REVIEWER,
    Role.TRANSLATOR,
    Role.STAFF,
    Role.ADMINISTRATOR,
    Role.ORGANISER,
]
WORD = "Kingfisher"
MODULES, DOCUMENTS, IMAGES, QUIZZES, VISITS, PEOPLE = 10, 6, 3, 3, 2, 10
SOON = (-timedelta(days=2), -timedelta(hours=1), timedelta(hours=1), timedelta(days=2))


@dataclass
class World:
    index: object
    modules: list = field(default_factory=list)
    files: list = field(default_factory=list)
    quizzes: list = field(default_factory=list)
    visits: list = field(default_factory=list)
    people: list = field(default_factory=list)

    @property
    def things(self):
        return [*self.modules, *self.files, *self.quizzes, *self.visits]


def built(dice, home):
    """A world in the database."""
    world = World(ModuleIndexFactory(parent=home, slug="practices", title="Practices"))
    units = []
    for _number in range(8):
        parent = dice.choice([None, *units])
        units.append(OrganisationFactory(parent=parent, participates=dice.random() < 0.7))
    world.people = [person(dice, units, ROLES[number % len(ROLES)]) for number in range(PEOPLE)]
    for number in range(MODULES):
        page = ModuleFactory(
            parent=world.index, title=f"{WORD} {number}.", slug=f"module-{number}", live=dice.random() < 0.8
        )
        world.modules.append(page)
    world.files = [DocumentFactory() for _number in range(DOCUMENTS)]
    world.files += [picture(dice) for _number in range(IMAGES)]
    world.quizzes = [QuizFactory(live=dice.random() < 0.8) for _number in range(QUIZZES)]
    world.visits = [
        VisitFactory(organisation=dice.choice(units), creator=dice.choice(world.people)) for _n in range(VISITS)
    ]
    for thing in world.things:
        shared = dice.sample(units, dice.randint(0, 2))
        begins, ends = sorted(dice.sample(SOON, 2))
        terms = {
            "owner": dice.choice([None, *units]),
            "shared_with": shared,
            "embargo_until": timezone.now() + begins if dice.random() < 0.3 else None,
            "expires_at": timezone.now() + ends if dice.random() < 0.3 else None,
        }
        mark(thing, dice.choice(STORABLE), **terms)
    open_some(dice, world)
    bump_content_version()
    return world


def person(dice, units, role):
    """Somebody with a role in one or two organisations, or none; some have left one, some are not there yet."""
    made = PersonFactory()
    for unit in dice.sample(units, dice.choice([0, 1, 1, 1, 2])):
        give_role(user=made, organisation=unit, role=role)
        when = dice.random()
        now = timezone.now()
        if when < 0.15:
            Membership.objects.filter(user=made, organisation=unit).update(
                starts_at=now - timedelta(days=9), ends_at=now - timedelta(days=1)
            )
        elif when < 0.25:
            Membership.objects.filter(user=made, organisation=unit).update(starts_at=now + timedelta(days=1))
    if dice.random() < 0.15:
        give_role(user=made, organisation=dice.choice(units), role=Role.GUEST, scope_kind="visit", scope_uuid=made.uuid)
    return made


def picture(dice):
    image = ImageFactory(
        recognisable_persons=dice.random() < 0.7, release_scope=dice.choice(["none", "members", "public"])
    )
    if dice.random() < 0.3:
        type(image).objects.filter(pk=image.pk).update(release_expires=timezone.localdate() - timedelta(days=3))
    return type(image).objects.get(pk=image.pk)


def open_some(dice, world):
    """Glass is broken by administrators, and things are assigned to reviewers, where the rules let it be."""
    for someone in world.people:
        roles = viewer_for(someone).roles
        for thing in dice.sample(world.things, 6):
            handling = Handling.objects.get(key=thing.handling_key)
            try:
                if Role.ADMINISTRATOR in roles:
                    break_glass(handling=handling, user=someone, reason="The owner asked for help with it.")
                elif Role.REVIEWER in roles:
                    given = assign(handling=handling, person=someone, ground=Ground.REVIEW, actor=someone)
                    if dice.random() < 0.7:
                        open_assigned(opening=given)
            except OpeningRefused:
                pass


# What is said


def said(world, viewer):
    """(what the reader is said to see, what the marking is said to let through), as sets of handling keys."""
    now = timezone.now()
    reads, passes = set(), set()
    for thing in world.things:
        handling = Handling.objects.get(key=thing.handling_key)
        answer = verdict(item_of(handling), terms_of(handling), viewer, now)
        if answer.sees:
            reads.add(thing.handling_key)
        if answer.reason.sees:
            passes.add(thing.handling_key)
    return reads, passes


# What the site answers


def answer(browser, address):
    path, _mark, query = address.partition("?")
    response = browser.handler(browser._base_environ(PATH_INFO=path, QUERY_STRING=query))
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, body.decode(errors="replace")


def opens(browser, address):
    return answer(browser, address)[0] == 200


def told_titles(world, body):
    return {page.handling_key for page in world.modules if page.title in body}


def as_reader(world, browser, someone):
    """By each way, the keys that a reader gets."""
    live = [page for page in world.modules]
    ways = {
        "page": {page.handling_key for page in live if opens(browser, f"/en/practices/{page.slug}/")},
        "listing": told_titles(world, answer(browser, "/en/practices/")[1]),
        "search": found_titles(world, answer(browser, f"/en/search/?q={WORD}")[1]),
        "file": {file.handling_key for file in world.files if opens(browser, address_of(file))},
    }
    if someone is not None:
        ways["quiz"] = {
            quiz.handling_key
            for quiz in world.quizzes
            if opens(browser, reverse("quiz_start", args=[quiz.translation_key]))
        }
        ways["record"] = {
            visit.handling_key for visit in world.visits if opens(browser, reverse("visit_record", args=[visit.slug]))
        }
    return ways


def found_titles(world, body):
    plain = body.replace("<mark>", "").replace("</mark>", "")
    return told_titles(world, plain)


def address_of(file):
    row = type(file).objects.get(pk=file.pk)
    return row.get_rendition("width-32").url if hasattr(row, "get_rendition") else row.url


def as_editor(world, browser):
    """By each way of the admin, the keys of the modules that an editor gets."""
    index = world.index.pk
    return {
        "preview": by_address(world, browser, "wagtailadmin_pages:view_draft"),
        "history": by_address(world, browser, "wagtailadmin_pages:history"),
        "chooser": told_titles(world, answer(browser, reverse("wagtailadmin_choose_page_child", args=[index]))[1]),
    }


def as_publisher(world, browser):
    """The report of ageing pages, exported: Wagtail gives it to whoever may publish."""
    exported = answer(browser, reverse("wagtailadmin_reports:aging_pages") + "?export=csv")
    return {"export": told_titles(world, exported[1])}


def by_address(world, browser, name):
    return {page.handling_key for page in world.modules if opens(browser, reverse(name, args=[page.pk]))}


def expected(world, reads, passes, way):
    """What is said of the things that a way leads to."""
    modules = {page.handling_key for page in world.modules}
    live = {page.handling_key for page in world.modules if page.live}
    things = {"file": world.files, "quiz": world.quizzes, "record": world.visits}
    if way in things:
        return reads & {thing.handling_key for thing in things[way]}
    if way == "export":  # that report is about published pages
        return passes & live
    return (passes if way in {"preview", "history", "chooser"} else reads) & modules


@settings(max_examples=WORLDS, phases=[Phase.explicit, Phase.generate])
@given(seed=st.integers(0, 2**32))
def test_who_sees_what_is_what_the_site_answers(seed, home, client_of, stranger):
    call_command("prepare_site", verbosity=0)
    dice, pairs, wrong = random.Random(seed), 0, []

    with transaction.atomic():
        world = built(dice, home)
        for someone in [None, *world.people]:
            viewer, browser = viewer_for(someone or stranger), client_of(someone or stranger)
            reads, passes = said(world, viewer)
            ways = as_reader(world, browser, someone)
            if not viewer.roles.isdisjoint(EDITING_ROLES - {Role.TRANSLATOR}):
                ways |= as_editor(world, browser)
            if viewer.has_role(*DECIDING_ROLES):
                ways |= as_publisher(world, browser)
            for way, got in ways.items():
                say = expected(world, reads, passes, way)
                wrong += [(way, str(someone), "said" if key in say else "answered", key) for key in got ^ say]
            pairs += len(world.things)
        transaction.set_rollback(True)

    assert wrong == []
    assert pairs * WORLDS >= 1000
