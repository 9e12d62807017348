"""An observation becomes a module's draft, or is linked to a module; a module shows where it was seen."""

import pytest
from django.core.management import call_command

from accounts.choices import Role
from accounts.queries import viewer_for
from audit.models import Entry
from best_practices.modules.models import ModulePage
from best_practices.modules.queries import free_code, module_view
from content.handling import Handling
from content.visibility import handling_of
from core.labels import Label
from tests.factories.accounts import PersonFactory
from tests.factories.becoming import observation_on, page_of, visit_of
from tests.factories.content import BasePageFactory, mark
from tests.factories.modules import ModuleFactory
from tests.factories.reference import TopicFactory
from visits.records.models import Observation, VisitIndexPage
from visits.records.queries.becoming import seen_on
from visits.records.services import BecomingRefused, draft_module_from, link_to_module, unlink

pytestmark = pytest.mark.django_db


class VisitIndexFactory(BasePageFactory):
    title = "Visits of the test"

    class Meta:
        model = VisitIndexPage


@pytest.fixture
def prepared(site):
    call_command("prepare_site", verbosity=0)
    return site


@pytest.fixture
def visits_index(prepared, home):
    return VisitIndexPage.objects.filter(locale__language_code="en").first() or VisitIndexFactory(parent=home)


@pytest.fixture
def visit(prepared, organiser, border_post_west):
    return visit_of(organiser, border_post_west)


@pytest.fixture
def observation(visit):
    return observation_on(
        visit,
        detail="Two officers.\n\nOne <b>radio</b>.",
        conditions="The line is single.",
        shown="observed",
        topics=[TopicFactory(code="T01")],
    )


def fresh(observation):
    return Observation.objects.get(pk=observation.pk)


def address(observation, language="en"):
    return f"/{language}/desk/visits/{observation.visit.slug}/observations/{observation.uuid}/becomes/"


def test_draft_has_its_card_filled_from_the_observation(observation, modules_index, organiser):
    module = draft_module_from(observation=observation, user=organiser, language="en")

    module = ModulePage.objects.get(pk=module.pk)
    assert (module.live, module.owner, module.get_parent().pk) == (False, organiser, modules_index.pk)
    assert module.title == "Doors are sealed before the train stops"
    assert module.what_is_done == (
        "<p>Doors are sealed before the train stops</p><p>Two officers.</p><p>One &lt;b&gt;radio&lt;/b&gt;.</p>"
    )
    assert module.why_it_works == "<p>The line is single.</p>"
    assert (module.evidence_level, module.jurisdiction, module.code) == ("observed", "PL", "A")
    assert [topic.code for topic in module.topics.all()] == ["T01"]
    assert fresh(observation).module_key == module.translation_key


@pytest.mark.parametrize(
    ("direction", "shown", "countries", "level"),
    [
        ("host_to_visitor", "presented", "PL", "presented"),
        ("visitor_to_host", "briefed", "KZ", "presented"),
        ("both", "", "PL KZ", "presented"),
    ],
)
def test_jurisdiction_and_evidence_follow_who_showed_it_how(direction, shown, countries, level, visit, organiser):
    observation = observation_on(visit, direction=direction, shown=shown)

    module = draft_module_from(observation=observation, user=organiser, language="en")

    assert (module.jurisdiction, module.evidence_level) == (countries, level)


@pytest.mark.parametrize("text", ["Report", "???", "Пломбы до остановки", "Long " * 51])
def test_any_words_make_a_draft_that_can_be_edited(text, visit, staff, client_of):
    module = draft_module_from(observation=observation_on(visit, text.strip()), user=staff, language="en")

    assert client_of(staff).get(f"/admin/pages/{module.pk}/edit/").status_code == 200
    module.full_clean()


