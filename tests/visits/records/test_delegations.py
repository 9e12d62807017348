"""Who met: an organisation on each side, or its country where the source names none."""

import pytest

from tests.factories.visits import DelegationFactory
from tests.visits.records.recording import visit_of_team
from visits.records.choices import Side
from visits.records.models import Visit


@pytest.fixture
def visit(organiser, border_post_west):
    return visit_of_team(organiser, border_post_west)


def errors(response):
    return {field: messages for field, messages in response.context["form"].errors.items()}


def test_side_is_a_country_where_the_source_names_no_organisation(site, client_of, organiser, pcu_east):
    response = client_of(organiser).post(
        "/en/desk/visits/new/",
        {"working_title": "East to Georgia", "visit_type": "exchange", "visitor": pcu_east.pk, "host": "GE"},
    )

    host = Visit.objects.get().delegations.get(side="host")
    page = client_of(organiser).get(response.url).content.decode()
    assert (host.organisation, host.country, str(host)) == (None, "GE", "Georgia (host)")
    assert "add the organisation that received the visitors" not in page


def test_form_of_a_delegation_comes_back_with_its_country(site, client_of, organiser, visit):
    made = DelegationFactory(visit=visit, organisation=None, country="AZ")

    page = client_of(organiser).get(f"/en/desk/visits/{visit.slug}/delegations/{made.uuid}/").content.decode()

    assert '<option value="AZ" selected>Azerbaijan</option>' in page


@pytest.mark.parametrize("party", ["ZZ", "0", "999999", "Georgia", "\x00", ""])
def test_side_that_is_nobody_is_refused(site, client_of, organiser, visit, party):
    typed = {"side": "host", "organisation": party}

    response = client_of(organiser).post(f"/en/desk/visits/{visit.slug}/delegations/add/", typed)

    assert (response.status_code, list(errors(response))) == (422, ["organisation"])


def test_same_organisation_on_the_same_side_is_told_at_its_field(site, client_of, organiser, visit, pcu_east):
    client, address = client_of(organiser), f"/en/desk/visits/{visit.slug}/delegations/add/"
    typed = {"side": "host", "organisation": pcu_east.pk}
    client.post(address, typed)

    response = client.post(address, typed)

    assert response.status_code == 422
    assert errors(response) == {"organisation": ["This organisation is on that side already."]}


def test_same_country_on_the_same_side_is_told_at_its_field(site, client_of, organiser, visit):
    DelegationFactory(visit=visit, side=Side.HOST, organisation=None, country="GE")

    response = client_of(organiser).post(
        f"/en/desk/visits/{visit.slug}/delegations/add/", {"side": "host", "organisation": "GE"}
    )

    assert errors(response) == {"organisation": ["This country is on that side already."]}
