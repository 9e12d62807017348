"""An organiser records a visit on the site, from an empty form to a submitted page."""

import pytest
from bs4 import BeautifulSoup

from content.services import send_back
from tests.factories.content import release
from tests.visits.records.recording import WORDS, complete, facts, visit_of_team
from visits.records.forms.record import ItemForm, NewVisitForm, ObservationForm
from visits.records.models import Observation, ProgrammeItem, Visit, VisitPage

MOST_REQUIRED_FIELDS = 12


@pytest.fixture
def visit(organiser, border_post_west):
    return visit_of_team(organiser, border_post_west)


def begin(client, visitor, host, **changed):
    typed = {
        "working_title": "PCU East to Border Post West",
        "visit_type": "study_visit",
        "visitor": visitor.pk,
        "host": host.pk,
        "starts_on": "2026-05-12",
        "ends_on": "2026-05-14",
    }
    return client.post("/en/desk/visits/new/", typed | changed)


def errors(response):
    return {field: messages for field, messages in response.context["form"].errors.items()}


def test_record_begins_with_a_title_and_two_organisations(site, client_of, organiser, pcu_east, border_post_west):
    response = begin(client_of(organiser), pcu_east, border_post_west)

    visit = Visit.objects.get()
    assert (response.status_code, response.url) == (302, f"/en/desk/visits/{visit.slug}/")
    assert visit.slug == "pcu-east-to-border-post-west"
    assert {(d.side, d.organisation) for d in visit.delegations.all()} == {
        ("visiting", pcu_east),
        ("host", border_post_west),
    }


def test_way_to_a_publishable_page_asks_for_twelve_fields_at_most(site, visit):
    forms = [NewVisitForm(), ObservationForm(visit=visit)]
    required = sum(field.required for form in forms for field in form.fields.values())
    of_the_page = 2  # its title and one sentence

    assert required + of_the_page <= MOST_REQUIRED_FIELDS


def test_end_before_start_is_told_at_its_field_and_nothing_typed_is_lost(
    site, client_of, organiser, pcu_east, border_post_west
):
    response = begin(client_of(organiser), pcu_east, border_post_west, ends_on="2026-05-01")

    assert response.status_code == 422
    assert errors(response) == {"ends_on": ["The visit cannot end before it begins. Check both dates."]}
    assert 'value="PCU East to Border Post West"' in response.content.decode()
    assert not Visit.objects.exists()


def test_visit_to_oneself_is_refused(site, client_of, organiser, pcu_east):
    response = begin(client_of(organiser), pcu_east, pcu_east)

    assert list(errors(response)) == ["host"]


@pytest.mark.parametrize("who", ["stranger", "officer"])
def test_only_recorders_begin_a_record(site, client_of, request, who):
    response = client_of(request.getfixturevalue(who)).get("/en/desk/visits/new/")

    assert response.status_code == (302 if who == "stranger" else 404)


@pytest.mark.parametrize("who", ["officer", "staff", "administrator"])
def test_record_is_seen_by_its_team_alone(site, client_of, visit, request, who):
    addresses = [
        f"/en/desk/visits/{visit.slug}/{rest}"
        for rest in ["", "facts/", "words/en/", "programme/add/", "observations/add/", "delegations/add/"]
    ]
    client = client_of(request.getfixturevalue(who))

    assert {client.get(address).status_code for address in addresses} == {404}


def test_record_says_what_is_missing(site, client_of, organiser, visit):
    page = client_of(organiser).get(f"/en/desk/visits/{visit.slug}/").content.decode()

    assert "A visit needs a host" in page
    assert "Add at least one thing that was learned" in page
    assert "Submit for review" not in page


def test_day_outside_the_visit_is_refused_at_its_field(site, client_of, organiser, visit):
    response = client_of(organiser).post(
        f"/en/desk/visits/{visit.slug}/programme/add/", {"text": "Yard", "day": "2026-06-01"}
    )

    assert response.status_code == 422
    assert list(errors(response)) == ["day"]
    assert not ProgrammeItem.objects.exists()


def test_item_without_a_day_is_kept_and_another_one_follows(site, client_of, organiser, visit):
    response = client_of(organiser).post(
        f"/en/desk/visits/{visit.slug}/programme/add/", {"text": "Walk over the yard", "another": "1"}
    )

    assert response.url == f"/en/desk/visits/{visit.slug}/programme/add/"
    assert [str(item) for item in visit.items.all()] == ["Walk over the yard"]


def test_observation_needs_its_direction(site, client_of, organiser, visit):
    response = client_of(organiser).post(
        f"/en/desk/visits/{visit.slug}/observations/add/", {"text": "Numbers are read aloud", "kind": "practice"}
    )

    assert list(errors(response)) == ["direction"]
    assert "Numbers are read aloud" in response.content.decode()


