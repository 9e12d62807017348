"""The public page of a visit: what the record says, in the reader's language, each statement with its place."""

import datetime
import re

import pytest

from accounts.queries import viewer_for
from core.labels import Label
from reference.models import Organisation, OrganisationName
from tests.factories.content import mark, release
from tests.factories.modules import ModuleFactory
from tests.factories.visits import DelegationFactory, ItemFactory, ObservationFactory, SourceTextFactory
from tests.visits.records.recording import complete, visit_of_team
from visits.records.choices import DatePrecision, Direction, FundingScope, Side
from visits.records.models import VisitPage
from visits.records.queries.becoming import observation_of
from visits.records.queries.words import dates_text
from visits.records.sentences import WHOLE
from visits.records.services import mark_sentences, put_visit, put_words


@pytest.fixture
def visit(organiser, border_post_west):
    return visit_of_team(organiser, border_post_west)


def publish(visit, organiser, **words):
    fields = {"title": "East at West", "lead": "Officers looked.", "aims": "<ul><li>Learn.</li></ul>"} | words
    page = put_words(visit=visit, language="en", fields=fields, body=[], revision=None, user=organiser)
    release(page)
    mark(page, Label.CLEAR)
    return VisitPage.objects.get(pk=page.pk)


def shown(client, page):
    return " ".join(client.get(page.url).content.decode().split())


def test_what_is_not_known_says_so(site, visit_index, client_of, stranger, organiser, visit):
    page = shown(client_of(stranger), publish(visit, organiser))

    assert page.count("not stated in the source") >= 6


def test_each_side_learns_in_its_column(site, visit_index, client_of, stranger, organiser, visit):
    ObservationFactory(visit=visit, text="Hosts read aloud", direction=Direction.HOST_TO_VISITOR)
    ObservationFactory(visit=visit, text="Guests profile trains", direction=Direction.VISITOR_TO_HOST)
    ObservationFactory(visit=visit, text="Both want to go on", direction=Direction.BOTH)

    page = shown(client_of(stranger), publish(visit, organiser))

    assert page.index("Hosts read aloud") < page.index("Guests profile trains") < page.index("Both want to go on")


def test_statement_names_its_place_in_the_source(site, visit_index, client_of, stranger, organiser, visit):
    item = ItemFactory(visit=visit, text="Walk over the yard")
    source = SourceTextFactory(visit=visit)
    mark_sentences(source=source, places=[(2, 1)], subject=item.uuid)

    page = shown(client_of(stranger), publish(visit, organiser))

    assert f">[{source.code} 2.1]</a>" in page
    assert source.text[:60] not in page


def test_name_is_the_one_valid_on_the_day_of_the_visit(site, visit_index, client_of, stranger, organiser, visit):
    renamed = Organisation(slug="renamed", kind="office", country="KZ")
    renamed.names = [
        OrganisationName(language="en", text="Old name", valid_to=datetime.date(2026, 6, 1)),
        OrganisationName(language="en", text="New name", valid_from=datetime.date(2026, 6, 2)),
    ]
    renamed.save()
    DelegationFactory(visit=visit, side=Side.HOST, organisation=renamed)

    page = shown(client_of(stranger), publish(visit, organiser))

    assert "Old name" in page
    assert "New name" not in page


def test_source_cited_as_a_whole_stands_without_a_place(site, visit_index, client_of, stranger, organiser, visit):
    item, source = ItemFactory(visit=visit, text="Walk over the yard"), SourceTextFactory(visit=visit, code="S7")
    mark_sentences(source=source, places=[WHOLE], subject=item.uuid)

    page = shown(client_of(stranger), publish(visit, organiser))

    assert '<a class="src" href="#s-S7" title="S7, as a whole">[S7]</a>' in page


def test_country_stands_alone_where_the_organisation_is_not_stated(
    site, visit_index, client_of, stranger, organiser, visit
):
    DelegationFactory(visit=visit, side=Side.HOST, organisation=None, country="GE")

    page = shown(client_of(stranger), publish(visit, organiser))

    assert re.search(r"<p>Georgia</p><p[^>]*>Organisation: <span[^>]*>not stated in the source</span>", page)
    assert "<h3>Visitors → Georgia</h3>" in page


@pytest.mark.parametrize(("code", "spelled"), [("S7", True), ("S0", False)])
def test_spelling_is_shown_for_the_source_it_is_of(
    site, visit_index, client_of, stranger, organiser, visit, pcu_east, code, spelled
):
    pcu_east.names.add(OrganisationName(language="en", text="Unit E.", kind="as_in_source", source="S7"))
    pcu_east.save()
    DelegationFactory(visit=visit, organisation=pcu_east)
    SourceTextFactory(visit=visit, code=code)

    page = shown(client_of(stranger), publish(visit, organiser))

    assert ("(in the source: “Unit E.”)" in page) is spelled


def test_donors_are_not_said_to_have_paid_for_the_visit(
    site, visit_index, client_of, stranger, organiser, visit, pcu_east
):
    put_visit(visit=visit, version=visit.version, fields={"funding_scope": FundingScope.SEGMENT, "donors": [pcu_east]})

    page = shown(client_of(stranger), publish(visit, organiser))

    assert "The regional segment of the programme is funded by: Training PCU East" in page
    assert "The source does not say who paid for this visit." in page


def test_observation_links_to_the_module_it_became_for_those_who_may_see_it(
    site, visit_index, modules_index, client_of, stranger, officer, organiser, visit
):
    module = ModuleFactory(parent=modules_index, title="Reading numbers")
    mark(module, Label.GREEN)
    ObservationFactory(visit=visit, text="Hosts read aloud", module_key=module.translation_key)
    page = publish(visit, organiser)

    assert module.url in shown(client_of(officer), page)
    assert module.url not in shown(client_of(stranger), page)


