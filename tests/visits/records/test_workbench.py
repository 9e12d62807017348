"""The workbench as a page: marking, attaching, undoing, adding; whose it is; what two people do at once."""

import re

import pytest

from accounts.choices import Role
from reference.models import Corridor, Programme
from tests.factories.accounts import OrganisationFactory, PersonFactory
from tests.factories.visits import (
    DelegationFactory,
    ItemFactory,
    ObservationFactory,
    SourceTextFactory,
    VisitFactory,
)
from visits.records.models import Observation, ProgrammeItem, SourceMark
from visits.records.services import join_team, mark_sentences, remove

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_of, organiser, site):
    return client_of(organiser)


@pytest.fixture
def visit(organiser, border_post_west):
    return VisitFactory(slug="west", creator=organiser, organisation=border_post_west)


@pytest.fixture
def source(visit):
    return SourceTextFactory(visit=visit, title="Three days at the post")


def bench(source, language="en"):
    return f"/{language}/desk/visits/{source.visit.slug}/sources/{source.uuid}/"


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def said(response):
    """The words of the status line."""
    found = re.search(r'<p role="status" data-status>(.*?)</p>', response.content.decode(), re.DOTALL)
    return re.sub(r"<[^>]+>", "", found[1]).strip()


def ticked(response):
    return re.findall(r'name="s" value="([\d.]+)"[^>]* checked', response.content.decode())


def marks():
    return sorted(SourceMark.objects.values_list("field", "paragraph", "sentence"))


# What is shown


def test_every_sentence_is_a_labelled_checkbox_with_its_number(client, source):
    page = text_of(client.get(bench(source)))

    assert page.count('name="s"') == 13 + 1  # and the whole
    assert (
        '<label for="cs-3-1"><span class="num">3.1</span> '
        '<span lang="en">The second day was spent on the yard.</span></label>'
    ) in page


def test_record_stands_beside_the_text_with_its_places(client, source, visit, pcu_east):
    delegation = DelegationFactory(visit=visit, organisation=pcu_east)
    item, seen = ItemFactory(visit=visit, text="At the desk"), ObservationFactory(visit=visit, text="They read aloud")
    for subject, field in ((visit.uuid, "dates"), (delegation.uuid, ""), (item.uuid, ""), (seen.uuid, "")):
        mark_sentences(source=source, places=[(1, 1)], subject=subject, field=field)

    page = text_of(client.get(bench(source)))

    assert [name for name in re.findall(r"<p><b>(.*?)</b>", page)] == [
        *("Dates", "Type of visit", "Organiser", "Programme", "Corridor", "In one sentence", "Stated aims", "Donors"),
        *("What the donors fund", "Languages used on the visit", "Visiting", "Item 1", "Observation 1"),
    ]
    assert "<b>Dates</b> 12–14 May 2026</p>" in page
    assert 'They read aloud <span class="small soft">(the hosts showed it to the visitors)</span>' in page
    assert page.count('aria-label="S1, paragraph 1, sentence 1"') == 4
    assert "1 of 13 sentences used" in page
    assert page.count('<li><a href="#s-') == 12


def test_place_in_another_source_is_shown_and_not_taken_off_here(client, source, visit):
    other = SourceTextFactory(visit=visit)
    mark_sentences(source=other, places=[(2, 2)], subject=visit.uuid, field="dates")

    page = text_of(client.get(bench(source)))

    assert "S2 2.2" in page
    assert 'name="detach"' not in page


def test_workbench_speaks_russian_beside_an_english_text(client, source):
    page = text_of(client.get(bench(source, "ru")))

    assert '<html lang="ru">' in page
    assert '<h1 lang="en">Three days at the post</h1>' in page
    assert '<span lang="en">The second day was spent on the yard.</span>' in page


# Attaching and undoing


def test_marked_sentences_are_attached_by_the_button_beside_a_fact(client, source, visit):
    answer = client.post(bench(source), {"s": ["2.1", "1.1"], "attach": f"{visit.uuid}:dates"})

    page = client.get(answer["Location"])
    assert marks() == [("dates", 1, 1), ("dates", 2, 1)]
    assert answer["Location"].endswith("#s-1-1")
    assert said(page).startswith("1.1, 2.1 attached to “Dates: 12–14 May 2026”.")
    assert ticked(page) == []


