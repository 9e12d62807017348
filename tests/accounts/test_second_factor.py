"""A second proof of who somebody is, where it is required: no phone needed, no door locked for good."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from accounts.choices import Role
from accounts.services import print_one_time_codes
from core.labels import Label
from tests.factories.accounts import PersonFactory
from tests.factories.content import mark
from tests.factories.files import DocumentFactory
from tests.factories.modules import ModuleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def required(settings):
    settings.MFA_REQUIRED = True


@pytest.fixture
def amber(site, modules_index, pcu_east):
    module = ModuleFactory(parent=modules_index, title="An AMBER practice")
    mark(module, Label.AMBER, owner=pcu_east, shared_with=[pcu_east])
    return module


def signed_in(person):
    browser = Client()
    browser.post("/accounts/login/", {"login": person.username, "password": "correct horse"})
    return browser


def give(browser, code, where="/en/desk/"):
    return browser.post("/accounts/second-factor/reauthenticate/", {"code": code, "next": where})


def test_officer_is_asked_at_amber_and_nowhere_else(required, site, amber, officer):
    browser = signed_in(officer)

    asked = browser.get(amber.url)

    assert browser.get("/en/desk/").status_code == 200
    assert asked["Location"] == f"/accounts/second-factor/?next={amber.url}"


def test_officer_opens_amber_with_a_printed_code(required, site, amber, officer):
    codes = print_one_time_codes(person=officer)
    browser = signed_in(officer)
    asked = browser.get(amber.url)["Location"]

    answer = give(browser, codes[0], amber.url)

    assert asked == f"/accounts/second-factor/reauthenticate/?next={amber.url}"
    assert answer["Location"] == amber.url
    assert "An AMBER practice" in browser.get(amber.url).content.decode()


def test_code_works_once(required, site, amber, officer):
    codes = print_one_time_codes(person=officer)
    give(signed_in(officer), codes[0])

    again = give(signed_in(officer), codes[0])

    assert again.status_code == 200
    assert "code" in again.context["form"].errors


def test_new_sheet_makes_the_old_one_void(required, amber, officer):
    old = print_one_time_codes(person=officer)
    print_one_time_codes(person=officer)

    assert "code" in give(signed_in(officer), old[1]).context["form"].errors


def test_amber_file_asks_too(required, site, officer, pcu_east):
    document = DocumentFactory()
    mark(document, Label.AMBER, owner=pcu_east, shared_with=[pcu_east])

    assert signed_in(officer).get(document.url)["Location"].startswith("/accounts/second-factor/")


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.REVIEWER, Role.TRANSLATOR, Role.STAFF])
def test_who_edits_is_asked_at_the_first_click(required, site, pcu_east, role):
    person = PersonFactory(organisation=pcu_east, role=role)
    codes = print_one_time_codes(person=person)
    browser = signed_in(person)

    before = browser.get("/en/desk/")
    give(browser, codes[0])

    assert before["Location"].startswith("/accounts/second-factor/reauthenticate/")
    assert browser.get("/en/desk/").status_code == 200


def test_who_has_none_is_told_which_ways_there_are(required, site, staff):
    page = signed_in(staff).get("/en/desk/", follow=True).content.decode()

    assert [words in page for words in ("Printed one-time codes", "A security key", "An app that shows codes")] == [
        True,
        True,
        True,
    ]


def test_nobody_is_asked_where_it_is_not_required(site, amber, officer, staff):
    assert signed_in(officer).get(amber.url).status_code == 200
    assert signed_in(staff).get("/en/desk/").status_code == 200


def test_stranger_and_hidden_things_are_as_ever(required, site, amber, client_of, stranger, organiser):
    assert client_of(stranger).get(amber.url).status_code == 404
    assert client_of(organiser).get(amber.url).status_code == 404


def test_coordinator_prints_the_codes_of_the_unit(site, client_of, officer, pcu_east):
    coordinator = PersonFactory(organisation=pcu_east, role=Role.COORDINATOR)

    answer = client_of(coordinator).post(f"/accounts/units/{pcu_east.slug}/people/{officer.uuid}/", {"one_time": "1"})

    assert len(re.findall(r'<li class="code">\w+</li>', answer.content.decode())) == 10
    assert Authenticator.objects.filter(user=officer).count() == 1


def test_coordinator_prints_none_for_who_has_more_rights(site, client_of, staff, pcu_east):
    coordinator = PersonFactory(organisation=pcu_east, role=Role.COORDINATOR)
    organisation = staff.memberships.get().organisation

    answer = client_of(coordinator).post(f"/accounts/units/{organisation.slug}/people/{staff.uuid}/", {"one_time": "1"})

    assert answer.status_code == 404
    assert not Authenticator.objects.exists()


def test_guessing_codes_is_stopped_for_the_person_and_not_for_the_post(required, site, officer, pcu_east):
    print_one_time_codes(person=officer)
    colleague = PersonFactory(organisation=pcu_east)
    codes = print_one_time_codes(person=colleague)
    browser = signed_in(officer)

    for number in range(25):
        answer = give(browser, f"{number:08}")

    assert (answer.status_code, "Too many attempts" in answer.content.decode()) == (429, True)
    assert give(signed_in(colleague), codes[0]).status_code == 302


@pytest.fixture
def with_app(officer):
    """The officer has an app; its code at this moment is not known to who has the password alone."""
    return TOTP.activate(officer, "JBSWY3DPEHPK3PXP").instance.user


@pytest.mark.parametrize("path", ["totp/activate/", "webauthn/add/", "recovery-codes/", ""])
def test_second_factor_is_not_changed_by_who_knows_the_password_alone(site, officer, path):
    print_one_time_codes(person=officer)

    answer = signed_in(officer).get(f"/accounts/second-factor/{path}")

    asks = answer.status_code == 302 and answer["Location"].startswith("/accounts/second-factor/reauthenticate/")
    assert asks or (path == "" and "What is set up" in answer.content.decode())


def test_people_of_a_unit_are_shown_after_the_second_factor_only(required, site, pcu_east, staff):
    coordinator = PersonFactory(organisation=pcu_east, role=Role.COORDINATOR)
    address = f"/accounts/units/{pcu_east.slug}/"

    answers = [signed_in(person).get(address)["Location"].split("?")[0] for person in (coordinator, staff)]

    assert answers == ["/accounts/second-factor/", "/accounts/second-factor/"]


def test_signing_in_in_place_asks_for_the_app_first(site, with_app):
    answer = Client().post(
        "/en/desk/ask/home.homepage/00000000-0000-0000-0000-000000000001/",
        {"login": with_app.username, "password": "correct horse", "text": "typed"},
    )

    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/accounts/second-factor/authenticate/")


@pytest.mark.parametrize("path", ["/en/_util/login/", "/admin/login/"])
def test_there_is_one_page_that_takes_a_password(site, path, officer):
    answer = Client().post(path, {"username": officer.username, "password": "correct horse"})

    assert (answer.status_code, answer["Location"].startswith("/accounts/login/")) == (302, True)


def test_app_is_set_up_from_a_picture_that_the_page_itself_draws(site, officer):
    browser = signed_in(officer)
    browser.post("/accounts/reauthenticate/", {"password": "correct horse"})

    page = browser.get("/accounts/second-factor/totp/activate/").content.decode()

    assert '<div class="qr"><svg' in page
    assert "data:image" not in page
