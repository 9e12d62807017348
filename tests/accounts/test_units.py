"""A coordinator looks after the people of a unit: invites, prints codes, gives roles, lets go."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.choices import Role
from accounts.models import Invitation, Membership, User
from accounts.queries import viewer_for
from accounts.services import give_role, invite, leave
from audit.models import Entry
from tests.factories.accounts import OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(pcu_east):
    return PersonFactory(username="coordinator", organisation=pcu_east, role=Role.COORDINATOR)


@pytest.fixture
def client(client_of, coordinator):
    return client_of(coordinator)


@pytest.fixture
def page(pcu_east):
    return f"/accounts/units/{pcu_east.slug}/"


def text_of(answer):
    return " ".join(answer.content.decode().split())


def codes_on(answer):
    return re.findall(r'<p class="code">([\w-]+)</p>', answer.content.decode())


# Who


def test_coordinator_manages_the_unit_and_those_below_it(client_of, coordinator, pcu_east, border_post_west):
    below = OrganisationFactory(parent=pcu_east)

    answers = [
        client_of(coordinator).get(f"/accounts/units/{unit.slug}/").status_code
        for unit in (pcu_east, below, border_post_west)
    ]

    assert answers == [200, 200, 404]


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ORGANISER, Role.AUTHOR, Role.REVIEWER, Role.TRANSLATOR])
def test_others_find_nothing(client_of, pcu_east, page, role):
    person = PersonFactory(organisation=pcu_east, role=role)

    assert [client_of(person).get(path).status_code for path in (page, "/accounts/units/")] == [404, 404]


def test_coordinator_of_one_unit_is_led_to_it(client, page):
    assert client.get("/accounts/units/")["Location"] == page


def test_unit_lists_its_people_with_their_roles(client, page, officer, count_queries):
    client.get(page)  # what a worker learns once
    with count_queries() as one:
        text = text_of(client.get(page))
    for _person in range(3):
        PersonFactory(organisation=officer.memberships.get().organisation)
    with count_queries() as four:
        client.get(page)

    assert str(officer) in text
    assert four.number == one.number


# One invitation


def test_invitation_by_letter_reaches_its_person_in_their_language(client, page):
    answer = client.post(
        f"{page}invite/",
        {"name_national": "Сапарова Айжан", "email": "Aizhan@Example.org", "role": "officer", "language": "ru"},
    )

    letter = mail.outbox[0]
    assert (answer.status_code, letter.to) == (302, ["aizhan@example.org"])
    assert "Сапарова Айжан" in letter.body
    link = re.search(r"/accounts/invitation/\S+", letter.body)[0]
    assert Client().get(link).status_code == 200


def test_invitation_without_a_mailbox_is_a_slip(client, page):
    answer = client.post(f"{page}invite/", {"name_latin": "Aliya Nur", "role": "officer", "language": "en"})

    code = codes_on(answer)[0]
    assert "<svg" in answer.content.decode()
    assert Client().get(f"/accounts/code/?code={code.replace('-', '')}")["Location"].startswith("/accounts/invitation/")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"role": "officer", "language": "en"}, "name_latin"),
        ({"name_latin": "A", "role": "administrator", "language": "en"}, "role"),
        ({"name_latin": "A", "role": "staff", "language": "en"}, "role"),
        ({"name_latin": "A", "role": "officer", "language": "xx"}, "language"),
        ({"name_latin": "A", "email": "no address", "role": "officer", "language": "en"}, "email"),
        ({"name_latin": "A" * 151, "role": "officer", "language": "en"}, "name_latin"),
    ],
)
def test_wrong_invitation_is_told_at_its_field(client, page, typed, field):
    answer = client.post(f"{page}invite/", typed)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Invitation.objects.count() == 0


def test_member_is_not_invited_again(client, page, pcu_east):
    PersonFactory(organisation=pcu_east, email="here@example.org")

    answer = client.post(
        f"{page}invite/", {"name_latin": "A", "email": "HERE@example.org", "role": "officer", "language": "en"}
    )

    assert answer.context["form"].errors == {"email": ["Somebody with this e-mail is a member already."]}


def test_letter_is_sent_again_with_a_new_link_and_the_old_one_is_void(client, page, pcu_east):
    invitation, token = invite(organisation=pcu_east, email="a@example.org")

    client.post(f"{page}invitations/{invitation.uuid}/", {"again": "1"})

    assert len(mail.outbox) == 1
    assert Client().get(f"/accounts/invitation/{token}/").status_code == 404


def test_withdrawn_invitation_opens_nothing(client, page, pcu_east):
    invitation, token = invite(organisation=pcu_east, email="a@example.org")

    client.post(f"{page}invitations/{invitation.uuid}/", {"withdraw": "1"})

    answer = Client().get(f"/accounts/invitation/{token}/")
    assert (answer.status_code, answer.context["state"]) == (410, "withdrawn")
    assert "a@example.org" not in text_of(client.get(page))


# Codes


def test_names_become_a_sheet_of_slips_in_the_script_they_were_typed_in(client, page):
    answer = client.post(
        f"{page}codes/",
        {"names": "Aliya Nur\n\nСапаров Ерлан Маратович\nAliya Nur\n", "role": "officer", "language": "ru"},
    )

    assert len(codes_on(answer)) == 2
    assert {(i.name_latin, i.name_national) for i in Invitation.objects.all()} == {
        ("Aliya Nur", ""),
        ("", "Сапаров Ерлан Маратович"),
    }
    assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_new_sheet_makes_the_old_slips_void(client, page, pcu_east):
    _invitation, code = invite(organisation=pcu_east, name_latin="Aliya Nur")

    answer = client.post(f"{page}slips/")

    assert Client().get(f"/accounts/invitation/{code}/").status_code == 404
    assert Client().get(f"/accounts/invitation/{codes_on(answer)[0]}/").status_code == 200


def test_only_the_ticked_get_new_codes(client, page, pcu_east):
    ticked, _code = invite(organisation=pcu_east, name_latin="Ticked")
    _other, kept = invite(organisation=pcu_east, name_latin="Other")

    answer = client.post(f"{page}slips/", {"invitation": [str(ticked.uuid), "nonsense"]})

    assert len(codes_on(answer)) == 1
    assert Client().get(f"/accounts/invitation/{kept}/").status_code == 200


@pytest.mark.parametrize("names", ["", " \n ", "x" * 151, "\n".join(f"Person {n}" for n in range(61))])
def test_names_that_are_none_or_too_many_are_told(client, page, names):
    answer = client.post(f"{page}codes/", {"names": names, "role": "officer", "language": "en"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["names"])


# Roles, passwords, leaving


def person_page(page, person):
    return f"{page}people/{person.uuid}/"


def test_coordinator_gives_and_ends_roles_of_the_unit(client, page, officer, pcu_east):
    client.post(person_page(page, officer), {"give": "1", "role": "organiser"})
    client.post(person_page(page, officer), {"end": "officer"})

    assert viewer_for(officer).roles == {"organiser"}


@pytest.mark.parametrize("role", ["staff", "administrator", "reviewer", "guest", "nonsense"])
def test_role_beyond_the_unit_is_not_given(client, page, officer, role):
    client.post(person_page(page, officer), {"give": "1", "role": role})

    assert viewer_for(officer).roles == {"officer"}


def test_role_beyond_the_unit_is_not_ended(client, page, pcu_east):
    staff = PersonFactory(organisation=pcu_east, role=Role.STAFF)

    client.post(person_page(page, staff), {"end": "staff"})
    client.post(person_page(page, staff), {"leave": "1"})

    assert viewer_for(staff).roles == {"staff"}


def test_who_leaves_is_out_within_one_request(client, client_of, page, officer, site):
    open_browser = client_of(officer)
    assert open_browser.get("/en/desk/").status_code == 200

    client.post(person_page(page, officer), {"leave": "1"})

    assert open_browser.get("/en/desk/").status_code == 302
    officer.refresh_from_db()
    assert (officer.is_active, Membership.objects.filter(user=officer).count()) == (False, 1)
    assert Entry.objects.filter(act="person.left", object_uuid=officer.uuid).count() == 1


def test_member_of_two_who_leaves_one_keeps_the_other(officer, pcu_east, border_post_west):
    give_role(user=officer, organisation=border_post_west, role=Role.AUTHOR)

    leave(user=officer, organisation=pcu_east)

    officer.refresh_from_db()
    assert (officer.is_active, viewer_for(officer).organisations) == (True, {border_post_west.pk})
    assert [group.name for group in officer.groups.all()] == ["Author"]


def test_ended_role_leaves_the_group_of_wagtail(officer, pcu_east, border_post_west):
    give_role(user=officer, organisation=border_post_west, role=Role.AUTHOR)

    leave(user=officer, organisation=border_post_west)

    assert list(officer.groups.all()) == []


def test_who_is_invited_back_is_active_again(officer, pcu_east):
    leave(user=officer, organisation=pcu_east)

    give_role(user=officer, organisation=pcu_east, role=Role.OFFICER)

    officer.refresh_from_db()
    assert officer.is_active


def test_code_for_a_new_password_ends_sessions_and_lockout(client, client_of, page, officer):
    other = client_of(officer)
    code = codes_on(client.post(person_page(page, officer), {"password": "1"}))[0]
    visitor = Client()

    answer = visitor.post(f"/accounts/invitation/{code}/", {"password": "a long enough one"})

    assert answer.status_code == 302
    assert visitor.session["_auth_user_id"] == str(officer.pk)
    assert other.get("/en/me/").status_code == 302
    assert User.objects.get(pk=officer.pk).check_password("a long enough one")
    assert Client().get(f"/accounts/invitation/{code}/").status_code == 410


def test_second_code_for_a_password_makes_the_first_void(client, page, officer):
    first, second = (codes_on(client.post(person_page(page, officer), {"password": "1"}))[0] for _time in range(2))

    assert [Client().get(f"/accounts/invitation/{code}/").status_code for code in (first, second)] == [410, 200]


@pytest.mark.parametrize("role", [Role.STAFF, Role.REVIEWER, Role.ADMINISTRATOR])
def test_coordinator_sets_no_password_of_somebody_with_more_rights(client, page, officer, border_post_west, role):
    give_role(user=officer, organisation=border_post_west, role=role)

    answer = client.post(person_page(page, officer), {"password": "1"})

    assert answer.status_code == 404
    assert Invitation.objects.count() == 0


def test_weak_password_is_told_and_the_code_stays(client, page, officer):
    code = codes_on(client.post(person_page(page, officer), {"password": "1"}))[0]

    answer = Client().post(f"/accounts/invitation/{code}/", {"password": "1234"})

    assert "password" in answer.context["form"].errors
    assert Client().get(f"/accounts/invitation/{code}/").status_code == 200


def test_code_for_a_password_ends_after_three_days(client, page, officer):
    code = codes_on(client.post(person_page(page, officer), {"password": "1"}))[0]
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert Client().get(f"/accounts/invitation/{code}/").status_code == 410


# Somebody who is here already


def test_person_who_is_signed_in_joins_as_who_they_are(client_of, officer, border_post_west):
    _invitation, token = invite(organisation=border_post_west, role=Role.ORGANISER, email="x@example.org")
    address = f"/accounts/invitation/{token}/"

    shown = text_of(client_of(officer).get(address))
    client_of(officer).post(address)

    assert f"This invitation makes {officer} a member of" in shown
    assert (border_post_west.pk, "organiser") in viewer_for(officer).posts


# Sessions


def test_person_ends_a_session_elsewhere(officer):
    here, elsewhere = (
        Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows) Firefox/140"),
        Client(HTTP_USER_AGENT="Chrome/140 Android"),
    )
    for browser in (here, elsewhere):
        browser.post("/accounts/login/", {"login": officer.username, "password": "correct horse"})
    text = text_of(here.get("/en/me/"))

    here.post("/en/me/", {"session": "all"})

    assert ("Firefox, Windows" in text, "Chrome, Android" in text) == (True, True)
    assert (here.get("/en/me/").status_code, elsewhere.get("/en/me/").status_code) == (200, 302)