def test_source_is_cited_as_a_whole_and_taken_off_again(client, source, visit):
    target = f"{visit.uuid}:dates"
    answer = client.post(bench(source), {"s": ["0.0"], "attach": target})

    page = text_of(client.get(answer["Location"]))
    assert marks() == [("dates", 0, 0)]
    assert "The source as a whole attached to “Dates: 12–14 May 2026”." in page
    assert 'aria-label="S1, as a whole"' in page
    assert "0 of 13 sentences used" in page

    client.post(bench(source), {"detach": f"{target}|0.0"})
    assert marks() == []


def test_undo_takes_off_what_was_new_and_nothing_else(client, source, visit):
    mark_sentences(source=source, places=[(1, 1)], subject=visit.uuid, field="dates")
    page = client.post(bench(source), {"s": ["1.1", "1.2"], "attach": f"{visit.uuid}:dates"}, follow=True)
    undo = re.search(r'name="(detach)" value="([^"]*)">Undo', page.content.decode())

    page = client.post(bench(source), {undo[1]: undo[2]}, follow=True)

    assert marks() == [("dates", 1, 1)]
    again = re.search(r'name="(attach)" value="([^"]*)">Undo', page.content.decode())
    client.post(bench(source), {again[1]: again[2]})
    assert marks() == [("dates", 1, 1), ("dates", 1, 2)]


def test_attaching_again_says_so_and_offers_no_undo(client, source, visit):
    sent = {"s": "1.1", "attach": f"{visit.uuid}:dates"}
    client.post(bench(source), sent)

    page = client.post(bench(source), sent, follow=True)

    assert "stood at “Dates: 12–14 May 2026” already." in said(page)
    assert "Undo" not in said(page)
    assert marks() == [("dates", 1, 1)]


def test_old_address_does_not_say_what_is_no_longer_so(client, source, visit):
    address = client.post(bench(source), {"s": "1.1", "attach": f"{visit.uuid}:dates"})["Location"]
    SourceMark.objects.all().delete()

    assert said(client.get(address)) == ""


def test_same_sentences_can_be_marked_again(client, source):
    assert ticked(client.get(f"{bench(source)}?mark=1.1,3.4")) == ["1.1", "3.4"]
    assert ticked(client.get(f"{bench(source)}?mark=1.1,<b>")) == []
    assert ticked(client.post(bench(source), {"s": ["1.1"], "clear": "1"})) == []


def test_empty_form_for_something_new_does_not_keep_the_browser_from_attaching(client, source):
    assert " required" not in text_of(client.get(bench(source)))


def test_enter_in_a_field_changes_nothing(client, source):
    first_button = re.search(r"<button[^>]*>", client.get(bench(source)).content.decode().split("data-bench")[1])[0]

    page = client.post(bench(source), {"s": "1.1", "stay": "1", "item-text": "Half a sen"})

    assert 'name="stay"' in first_button
    assert (ticked(page), marks(), ProgrammeItem.objects.count()) == (["1.1"], [], 0)
    assert "Half a sen</textarea>" in text_of(page)


def test_what_is_typed_stays_when_sentences_are_attached(client, source, visit):
    typed = {"observation-text": "They weigh", "observation-direction": "both", "item-day": "2026-05-13"}

    page = client.post(bench(source), {"s": "1.1", "attach": f"{visit.uuid}:dates"} | typed)

    assert "They weigh</textarea>" in text_of(page)
    assert re.search(r'value="both"[^>]*checked', text_of(page))
    assert 'value="2026-05-13"' in text_of(page)
    assert said(page).startswith("1.1 attached to")


# Adding


def new(part, page, **typed):
    """What the form for a new "item" or "observation" on a page sends."""
    uuid = re.search(rf'name="{part}-uuid" value="([^"]*)"', page.content.decode())[1]
    return {"add": part, f"{part}-uuid": uuid} | {f"{part}-{name}": value for name, value in typed.items()}