@pytest.mark.parametrize(("record", "page"), [(Label.AMBER, Label.GREEN), (Label.GREEN, Label.AMBER)])
def test_draft_is_never_less_strict_than_the_visit(
    record, page, visit, observation, visits_index, organiser, border_post_west, pcu_east
):
    shown = page_of(visit, visits_index)
    mark(visit, record, owner=border_post_west, shared_with=[pcu_east])
    mark(shown, page, owner=border_post_west, shared_with=[pcu_east])

    module = draft_module_from(observation=observation, user=organiser, language="en")

    handling = handling_of(ModulePage.objects.get(pk=module.pk))
    assert (handling.label, handling.owner, list(handling.shared_with.all())) == (
        "TLP:AMBER",
        border_post_west,
        [pcu_east],
    )


def test_words_of_another_language_stand_in_its_tree(visit, modules_index, modules_index_ru, organiser):
    observation = observation_on(visit, "Пломбы до остановки поезда", language="ru")

    module = draft_module_from(observation=observation, user=organiser, language="en")

    assert module.locale.language_code == "ru"
    assert module.get_parent().pk == modules_index_ru.pk


def test_second_click_makes_no_second_module(observation, organiser):
    draft_module_from(observation=observation, user=organiser, language="en")

    with pytest.raises(BecomingRefused, match="has become a module already"):
        draft_module_from(observation=observation, user=organiser, language="en")

    assert ModulePage.objects.filter(alias_of__isnull=True).count() == 1


def test_visit_without_a_marking_makes_nothing(observation, visit, organiser):
    Handling.objects.filter(key=visit.uuid).delete()

    with pytest.raises(BecomingRefused, match="no handling label"):
        draft_module_from(observation=observation, user=organiser, language="en")

    assert not ModulePage.objects.exists()


def test_codes_are_the_first_free_ones(modules_index):
    for code in ("A", "C", *"DEFGHIJKLMNOPQRSTUVWXYZ"):
        ModuleFactory(parent=modules_index, code=code, live=code != "C")
    second = free_code()
    ModuleFactory(parent=modules_index, code="B")

    assert (second, free_code()) == ("B", "AA")


def test_link_and_unlink_are_written_down(observation, modules_index, organiser):
    module = ModuleFactory(parent=modules_index, title="Heron")

    link_to_module(observation=observation, module_key=module.translation_key, user=organiser)
    unlink(observation=fresh(observation), user=organiser)

    assert fresh(observation).module_key is None
    acts = Entry.objects.filter(object_uuid=observation.uuid).order_by("pk").values_list("act", "actor")
    assert list(acts) == [("observation.linked", "Organiser"), ("observation.unlinked", "Organiser")]


# On the site


@pytest.fixture
def people(stranger, officer, organiser, staff, pcu_east, border_post_west, prepared):
    harbour = PersonFactory(username="other-organiser", organisation=pcu_east, role=Role.ORGANISER)
    return {
        "stranger": stranger,
        "officer": officer,
        "its organiser": organiser,
        "another organiser": harbour,
        "author": PersonFactory(username="author", organisation=border_post_west, role=Role.AUTHOR),
        "reviewer": PersonFactory(username="reviewer", organisation=border_post_west, role=Role.REVIEWER),
        "staff": staff,
    }


@pytest.mark.parametrize(
    ("label", "may"), [(Label.GREEN, {"its organiser", "staff"}), (Label.AMBER, {"its organiser"})]
)
def test_only_the_team_and_staff_who_see_the_visit_reach_it(
    label, may, observation, people, client_of, border_post_west
):
    mark(observation.visit, label, owner=border_post_west)

    answers = {
        name: (
            client_of(who).get(address(observation)).status_code,
            client_of(who).post(address(observation)).status_code,
        )
        for name, who in people.items()
    }

    expected = {name: (200, 302) if name in may else (404, 404) for name in people} | {"stranger": (302, 302)}
    assert answers == expected
    assert not ModulePage.objects.exists()


def test_one_click_makes_the_draft_and_shows_it(observation, organiser, client_of):
    response = client_of(organiser).post(address(observation), {"act": "draft"}, follow=True)

    text = response.content.decode()
    assert "The draft of module A is made." in text
    assert "Draft, not published yet." in text
    assert "Make a module draft" not in text