def test_first_words_of_an_observation_are_kept_for_ever(site, client_of, organiser, visit):
    client, address = client_of(organiser), f"/en/desk/visits/{visit.slug}/observations/"
    typed = {"text": "They read aloud", "kind": "practice", "direction": "host_to_visitor"}
    client.post(f"{address}add/", typed)
    seen = Observation.objects.get()

    client.post(f"{address}{seen.uuid}/", typed | {"text": "Two officers read each number aloud"})

    seen.refresh_from_db()
    assert (seen.raw_text, str(seen)) == ("They read aloud", "Two officers read each number aloud")


def test_items_move_up_and_down_and_stop_at_the_ends(site, client_of, organiser, visit):
    client, address = client_of(organiser), f"/en/desk/visits/{visit.slug}/programme/"
    for text in ("one", "two", "three"):
        client.post(f"{address}add/", {"text": text})
    first, _second, third = visit.items.all()

    client.post(f"{address}move/", {"move": f"{third.uuid}:up"})
    client.post(f"{address}move/", {"move": f"{first.uuid}:up"})
    client.post(f"{address}move/", {"move": "nonsense"})

    assert [str(item) for item in visit.items.all()] == ["one", "three", "two"]


def test_what_was_taken_out_can_be_put_back_with_its_words_and_places(site, client_of, organiser, visit):
    client, address = client_of(organiser), f"/en/desk/visits/{visit.slug}/"
    client.post(f"{address}programme/add/", {"text": "Walk over the yard"})
    item = visit.items.get()

    client.post(f"{address}programme/{item.uuid}/remove/")
    gone = visit.items.count()
    offered = "Put it back" in client.get(address).content.decode()
    client.post(f"{address}undo/")

    assert (gone, offered) == (0, True)
    assert [str(found) for found in visit.items.all()] == ["Walk over the yard"]
    assert visit.items.get().uuid == item.uuid


def test_of_two_who_save_at_once_the_second_is_told_and_loses_nothing(site, client_of, organiser, visit):
    client, address = client_of(organiser), f"/en/desk/visits/{visit.slug}/facts/"
    loaded = facts(visit)
    client.post(address, loaded | {"working_title": "The first one's title"})

    response = client.post(address, loaded | {"working_title": "The second one's title", "languages_used": "Russian"})

    page = response.content.decode()
    assert response.status_code == 409
    assert "Somebody else saved these facts" in page
    assert "The first one&#x27;s title" in page
    assert 'value="The second one&#x27;s title"' in page
    assert Visit.objects.get().working_title == "The first one's title"


def test_second_one_saves_after_having_looked_and_the_log_keeps_what_the_first_wrote(site, client_of, organiser, visit):
    client, address = client_of(organiser), f"/en/desk/visits/{visit.slug}/facts/"
    loaded = facts(visit)
    client.post(address, loaded | {"working_title": "The first one's title"})
    shown = client.post(address, loaded | {"working_title": "The second one's title"})
    version = BeautifulSoup(shown.content, "html.parser").find("input", {"name": "version"})["value"]

    client.post(address, loaded | {"working_title": "The second one's title", "version": version})

    assert Visit.objects.get().working_title == "The second one's title"
    assert "The first one&#x27;s title" in client.get(f"/en/desk/visits/{visit.slug}/").content.decode()


def test_record_says_who_changed_what_in_words(site, client_of, organiser, visit):
    client = client_of(organiser)
    client.post(f"/en/desk/visits/{visit.slug}/facts/", facts(visit, status="held"))

    page = " ".join(client.get(f"/en/desk/visits/{visit.slug}/").content.decode().split())

    assert f"{organiser}: changed the facts" in page
    assert "Status: planned → held" in page


def test_organisations_stand_by_their_names(site, client_of, organiser, pcu_east, border_post_west):
    page = client_of(organiser).get("/en/desk/visits/new/").content.decode()
    hosts = page[page.index('name="host"') :]

    assert hosts.index("Training Border Post West") < hosts.index("Training PCU East")
    assert hosts.index("Training PCU East") < hosts.index("Training Programme Office")


def test_words_become_a_draft_that_nobody_else_sees(site, visit_index, client_of, organiser, staff, visit):
    client_of(organiser).post(f"/en/desk/visits/{visit.slug}/words/en/", WORDS)

    page = VisitPage.objects.get(locale__language_code="en")
    draft = page.get_latest_revision_as_object()
    assert (page.live, draft.lead) == (False, WORDS["lead"])
    assert draft.aims == "<ul><li>Read numbers aloud.</li><li>Write them down.</li></ul>"
    assert [block.block_type for block in draft.body] == ["heading", "text", "text"]
    assert client_of(staff).get(f"/en/visits/{visit.slug}/").status_code == 404


def test_words_come_back_into_the_form_as_they_were_typed(site, visit_index, client_of, organiser, visit):
    client, address = client_of(organiser), f"/en/desk/visits/{visit.slug}/words/en/"
    client.post(address, WORDS)

    form = client.get(address).context["form"]

    assert {name: form[name].value() for name in ("title", "lead", "aims", "body")} == {
        name: WORDS[name] for name in ("title", "lead", "aims", "body")
    }


