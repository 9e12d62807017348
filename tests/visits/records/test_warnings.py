"""Whoever writes a record is warned of what may identify a person or a load, and decides; all of it is saved."""

import pytest
from django.urls import reverse

from tests.factories.visits import SourceTextFactory
from tests.visits.records.recording import WORDS, facts, visit_of_team
from visits.records.choices import Direction, ObservationKind
from visits.records.models import Observation, ProgrammeItem, Visit

pytestmark = pytest.mark.django_db

NUMBER = "MSCU 123456 6"
LOOK = "Saved. Look at the marked field"
QUOTED = f"container number “{NUMBER}”"


@pytest.fixture
def client(client_of, organiser, visit_index):
    return client_of(organiser)


@pytest.fixture
def visit(organiser, border_post_west):
    return visit_of_team(organiser, border_post_west, slug="west")


def observation(text):
    return {"direction": Direction.HOST_TO_VISITOR, "kind": ObservationKind.PRACTICE, "text": text}


def test_observation_is_saved_and_its_field_says_what_to_look_at(client, visit):
    answer = client.post("/en/desk/visits/west/observations/add/", observation(f"They opened {NUMBER}"), follow=True)

    saved = Observation.objects.get(visit=visit)
    assert saved.texts.get().text == f"They opened {NUMBER}"
    assert answer.redirect_chain[-1][0] == f"/en/desk/visits/west/observations/{saved.uuid}/"
    shown = answer.content.decode()
    assert LOOK in shown
    assert shown.count(QUOTED) == 1


def test_whoever_lets_it_stand_is_not_asked_again(client, visit):
    client.post("/en/desk/visits/west/observations/add/", observation(f"They opened {NUMBER}"), follow=True)
    saved = Observation.objects.get(visit=visit)

    answer = client.post(
        f"/en/desk/visits/west/observations/{saved.uuid}/", observation(f"The hosts opened {NUMBER}"), follow=True
    )

    assert answer.redirect_chain[-1][0] == "/en/desk/visits/west/#observations"
    assert LOOK not in answer.content.decode()
    assert saved.texts.get().text == f"The hosts opened {NUMBER}"


def test_several_are_added_in_a_row_unless_one_has_to_be_looked_at(client, visit):
    address = "/en/desk/visits/west/programme/add/"

    plain = client.post(address, {"text": "A walk", "another": "1"})
    marked = client.post(address, {"text": "A walk", "note": "Ask +48221234567", "another": "1"})

    second = ProgrammeItem.objects.get(visit=visit, texts__note__gt="")
    assert (plain["Location"], marked["Location"]) == (address, f"/en/desk/visits/west/programme/{second.uuid}/")


def test_new_visit_facts_and_words_lead_back_to_the_field(client, visit, pcu_east, border_post_west):
    new = {
        "working_title": "To a.b@post.example.kz",
        "visit_type": "study_visit",
        "visitor": pcu_east.pk,
        "host": border_post_west.pk,
    }

    begun = client.post("/en/desk/visits/new/", new, follow=True)
    changed = client.post("/en/desk/visits/west/facts/", facts(visit, languages_used=f"as on {NUMBER}"), follow=True)
    written = client.post("/en/desk/visits/west/words/en/", WORDS | {"body": f"It was {NUMBER}."}, follow=True)

    made = Visit.objects.get(working_title="To a.b@post.example.kz")
    assert [answer.redirect_chain[-1][0] for answer in (begun, changed, written)] == [
        reverse("visit_facts", args=[made.slug]),
        "/en/desk/visits/west/facts/",
        "/en/desk/visits/west/words/en/",
    ]
    for answer, quoted in ((begun, "e-mail address “a.b@post.example.kz”"), (changed, QUOTED), (written, QUOTED)):
        assert quoted in answer.content.decode()


def test_form_that_was_refused_warns_too_and_keeps_what_was_typed(client, visit):
    answer = client.post("/en/desk/visits/west/observations/add/", {"text": f"They opened {NUMBER}"})

    assert answer.status_code == 422
    assert QUOTED in answer.content.decode()


@pytest.mark.parametrize(("kind", "name"), [("item", "visit_item"), ("observation", "visit_observation")])
def test_workbench_says_it_beside_what_was_added_and_leads_to_the_field(client, visit, kind, name):
    source = SourceTextFactory(visit=visit)
    uuid = "5f0c7a5e-2f3e-4a55-9f6c-0c1d2e3f4a5b"
    sent = {"s": "1.1", "add": kind, f"{kind}-uuid": uuid, f"{kind}-text": f"They opened {NUMBER}"}
    sent |= (
        {"observation-direction": "host_to_visitor", "observation-kind": "practice"} if kind == "observation" else {}
    )

    answer = client.post(f"/en/desk/visits/west/sources/{source.uuid}/", sent, follow=True)

    shown = answer.content.decode()
    assert QUOTED in shown
    assert reverse(name, args=["west", uuid]) in shown


def test_looking_costs_no_query(client, visit, count_queries):
    counts = []
    for text in ("A walk", f"A walk past {NUMBER}, {NUMBER} and a.b@c.kz"):
        client.post("/en/desk/visits/west/observations/add/", observation(text))
        uuid = Observation.objects.filter(visit=visit).latest("pk").uuid
        client.get(f"/en/desk/visits/west/observations/{uuid}/")  # what was said is said once
        with count_queries() as counted:
            client.get(f"/en/desk/visits/west/observations/{uuid}/")
        counts.append(counted.number)

    assert counts[0] == counts[1]