def test_item_is_added_from_sentences_once_with_an_empty_field_for_the_next(client, source):
    sent = new("item", client.get(bench(source)), text="A day on the yard", day="2026-05-13") | {"s": ["3.1", "3.2"]}

    pages = [client.post(bench(source), sent, follow=True) for _time in range(2)]

    item = ProgrammeItem.objects.get()
    assert (str(item), f"{item.day}") == ("A day on the yard", "2026-05-13")
    assert marks() == [("", 3, 1), ("", 3, 2)]
    assert said(pages[0]).startswith("Added “Item 1: A day on the yard”, carried by 3.1, 3.2.")
    assert new("item", pages[0])["item-uuid"] != sent["item-uuid"]


def test_observation_is_added_in_the_language_of_the_page(client, source):
    page = client.get(bench(source, "ru"))
    sent = new("observation", page, text="Взвешивают", direction="host_to_visitor", kind="practice") | {"s": "3.3"}

    client.post(bench(source, "ru"), sent)

    seen = Observation.objects.get()
    assert [(words.language, words.text) for words in seen.texts.all()] == [("ru", "Взвешивают")]
    assert (seen.raw_text, seen.raw_language) == ("Взвешивают", "ru")


@pytest.mark.parametrize(
    ("kind", "typed", "error"),
    [
        ("item", {"text": " "}, "Say in your own words what it was."),
        ("item", {"text": "x" * 256}, "at most 255 characters"),
        ("item", {"text": "Yard", "day": "2026-05-15"}, "This day is not within the visit."),
        ("item", {"text": "Yard", "day": "soon"}, "Enter a valid date."),
        ("observation", {"text": "They weigh", "kind": "practice"}, "Say who showed it to whom."),
        ("observation", {"text": "They weigh", "kind": "practice", "direction": "up"}, "not one of the available"),
    ],
)
def test_wrong_field_is_named_and_nothing_is_lost(client, source, kind, typed, error):
    sent = new(kind, client.get(bench(source)), **typed) | {"s": ["3.1", "3.3"], "observation-kind": "practice"}

    answer = client.post(bench(source), sent)

    assert (answer.status_code, ticked(answer), marks()) == (422, ["3.1", "3.3"], [])
    assert error in text_of(answer)
    assert f"{typed['text']}</textarea>" in answer.content.decode().replace("\r\n", "").replace("\n", "")
    assert (ProgrammeItem.objects.count(), Observation.objects.count()) == (0, 0)


@pytest.mark.parametrize("button", ["attach", "item", "observation"])
def test_without_a_marked_sentence_nothing_is_done(client, source, visit, button):
    page = client.get(bench(source))
    typed = {"text": "They weigh", "direction": "both", "kind": "practice"}
    sent = {"attach": f"{visit.uuid}:dates"} if button == "attach" else new(button, page, **typed)

    answer = client.post(bench(source), sent)

    assert (answer.status_code, marks(), Observation.objects.count()) == (422, [], 0)
    assert said(answer) == "No sentence is marked. Mark at least one on the left first."


# Two people, old pages, rubbish


def test_statement_removed_meanwhile_is_said_and_sentences_stay_marked(client, source, visit):
    item = ItemFactory(visit=visit)
    remove(visit=visit, part=item)

    answer = client.post(bench(source), {"s": ["1.1", "1.3"], "attach": f"{item.uuid}:"})

    assert (answer.status_code, ticked(answer)) == (409, ["1.1", "1.3"])
    assert said(answer) == "This part of the record was removed meanwhile. Your sentences are still marked."


@pytest.mark.parametrize(
    "sent",
    [
        {"s": "9.9", "attach": "VISIT:dates"},
        {"s": "0.1", "attach": "VISIT:dates"},
        {"s": "1.1; drop", "attach": "VISIT:dates"},
        {"s": "99999999999.1", "attach": "VISIT:dates"},
        {"s": "1.1", "attach": "no uuid:dates"},
        {"s": "1.1", "attach": ""},
        {"detach": "VISIT:dates|x"},
        {"s": "1.1", "add": "visit"},
        {"s": "1.1", "add": "item", "item-text": "Yard", "item-uuid": "x"},
        {"s": "1.1", "add": "item", "item-text": "Yard"},
    ],
)
def test_rubbish_is_refused_with_a_page(client, source, visit, sent):
    sent = {name: value.replace("VISIT", str(visit.uuid)) for name, value in sent.items()}

    answer = client.post(bench(source), sent)

    assert (answer.status_code, marks(), ProgrammeItem.objects.count()) == (422, [], 0)
    assert said(answer)