def test_preview_shows_the_page_and_keeps_nothing(site, visit_index, client_of, organiser, visit):
    response = client_of(organiser).post(f"/en/desk/visits/{visit.slug}/words/en/", WORDS | {"preview": "1"})

    assert WORDS["lead"] in response.content.decode()
    assert not VisitPage.objects.exists()


def test_who_writes_on_a_page_that_was_written_meanwhile_is_told(site, visit_index, client_of, organiser, visit):
    client, address = client_of(organiser), f"/en/desk/visits/{visit.slug}/words/en/"
    client.post(address, WORDS)
    loaded = VisitPage.objects.get(locale__language_code="en").latest_revision_id
    client.post(address, WORDS | {"revision": loaded, "lead": "Their sentence."})

    response = client.post(address, WORDS | {"revision": loaded, "lead": "Our sentence."})

    page = response.content.decode()
    assert response.status_code == 409
    assert "Their sentence." in page
    assert "Our sentence." in page


def test_incomplete_record_is_not_submitted_and_says_what_is_missing(site, visit_index, client_of, organiser, visit):
    client = client_of(organiser)
    client.post(f"/en/desk/visits/{visit.slug}/words/en/", WORDS)

    response = client.post(f"/en/desk/visits/{visit.slug}/submit/", follow=True)

    assert "Not submitted yet" in response.content.decode()
    assert VisitPage.objects.get(locale__language_code="en").current_workflow_state is None


def test_complete_record_is_submitted(site, prepared_groups, visit_index, client_of, organiser, visit, pcu_east, staff):
    complete(visit, host=staff.memberships.first().organisation, visitor=pcu_east)
    client = client_of(organiser)
    client.post(f"/en/desk/visits/{visit.slug}/words/en/", WORDS)

    response = client.post(f"/en/desk/visits/{visit.slug}/submit/", follow=True)

    assert "Submitted." in response.content.decode()
    assert VisitPage.objects.get(locale__language_code="en").current_workflow_state is not None


def test_record_that_was_sent_back_can_be_submitted_again(
    site, prepared_groups, visit_index, client_of, organiser, visit, pcu_east, staff
):
    complete(visit, host=staff.memberships.first().organisation, visitor=pcu_east)
    client, address = client_of(organiser), f"/en/desk/visits/{visit.slug}/"
    client.post(f"{address}words/en/", WORDS)
    client.post(f"{address}submit/")
    waiting = client.get(address).content.decode()

    send_back(page=VisitPage.objects.get(locale__language_code="en"), user=staff, comment="Which yard?")
    sent_back = client.get(address).content.decode()

    assert ("Waits for the programme staff" in waiting, "Submit for review" in waiting) == (True, False)
    assert ("Waits for the programme staff" in sent_back, "Submit for review" in sent_back) == (False, True)


def test_published_record_without_news_has_nothing_to_submit(site, visit_index, client_of, organiser, visit, pcu_east):
    complete(visit, host=pcu_east, visitor=organiser.memberships.first().organisation)
    client, address = client_of(organiser), f"/en/desk/visits/{visit.slug}/"
    client.post(f"{address}words/en/", WORDS)
    release(VisitPage.objects.get(locale__language_code="en"))

    page = client.get(address).content.decode()

    assert ("Still missing" in page, "Submit for review" in page) == (False, False)


def test_organisers_desk_asks_the_same_for_one_and_three_visits(
    site, visit_index, client_of, organiser, border_post_west, count_queries
):
    client, found = client_of(organiser), []
    for number in (1, 2):
        for _n in range(number):
            visit = visit_of_team(organiser, border_post_west)
            client.post(f"/en/desk/visits/{visit.slug}/words/en/", WORDS)
        client.get("/en/desk/")
        with count_queries() as counted:
            client.get("/en/desk/")
        found.append(counted.number)

    assert found[0] == found[1]


@pytest.mark.parametrize("typed", ["\x00", "x" * 300, "", "2026-13-45"])
def test_nonsense_never_breaks_a_form(site, client_of, organiser, visit, typed):
    client = client_of(organiser)
    form = {"text": typed, "day": typed, "method": typed, "places": typed, "direction": typed, "item": typed}

    found = {
        client.post(f"/en/desk/visits/{visit.slug}/{part}/add/", form).status_code
        for part in ("programme", "observations")
    }

    assert found == {422}


def test_forms_take_the_fields_their_models_have(visit):
    """The service writes what the form cleans: a field that one of them forgets would be lost in silence."""
    facts_of_item = {"day", "method", "places", "place_as_in_source", "hosts", "topics"}

    assert set(ItemForm(visit=visit).fields) - {"text", "note"} == facts_of_item
    assert set(ObservationForm(visit=visit).fields) - {"text", "detail", "conditions"} == {
        *("direction", "kind", "shown", "item", "places", "topics")
    }
