"""A person's own settings, the language of an address without one, and a form whose key was too old."""

import pytest
from django.test import Client

from accounts.due import run
from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db

NEW = {"name_latin": "New Name", "name_national": "Жаңа", "language": "ru", "time_zone": "Asia/Almaty"}


def test_settings_are_saved(officer, client_of):
    answer = client_of(officer).post("/en/me/", NEW)

    officer.refresh_from_db()
    assert answer.status_code == 302
    assert {name: getattr(officer, name) for name in NEW} == NEW


@pytest.mark.parametrize(("field", "value"), [("language", "xx"), ("time_zone", "Mars/Olympus")])
def test_refused_settings_are_said_at_the_field_and_kept(field, value, officer, client_of):
    answer = client_of(officer).post("/en/me/", NEW | {field: value})

    form = answer.context["form"]
    assert list(form.errors) == [field]
    assert form["name_latin"].value() == "New Name"
    officer.refresh_from_db()
    assert officer.name_latin != "New Name"


def test_nobody_gives_themselves_rights_in_their_settings(officer, client_of):
    client_of(officer).post("/en/me/", NEW | {"is_superuser": "on", "is_staff": "on", "username": "admin"})

    officer.refresh_from_db()
    assert (officer.is_superuser, officer.is_staff, officer.username) == (False, False, "officer")


def test_stranger_is_sent_to_sign_in(db):
    assert Client().get("/en/me/")["Location"] == "/accounts/login/?next=/en/me/"


# The language of an address that carries none


@pytest.mark.parametrize(
    ("address", "accepts", "language"),
    [
        ("/accounts/login/", "ru", "ru"),
        ("/accounts/login/", "en", "en"),
        ("/accounts/login/", "de", "en"),
        ("/accounts/login/?next=/ru/desk/", "en", "ru"),
        ("/accounts/login/?next=/en/desk/", "ru", "en"),
        ("/accounts/login/?next=https://[", "ru", "ru"),
    ],
)
def test_sign_in_speaks_the_language_of_the_page_one_came_from(address, accepts, language, db):
    answer = Client().get(address, headers={"accept-language": accepts})

    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.content.decode()


def test_page_without_a_language_speaks_that_of_the_person(client_of, pcu_east):
    person = PersonFactory(language="ru", organisation=pcu_east)

    answer = client_of(person).get("/accounts/logout/", headers={"accept-language": "en"})

    assert '<html lang="ru"' in answer.content.decode()


# A form whose key was too old


def test_form_with_an_old_key_is_kept_for_sending_again_without_its_passwords(officer):
    client = Client(enforce_csrf_checks=True)

    answer = client.post(
        "/en/me/?from=desk",
        {"name_latin": '"><b>', "list": ["a", "b"], "password": "secret-1", "old_password": "secret-2"},
    )

    assert answer.status_code == 403
    assert answer.context["kept"] == [("name_latin", '"><b>'), ("list", "a"), ("list", "b")]
    assert answer.context["again"] == "/en/me/?from=desk"
    text = answer.content.decode()
    assert [part in text for part in ("secret-1", "secret-2", '"><b>')] == [False] * 3


def test_old_sessions_and_failures_are_forgotten(db):
    assert run() == {"sessions": 0, "failed sign-ins": 0, "lists of people": 0}


def test_letters_are_chosen_by_whoever_has_a_mailbox(officer, client_of):
    officer.email = "officer@east.example"
    officer.save()
    data = {"name_latin": "Officer", "language": "en", "time_zone": "UTC", "letters": ["gets_reminders"]}

    client_of(officer).post("/en/me/", data)

    officer.refresh_from_db()
    assert (officer.gets_reminders, officer.gets_weekly_letter, officer.gets_review_letters) == (True, False, False)


def test_settings_of_whoever_has_no_mailbox_leave_the_letters_alone(officer, client_of):
    client_of(officer).post("/en/me/", {"name_latin": "Officer", "language": "en", "time_zone": "UTC"})

    officer.refresh_from_db()
    assert (officer.name_latin, officer.gets_weekly_letter) == ("Officer", True)