def test_field_that_no_visit_has_is_refused(client, source, visit):
    assert client.post(bench(source), {"s": "1.1", "attach": f"{visit.uuid}:slug"}).status_code == 409
    assert marks() == []


# Whose it is


@pytest.fixture
def other_organiser(border_post_west):
    """Of the same post, with a visit of their own."""
    person = PersonFactory(organisation=border_post_west, role=Role.ORGANISER)
    VisitFactory(slug="another", creator=person, organisation=border_post_west)
    return person


@pytest.mark.parametrize("who", ["officer", "other_organiser", "staff", "administrator"])
def test_source_is_not_found_by_anybody_outside_the_team(client_of, source, visit, site, who, request):
    client = client_of(request.getfixturevalue(who))
    list_of_sources = "/en/desk/visits/west/sources/"

    answers = [
        client.get(list_of_sources),
        client.get(bench(source)),
        client.post(list_of_sources, {"title": "Mine", "language": "en", "text": "One."}),
        client.post(list_of_sources, {"remove": str(source.uuid)}),
        client.post(list_of_sources, {"drop": str(source.uuid)}),
        client.post(bench(source), {"s": "1.1", "attach": f"{visit.uuid}:dates"}),
    ]

    source.refresh_from_db()
    assert [answer.status_code for answer in answers] == [404] * 6
    assert (visit.sources.count(), bool(source.text), marks()) == (1, True, [])


def test_source_is_not_opened_through_another_visit_of_ones_own(client_of, source, other_organiser, site):
    client = client_of(other_organiser)

    assert client.get(f"/en/desk/visits/another/sources/{source.uuid}/").status_code == 404
    client.post("/en/desk/visits/another/sources/", {"remove": str(source.uuid)})
    assert source.visit.sources.count() == 1


def test_stranger_is_sent_to_sign_in_whether_there_is_a_source_or_not(client_of, stranger, source, site):
    client = client_of(stranger)
    addresses = [bench(source), "/en/desk/visits/west/sources/", "/en/desk/visits/no-such-visit/sources/"]

    answers = [client.get(address) for address in addresses]

    assert [answer["Location"] for answer in answers] == [f"/accounts/login/?next={address}" for address in addresses]


def test_second_member_of_the_team_works_on_the_same_source(client_of, source, visit, officer, pcu_east, site):
    join_team(visit=visit, person=officer, organisation=pcu_east)

    client_of(officer).post(bench(source), {"s": "1.1", "attach": f"{visit.uuid}:dates"})

    assert marks() == [("dates", 1, 1)]


def test_pages_with_a_source_are_never_kept_and_say_how_strict_they_are(client, source):
    for address in (bench(source), "/en/desk/visits/west/sources/"):
        answer = client.get(address)

        assert "no-store" in answer["Cache-Control"]
        assert "TLP:AMBER+STRICT" in text_of(answer)


# Queries


@pytest.mark.parametrize("number", [1, 3])
def test_workbench_needs_as_many_queries_for_many_as_for_one(client, source, visit, number, count_queries):
    visit.organiser = OrganisationFactory()
    visit.programme = Programme.objects.create(slug="training")
    visit.corridor = Corridor.objects.create(slug="training")
    visit.save()
    for n in range(number):
        visit.donors.add(OrganisationFactory())
        parts = [make(visit=visit) for make in (DelegationFactory, ItemFactory, ObservationFactory)]
        for part in parts:
            mark_sentences(source=source, places=[(1, 1), (3, n + 1)], subject=part.uuid)
        SourceTextFactory(visit=visit)

    with count_queries() as opened:
        client.get(bench(source))
    with count_queries() as listed:
        client.get("/en/desk/visits/west/sources/")

    assert (opened.number, listed.number) == (22, 6)
