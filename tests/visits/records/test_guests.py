"""Guests of a visit: in by one code, for a while, with their own notes and nothing above GREEN."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Membership, User
from accounts.queries import viewer_for
from content.visibility import may_see, visible_to, works_on
from core.labels import Label
from tests.factories.content import mark
from tests.factories.modules import LessonFactory, ModuleFactory
from tests.factories.visits import ItemFactory, ObservationFactory, VisitFactory
from visits.records.models import FieldNote, Visit
from visits.records.queries.notes import access_ends

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(site, organiser, border_post_west):
    return VisitFactory(slug="west", creator=organiser, organisation=border_post_west)


@pytest.fixture
def team(client_of, organiser, visit):
    return client_of(organiser)


GUESTS = "/en/desk/visits/west/guests/"
GUEST = "/en/desk/visits/west/guest/"


def code_for(team, number=2):
    answer = team.post(GUESTS, {"number": number, "language": "en"})
    return re.search(r'<p class="code">([\w-]+)</p>', answer.content.decode())[1]


def joined(code, name="Guest One"):
    browser = Client()
    address = browser.get(f"/accounts/code/?code={code}")["Location"]
    browser.post(address, {"name_latin": name})
    return browser


def person(browser):
    return User.objects.get(pk=browser.session["_auth_user_id"])


def note(browser, text="A mirror on a stick", **more):
    return browser.post(GUEST, {"text": text, "uuid": str(uuid4()), **more})


# Joining


def test_one_code_lets_as_many_in_as_it_says(team):
    code = code_for(team, number=2)

    first, second = joined(code), joined(code, "Guest Two")
    third = Client().get(f"/accounts/invitation/{code}/")

    assert {str(person(first)), str(person(second))} == {"Guest One", "Guest Two"}
    assert third.status_code == 410


def test_access_of_a_guest_ends_fourteen_days_after_the_visit(team, visit):
    Visit.objects.update(starts_on=date.today(), ends_on=date.today() + timedelta(days=3))
    guest = person(joined(code_for(team)))

    ends = Membership.objects.get(user=guest).ends_at
    assert ends == access_ends(Visit.objects.get())
    assert (ends.date() - date.today()).days == 17


def test_guest_whose_time_is_over_is_out(team):
    browser = joined(code_for(team))
    Membership.objects.filter(user=person(browser)).update(ends_at=timezone.now())

    assert browser.get(GUEST).status_code == 404
    assert not viewer_for(person(browser)).participates


def test_guest_whose_access_the_team_ends_is_out_within_one_request(team):
    browser = joined(code_for(team))

    team.post(GUESTS, {"end": str(person(browser).uuid)})

    assert browser.get(GUEST).status_code == 302


def test_code_shown_anew_makes_the_old_one_void(team):
    old, new = code_for(team), code_for(team)

    assert [Client().get(f"/accounts/invitation/{code}/").status_code for code in (old, new)] == [410, 200]


def test_guest_comes_back_on_another_device_with_a_code_of_their_own(team):
    guest = person(joined(code_for(team)))
    answer = team.post(GUESTS, {"again": str(guest.uuid)})
    code = re.search(r'<p class="code">([\w-]+)</p>', answer.content.decode())[1]
    other = Client()

    other.post(f"/accounts/invitation/{code}/", {"password": "a long enough one"})

    assert person(other) == guest
    assert other.get(GUEST).status_code == 200


@pytest.mark.parametrize("number", ["0", "61", "", "many", "9" * 30])
def test_wrong_number_of_guests_is_told(team, number):
    answer = team.post(GUESTS, {"number": number, "language": "en"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["number"])


@pytest.mark.parametrize("name", ["", " ", "x" * 151])
def test_guest_needs_a_name(team, name):
    code = code_for(team)

    answer = Client().post(f"/accounts/invitation/{code.replace('-', '')}/", {"name_latin": name})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["name_latin"])


# What a guest sees


@pytest.mark.parametrize(
    ("label", "seen"), [(Label.CLEAR, True), (Label.GREEN, True), (Label.AMBER, False), (Label.AMBER_STRICT, False)]
)
def test_guest_sees_nothing_above_green(team, modules_index, border_post_west, label, seen):
    guest = viewer_for(person(joined(code_for(team))))
    module = ModuleFactory(parent=modules_index)
    mark(module, label, owner=border_post_west, shared_with=[border_post_west])

    assert may_see(guest, module) is seen
    assert visible_to(guest, type(module).objects.filter(pk=module.pk)).exists() is seen


def test_guest_is_not_of_the_team(team, visit):
    browser = joined(code_for(team))

    addresses = ("", "guests/", "facts/", "sources/", "observations/add/")
    assert {browser.get(f"/en/desk/visits/west/{address}").status_code for address in addresses} == {404}
    assert not works_on(viewer_for(person(browser)), Visit.objects.all()).exists()


def test_guest_reads_the_programme_and_not_the_observations(team, visit):
    ItemFactory(visit=visit, text="Walk over the yard")
    ObservationFactory(visit=visit, text="What the team saw")

    page = joined(code_for(team)).get(GUEST).content.decode()

    assert ("Walk over the yard" in page, "What the team saw" in page) == (True, False)


def test_guest_of_one_visit_is_nobody_at_another(team, organiser, border_post_west):
    VisitFactory(slug="other", creator=organiser, organisation=border_post_west)

    assert joined(code_for(team)).get("/en/desk/visits/other/guest/").status_code == 404


def test_guest_takes_a_quiz_that_is_green(team, modules_index):
    module = ModuleFactory(parent=modules_index, quiz=None)
    LessonFactory(parent=module)
    mark(module, Label.GREEN)

    assert joined(code_for(team)).get(module.url).status_code == 200


def test_desk_of_a_guest_leads_to_the_visit(team):
    assert f'href="{GUEST}"' in joined(code_for(team)).get("/en/desk/").content.decode()


# Notes


def test_guests_see_their_own_notes_only_and_the_team_all(team):
    code = code_for(team)
    first, second = joined(code), joined(code, "Guest Two")
    note(first, "First saw a mirror")
    note(second, "Second saw a lamp")

    pages = [browser.get(GUEST).content.decode() for browser in (first, second)]
    team_page = team.get(GUESTS).content.decode()

    assert [("First saw" in page, "Second saw" in page) for page in pages] == [(True, False), (False, True)]
    assert [words in team_page for words in ("First saw", "Second saw", "Guest Two")] == [True] * 3


def test_note_sent_twice_is_one_note(team):
    browser, uuid = joined(code_for(team)), str(uuid4())

    for _time in range(2):
        browser.post(GUEST, {"text": "A mirror", "uuid": uuid})

    assert FieldNote.objects.count() == 1


def test_guest_changes_and_throws_away_a_note_of_their_own(team):
    browser = joined(code_for(team))
    note(browser)
    kept = FieldNote.objects.get()

    browser.post(f"{GUEST}?note={kept.uuid}", {"text": "Changed", "uuid": str(kept.uuid), "note": str(kept.uuid)})
    changed = FieldNote.objects.get().text
    browser.post(GUEST, {"remove": "1", "note": str(kept.uuid)})

    assert (changed, FieldNote.objects.count()) == ("Changed", 0)


def test_nobody_touches_the_note_of_another_guest(team):
    code = code_for(team)
    first, second = joined(code), joined(code, "Guest Two")
    note(first)
    kept = FieldNote.objects.get()

    second.post(GUEST, {"remove": "1", "note": str(kept.uuid)})
    second.post(GUEST, {"text": "Taken over", "uuid": str(kept.uuid), "note": str(kept.uuid)})

    assert FieldNote.objects.get(pk=kept.pk).text == "A mirror on a stick"


def test_team_makes_an_observation_of_a_note_and_the_note_stays(team, visit):
    browser = joined(code_for(team))
    note(browser, "A mirror on a stick\nIt shows the roof of the wagon.")
    kept = FieldNote.objects.get()

    for _time in range(2):
        team.post(GUESTS, {"note": str(kept.uuid), "direction": "host_to_visitor"})
    browser.post(GUEST, {"remove": "1", "note": str(kept.uuid)})

    seen = visit.observations.get()
    assert (str(seen), seen.raw_text, seen.direction) == (
        "A mirror on a stick",
        "A mirror on a stick\nIt shows the roof of the wagon.",
        "host_to_visitor",
    )
    assert seen.texts.get().detail == "It shows the roof of the wagon."
    assert FieldNote.objects.get().observation == seen


@pytest.mark.parametrize("text", ["", " \n ", "x" * 4001, "\x00"])
def test_note_that_is_none_is_told_at_its_field(team, text):
    answer = note(joined(code_for(team)), text)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["text"])
    assert FieldNote.objects.count() == 0


@pytest.mark.parametrize(
    "sent", [{"end": "x"}, {"again": str(uuid4())}, {"note": "x", "direction": "both"}, {"note": ""}]
)
def test_rubbish_changes_nothing(team, sent):
    assert team.post(GUESTS, sent).status_code == 200


def test_guest_is_warned_of_what_may_identify_and_the_note_is_kept(team):
    guest = joined(code_for(team))

    answer = guest.post(GUEST, {"uuid": str(uuid4()), "text": "They opened MSCU 123456 6"}, follow=True)

    note = FieldNote.objects.get()
    assert answer.redirect_chain[-1][0] == f"{GUEST}?note={note.uuid}"
    assert "container number “MSCU 123456 6”" in answer.content.decode()
