"""The way in: an invitation, its link, and what may go wrong on it."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.choices import Role
from accounts.models import Invitation, Membership, User
from accounts.services import InvitationClosed, accept_invitation, invite
from audit.models import Entry
from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db

TYPED = {
    "username": "aigerim",
    "name_latin": "Aigerim Sadykova",
    "name_national": "Әйгерім Садықова",
    "time_zone": "Asia/Almaty",
    "password": "a long enough one",
}


@pytest.fixture
def invited(pcu_east):
    """An open invitation with an e-mail, and its address."""
    invitation, token = invite(organisation=pcu_east, email="aigerim@example.org", language="ru")
    return invitation, f"/accounts/invitation/{token}/"


@pytest.fixture
def visitor():
    return Client()


def closed(answer):
    return answer.status_code, answer.context["state"]


def test_open_invitation_makes_a_member_and_signs_them_in(visitor, invited, pcu_east):
    invitation, address = invited
    assert '<html lang="ru">' in visitor.get(address).content.decode()

    answer = visitor.post(address, TYPED)

    person = User.objects.get(username="aigerim")
    assert person.language == "ru"
    assert (person.email, person.name_national, person.time_zone) == (
        "aigerim@example.org",
        "Әйгерім Садықова",
        "Asia/Almaty",
    )
    assert [(row.organisation, row.role) for row in person.memberships.all()] == [(pcu_east, Role.OFFICER)]
    assert (answer.status_code, visitor.session["_auth_user_id"]) == (302, str(person.pk))
    invitation.refresh_from_db()
    assert invitation.accepted_by == person.uuid


def test_token_is_kept_nowhere(invited):
    _invitation, address = invited
    token = address.split("/")[-2]

    assert token not in str(Invitation.objects.values().get()) + str(list(Entry.objects.values()))


def test_used_invitation_says_so(visitor, invited):
    _invitation, address = invited
    Client().post(address, TYPED)

    answers = [closed(visitor.get(address)), closed(visitor.post(address, TYPED | {"username": "second"}))]

    assert answers == [(410, "accepted")] * 2
    assert User.objects.count() == 1


def test_expired_invitation_says_so(visitor, invited):
    _invitation, address = invited
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert [closed(visitor.get(address)), closed(visitor.post(address, TYPED))] == [(410, "expired")] * 2
    assert User.objects.count() == 0


@pytest.mark.parametrize("token", ["nothing", "a" * 400, "%00", "..."])
def test_unknown_invitation_says_so(token, visitor, db):
    assert closed(visitor.get(f"/accounts/invitation/{token}/")) == (404, "unknown")


def test_of_two_who_accept_at_the_same_moment_one_gets_in(invited):
    invitation, _address = invited
    fields = {name: TYPED[name] for name in ("password", "name_latin")}
    accept_invitation(invitation=invitation, username="first", **fields)

    with pytest.raises(InvitationClosed):
        accept_invitation(invitation=invitation, username="second", **fields)

    assert list(User.objects.values_list("username", flat=True)) == ["first"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"username": "OFFICER"}, "username"),
        ({"username": "two words"}, "username"),
        ({"username": ""}, "username"),
        ({"name_latin": ""}, "name_latin"),
        ({"password": "12345678"}, "password"),
        ({"password": "aigerim1"}, "password"),
        ({"password": ""}, "password"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
    ],
)
def test_refused_form_says_why_at_the_field_and_keeps_what_was_typed(change, field, visitor, invited, officer):
    _invitation, address = invited

    answer = visitor.post(address, TYPED | change)

    form = answer.context["form"]
    kept = {name: value for name, value in (TYPED | change).items() if name != "password"}
    assert (answer.status_code, list(form.errors)) == (200, [field])
    assert {name: form[name].value() for name in kept} == kept
    assert "a long enough one" not in answer.content.decode()
    assert Invitation.objects.get().accepted_at is None


def test_invitation_for_an_e_mail_that_somebody_has_already_says_so(visitor, invited):
    _invitation, address = invited
    PersonFactory(username="earlier", email="Aigerim@example.org")

    answer = visitor.post(address, TYPED)

    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors() == [
        "Адрес aigerim@example.org здесь уже занят. Если это вы, войдите в систему — координатор добавит новую роль. "
        "Если нет, попросите приглашение на другой адрес."
    ]
    assert (Invitation.objects.get().accepted_at, User.objects.count()) == (None, 1)


def test_user_name_that_was_taken_a_moment_ago_is_said_at_its_field(visitor, invited, monkeypatch):
    """Two people choose the same name at once: the form has already looked when the other one is saved."""
    _invitation, address = invited
    monkeypatch.setattr("accounts.forms.own.InvitationForm.clean_username", lambda form: form.cleaned_data["username"])
    PersonFactory(username="aigerim")

    answer = visitor.post(address, TYPED)

    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["username"])
    assert Invitation.objects.get().accepted_at is None


def test_invitation_without_an_e_mail_works_for_two_people(pcu_east):
    for username in ("first", "second"):
        _invitation, token = invite(organisation=pcu_east)
        Client().post(f"/accounts/invitation/{token}/", TYPED | {"username": username})

    assert list(User.objects.values_list("username", "email")) == [("first", None), ("second", None)]


def test_editor_who_is_invited_joins_the_group_of_that_role(pcu_east):
    _invitation, token = invite(organisation=pcu_east, role=Role.AUTHOR)

    Client().post(f"/accounts/invitation/{token}/", TYPED)

    assert list(User.objects.get().groups.values_list("name", flat=True)) == ["Author"]
    assert Membership.objects.get().role == "author"


# The command


def test_command_prints_a_link_that_works(visitor, pcu_east, mailoutbox):
    printed = StringIO()

    call_command("invite", "training-pcu-east", stdout=printed)

    link = printed.getvalue().split()[0]
    assert link.startswith("http://testserver/accounts/invitation/")
    assert (visitor.get(link).status_code, mailoutbox) == (200, [])


def test_command_sends_the_link_in_the_language_of_the_invited(pcu_east, mailoutbox):
    printed = StringIO()

    call_command("invite", "training-pcu-east", "--email", "aigerim@example.org", "--language", "ru", stdout=printed)

    [mail] = mailoutbox
    assert mail.to == ["aigerim@example.org"]
    assert printed.getvalue().split()[0] in mail.body
    assert "Учебная группа портового контроля «Восток»" in mail.body


def test_command_refuses_an_unknown_organisation(db):
    with pytest.raises(CommandError, match="no organisation “nowhere”"):
        call_command("invite", "nowhere")
