"""A computer that a whole post uses: nobody stays signed in on it, and nothing stays in it."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

pytestmark = pytest.mark.django_db


def signed_in(officer, **typed):
    browser = Client()
    browser.post("/accounts/login/", {"login": officer.username, "password": "correct horse", **typed})
    return browser


@pytest.fixture
def shared(officer, site):
    return signed_in(officer, shared="on")


def test_session_ends_ten_minutes_after_the_last_click(shared):
    session = Session.objects.get(session_key=shared.session.session_key)
    session.expire_date = timezone.now() + timedelta(minutes=1)
    session.save()

    shared.get("/en/desk/")

    left = Session.objects.get(pk=session.pk).expire_date - timezone.now()
    assert timedelta(minutes=9, seconds=50) < left <= timedelta(minutes=10)


def test_session_of_ones_own_computer_lasts_a_shift(officer, site):
    browser = signed_in(officer)

    answer = browser.get("/en/desk/")

    assert browser.session.get_expiry_age() > 11 * 3600
    assert "accounts/shared.js" not in answer.content.decode()


@pytest.mark.parametrize("path", ["/en/", "/en/desk/", "/en/best-practices/"])
def test_browser_keeps_no_page_of_a_shared_session(shared, path):
    assert shared.get(path)["Cache-Control"] == "no-store, private"


def test_page_leads_away_by_itself_with_and_without_scripts(shared):
    page = shared.get("/en/desk/").content.decode()

    assert '<noscript><meta http-equiv="refresh" content="600;url=/accounts/idle/"></noscript>' in page
    assert 'data-shared="600"' in page
    assert "Not me: sign out" in page


def test_signing_out_clears_what_the_browser_kept(shared):
    answer = shared.post("/accounts/logout/")

    assert answer["Clear-Site-Data"] == '"cache", "storage"'


def test_box_is_ticked_the_next_time_until_somebody_unticks_it(shared, officer):
    shared.post("/accounts/logout/")
    ticked = "checked" in shared.get("/accounts/login/").content.decode()

    shared.post("/accounts/login/", {"login": officer.username, "password": "correct horse"})
    shared.post("/accounts/logout/")

    assert (ticked, "checked" in shared.get("/accounts/login/").content.decode()) == (True, False)


def test_wrong_password_begins_no_shared_session(officer):
    browser = signed_in(officer, shared="on", password="wrong")

    assert "_auth_user_id" not in browser.session