def test_deleted_module_leaves_the_observation_standing(
    site, visit_index, modules_index, client_of, stranger, organiser, visit
):
    module = ModuleFactory(parent=modules_index)
    ObservationFactory(visit=visit, text="Hosts read aloud", module_key=module.translation_key)
    page = publish(visit, organiser)

    module.delete()

    assert "Hosts read aloud" in shown(client_of(stranger), page)


def test_fact_changed_after_publishing_shows_at_once(
    site, visit_index, client_of, stranger, organiser, visit, django_capture_on_commit_callbacks
):
    page = publish(visit, organiser)
    client = client_of(stranger)
    shown(client, page)

    with django_capture_on_commit_callbacks(execute=True):
        ItemFactory(visit=visit, text="A walk nobody had noted")

    assert "A walk nobody had noted" in shown(client, page)


def test_words_of_another_language_are_marked_as_such(
    prepared_groups, visit_index, client_of, stranger, organiser, visit
):
    ItemFactory(visit=visit, text="Walk over the yard", text_ru="Обход парка")
    ItemFactory(visit=visit, text="Talk in the office")
    publish(visit, organiser)

    page = client_of(stranger).get(f"/ru/visits/{visit.slug}/").content.decode()

    assert "Эта страница ещё не переведена" in page
    assert 'lang="en">Talk in the office' in page


def test_vocabularies_are_in_the_language_of_each_reader(
    prepared_groups, visit_index, client_of, stranger, organiser, visit
):
    ObservationFactory(visit=visit, text="Hosts read aloud", shown="observed")
    page = publish(visit, organiser)
    client = client_of(stranger)

    russian = client.get(f"/ru/visits/{visit.slug}/").content.decode()

    assert ("Увидено на месте" in russian, "Observed on site" in shown(client, page)) == (True, True)


def test_record_is_seen_no_further_than_its_page(site, visit_index, organiser, staff, visit):
    seen = ObservationFactory(visit=visit)
    page = publish(visit, organiser)
    open_to_staff = observation_of(viewer_for(staff), slug=visit.slug, uuid=seen.uuid)

    mark(page, Label.AMBER_STRICT, owner=organiser.memberships.first().organisation)

    assert open_to_staff == seen
    assert observation_of(viewer_for(staff), slug=visit.slug, uuid=seen.uuid) is None


@pytest.mark.parametrize(
    ("label", "seen_by"),
    [
        (Label.CLEAR, {"stranger", "officer", "organiser", "staff"}),
        (Label.GREEN, {"officer", "organiser", "staff"}),
        (Label.AMBER_STRICT, {"organiser"}),
    ],
)
def test_label_decides_who_sees_the_page(site, visit_index, client_of, request, organiser, visit, label, seen_by):
    page = publish(visit, organiser)
    mark(page, label, owner=organiser.memberships.first().organisation)

    found = {
        who
        for who in ("stranger", "officer", "organiser", "staff")
        if client_of(request.getfixturevalue(who)).get(page.url).status_code == 200
    }
    listed = {
        who
        for who in ("stranger", "officer", "organiser", "staff")
        if page.url in client_of(request.getfixturevalue(who)).get("/en/visits/").content.decode()
    }

    assert (found, listed) == (seen_by, seen_by)


@pytest.mark.parametrize(
    ("starts", "ends", "precision", "text"),
    [
        ((2020, 2, 24), (2020, 2, 28), DatePrecision.DAY, "24–28 Feb 2020"),
        ((2020, 2, 28), (2020, 3, 2), DatePrecision.DAY, "28 Feb–2 Mar 2020"),
        ((2020, 12, 30), (2021, 1, 2), DatePrecision.DAY, "30 Dec 2020–2 Jan 2021"),
        ((2020, 2, 24), None, DatePrecision.DAY, "24 Feb 2020"),
        ((2017, 5, 1), None, DatePrecision.MONTH, "May 2017"),
        ((2017, 1, 1), None, DatePrecision.YEAR, "2017"),
        ((2017, 1, 1), None, DatePrecision.UNKNOWN, ""),
        (None, None, DatePrecision.DAY, ""),
    ],
)
def test_dates_are_as_exact_as_they_are_known(visit, starts, ends, precision, text):
    visit.starts_on = datetime.date(*starts) if starts else None
    visit.ends_on = datetime.date(*ends) if ends else None
    visit.date_precision = precision

    assert dates_text(visit) == text


def test_visit_page_asks_the_same_for_one_and_three_of_everything(
    site, visit_index, client_of, stranger, organiser, visit, count_queries
):
    page = publish(visit, organiser)
    client = client_of(organiser)
    found = []
    for _round in range(2):
        for number in range(1 if not found else 2):
            ItemFactory(visit=visit)
            ObservationFactory(visit=visit)
            DelegationFactory(visit=visit, side=Side.HOST)
            SourceTextFactory(visit=visit, title=f"Source {number}")
        client.get(page.url)
        with count_queries() as counted:
            client.get(f"{page.url}?fresh={len(found)}")
        found.append(counted.number)

    assert found[0] == found[1]


def test_older_draft_brings_back_words_and_leaves_observations(site, visit_index, organiser, visit, pcu_east):
    fields = {"title": "Old", "lead": "Old words.", "aims": ""}
    page = put_words(visit=visit, language="en", fields=fields, body=[], revision=None, user=organiser)
    old = page.latest_revision
    complete(visit, host=pcu_east, visitor=organiser.memberships.first().organisation)

    release(page, old)

    page.refresh_from_db()
    assert (page.live, page.lead, visit.observations.count()) == (True, "Old words.", 1)