def test_deleted_module_is_told_and_another_can_be_linked(observation, modules_index, organiser, client_of):
    client = client_of(organiser)
    client.post(address(observation), {"act": "draft"})
    ModulePage.objects.get(alias_of__isnull=True).delete()  # its stand-in in Russian stays behind
    other = ModuleFactory(parent=modules_index, title="Heron")

    told = client.get(address(observation)).content.decode()
    linked = client.post(address(observation), {"act": "link", "module": str(other.translation_key)}, follow=True)

    assert "The module it became was deleted." in told
    assert "Make a module draft" in told
    assert "Heron</a>" in linked.content.decode()


def test_hidden_module_is_neither_offered_nor_named(observation, modules_index, organiser, programme_office, client_of):
    module = ModuleFactory(parent=modules_index, title="Nightingale")
    mark(module, Label.AMBER, owner=programme_office)
    link_to_module(observation=observation, module_key=module.translation_key)

    text = client_of(organiser).get(address(observation)).content.decode()

    assert "Nightingale" not in text
    assert "A module that you may not see." in text


@pytest.mark.parametrize("key", ["", "x", "6c1f0b7e-0000-4000-8000-000000000000"])
def test_strange_keys_are_told_at_the_field(key, observation, modules_index, organiser, client_of):
    ModuleFactory(parent=modules_index)

    response = client_of(organiser).post(address(observation), {"act": "link", "module": key})

    assert 'id="id_module_error"' in response.content.decode()
    assert fresh(observation).module_key is None


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_page_are_constant(number, observation, modules_index, organiser, client_of, count_queries):
    for _each in range(number):
        module = ModuleFactory(parent=modules_index)
    link_to_module(observation=observation, module_key=module.translation_key)
    client = client_of(organiser)
    client.get(address(observation))

    with count_queries() as counted:
        client.get(address(observation))

    assert counted.number == QUERIES_OF_THE_PAGE


QUERIES_OF_THE_PAGE = 9


# From the module back


def test_module_shows_the_visits_that_may_be_seen(
    visit, observation, visits_index, modules_index, organiser, officer, border_post_west, client_of
):
    module = ModuleFactory(parent=modules_index, title="Heron", slug="heron")
    link_to_module(observation=observation, module_key=module.translation_key)
    page = page_of(visit, visits_index)
    open_page = client_of(officer).get(module.url).content.decode()
    mark(page, Label.AMBER, owner=border_post_west)

    closed_page = client_of(officer).get(module.url).content.decode()

    assert f'{page.url}#o-O1">Doors are sealed before the train stops</a>' in open_page
    assert "Doors are sealed" not in closed_page
    assert "Seen on these visits" not in closed_page
    assert "Doors are sealed" in client_of(organiser).get(module.url).content.decode()


def test_visit_without_a_published_page_is_not_told_of(visit, observation, modules_index, organiser):
    module = ModuleFactory(parent=modules_index)
    link_to_module(observation=observation, module_key=module.translation_key)

    assert seen_on(module.translation_key, viewer_for(organiser), language="en") == []


@pytest.mark.parametrize(("number", "queries"), [(0, 1), (1, 3), (3, 3)])
def test_queries_of_the_slot_are_constant(
    number, queries, visits_index, modules_index, organiser, border_post_west, count_queries
):
    module = ModuleFactory(parent=modules_index)
    for each in range(number):
        visit = visit_of(organiser, border_post_west, slug=f"visit-{each}")
        link_to_module(observation=observation_on(visit), module_key=module.translation_key)
        page_of(visit, visits_index)
    viewer = viewer_for(organiser)
    module_view(module, [])
    seen_on(module.translation_key, viewer, language="en")

    with count_queries() as counted:
        found = seen_on(module.translation_key, viewer, language="en")

    assert len(found) == number
    assert counted.number == queries
