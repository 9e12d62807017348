"""Signing in, being locked out, and signing in where one stands."""

import re
from urllib.parse import parse_qs

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.queries import viewer_for
from audit.models import Entry
from best_practices.quizzes.models import Response
from best_practices.quizzes.services import start_attempt
from tests.factories.accounts import PersonFactory
from tests.factories.quizzes import QuestionFactory, QuizFactory

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"
RIGHT = "correct horse"
FAILURES = 6


@pytest.fixture
def aigerim(pcu_east):
    return PersonFactory(username="Aigerim", email="Aigerim@example.org", organisation=pcu_east)


@pytest.fixture
def visitor():
    return Client()


def sign_in(client, login, password=RIGHT, address=LOGIN, **more):
    return client.post(address, {"login": login, "password": password} | more)


def fail(client, login, times=FAILURES, address=LOGIN):
    return [sign_in(client, login, f"wrong {number}", address).status_code for number in range(times)]


@pytest.mark.parametrize(
    "login", ["Aigerim", "aigerim", "AIGERIM", " Aigerim ", "aigerim@example.org", "AIGERIM@Example.ORG"]
)
def test_person_signs_in_by_user_name_or_e_mail_in_any_case(login, visitor, aigerim):
    answer = sign_in(visitor, login)

    assert (answer.status_code, answer["Location"]) == (302, "/accounts/after-sign-in/")
    assert visitor.session["_auth_user_id"] == str(aigerim.pk)
    assert Entry.objects.get(act="person.signed_in").actor_uuid == aigerim.uuid


def test_one_lands_on_the_desk_in_ones_own_language(visitor, aigerim):
    aigerim.language = "ru"
    aigerim.save()

    answer = visitor.post(LOGIN, {"login": "Aigerim", "password": RIGHT}, follow=True)

    assert answer.redirect_chain[-1] == ("/ru/desk/", 302)


def test_one_goes_back_to_where_one_came_from(visitor, aigerim):
    assert sign_in(visitor, "Aigerim", next="/ru/glossary/")["Location"] == "/ru/glossary/"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(target, visitor, aigerim):
    assert sign_in(visitor, "Aigerim", next=target)["Location"] == "/accounts/after-sign-in/"


def test_session_ends_with_the_browser(visitor, aigerim):
    sign_in(visitor, "Aigerim")

    assert visitor.cookies["sessionid"]["expires"] == ""


def message(answer):
    """What the page says about the attempt, without the key of its form and what was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())
    return answer.status_code, re.sub(r'name="login" value="[^"]*"', "", text)


def test_wrong_password_and_unknown_login_get_the_same_answer(visitor, aigerim):
    known = sign_in(visitor, "Aigerim", "wrong")
    unknown = sign_in(visitor, "nobody", "wrong")

    assert message(known) == message(unknown)
    assert known.context["form"]["login"].value() == "Aigerim"
    assert "wrong" not in re.findall(r'value="([^"]*)"', known.content.decode())


def test_unknown_login_is_locked_out_like_a_known_one(visitor, aigerim):
    known, unknown = fail(visitor, "Aigerim"), fail(visitor, "nobody")

    assert known == unknown == [200] * (FAILURES - 1) + [429]
    assert message(sign_in(visitor, "Aigerim", "wrong")) == message(sign_in(visitor, "nobody", "wrong"))


@pytest.mark.parametrize("login", ["Aigerim", "aigerim", "aigerim@example.org"])
@pytest.mark.parametrize("failed_as", ["Aigerim", "AIGERIM@example.org"])
def test_right_password_is_refused_after_lockout_under_every_name(login, failed_as, visitor, aigerim):
    fail(visitor, failed_as)

    answer = sign_in(Client(), login)

    assert answer.status_code == 429
    assert "takes no password for 15 minutes" in answer.content.decode()


def test_failures_under_both_names_count_together(visitor, aigerim):
    first, then = fail(visitor, "Aigerim", 3), fail(visitor, "aigerim@example.org", 3)

    assert first + then == [200] * 5 + [429]


def test_colleague_at_the_same_address_still_signs_in(visitor, aigerim, officer):
    fail(visitor, "Aigerim")

    assert sign_in(visitor, "officer").status_code == 302


def test_success_forgets_the_failures_before(visitor, aigerim):
    fail(visitor, "Aigerim", FAILURES - 1)
    sign_in(visitor, "Aigerim")

    assert fail(Client(), "Aigerim", 1) == [200]
    assert AccessAttempt.objects.get().failures_since_start == 1


def test_admin_has_no_sign_in_of_its_own(visitor, aigerim):
    fail(visitor, "Aigerim")

    answer = visitor.post("/admin/login/", {"username": "Aigerim", "password": RIGHT})

    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=%2Fadmin%2F")
    assert "_auth_user_id" not in visitor.session


def test_admin_sends_strangers_to_the_one_sign_in(visitor, db):
    assert visitor.get("/admin/pages/")["Location"] == "/accounts/login/?next=/admin/pages/"


def test_inactive_person_does_not_sign_in(visitor, aigerim):
    aigerim.is_active = False
    aigerim.save()

    sign_in(visitor, "Aigerim")

    assert "_auth_user_id" not in visitor.session


@pytest.mark.parametrize("login", ["", "\x00", "a\x00b", "x" * 5000, "'; --", "🚂"])
def test_strange_login_is_refused_in_words(login, visitor, db):
    answer = sign_in(visitor, login)

    assert answer.status_code == 200
    assert answer.context["form"].errors != {}


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_signs_up(method, visitor, db):
    answer = getattr(visitor, method)(
        "/accounts/signup/", {"username": "new", "email": "new@example.org", "password1": RIGHT}
    )

    assert "_auth_user_id" not in visitor.session
    assert User.objects.count() == 0
    assert answer.status_code == 200


# Where one stands


@pytest.fixture
def question_address(site, aigerim):
    quiz = QuizFactory(questions=[QuestionFactory(), QuestionFactory()])
    attempt = start_attempt(viewer=viewer_for(aigerim), quiz_key=quiz.translation_key, language="en", at=timezone.now())
    return f"/en/quiz/{attempt.uuid}/1/"


def test_form_sent_after_the_session_ended_is_kept_and_sent_by_signing_in(visitor, question_address):
    asked = visitor.post(question_address, {"answer": ["b"], "note": "<i>typed</i>"})

    assert asked.status_code == 401
    assert asked.context["kept"] == [("answer", "b"), ("note", "<i>typed</i>")]
    assert Response.objects.count() == 0

    answer = sign_in(visitor, "Aigerim", address=question_address, answer=["b"])

    assert answer.status_code == 302
    assert Response.objects.get().answer == {"chosen": ["b"]}


def test_wrong_password_where_one_stands_keeps_the_form_and_never_shows_the_password(visitor, question_address):
    answer = sign_in(visitor, "Aigerim", "hunter2", question_address, answer=["b"])

    assert answer.status_code == 401
    assert answer.context["kept"] == [("answer", "b")]
    assert "hunter2" not in answer.content.decode()
    assert "The username and/or password you specified are not correct." in answer.content.decode()


def test_lockout_holds_where_one_stands(visitor, question_address):
    fail(visitor, "Aigerim", address=question_address)

    answer = sign_in(visitor, "Aigerim", address=question_address, answer=["b"])

    assert answer.status_code == 429
    assert (Response.objects.count(), "_auth_user_id" in visitor.session) == (0, False)


def test_somebody_else_who_signs_in_there_does_not_get_the_attempt(visitor, question_address, officer):
    answer = sign_in(visitor, "officer", address=question_address, answer=["b"])

    assert answer.status_code == 404
    assert Response.objects.count() == 0


def test_page_asked_for_after_the_session_ended_leads_to_the_sign_in_and_back(visitor, question_address):
    address, _mark, query = visitor.get(question_address)["Location"].partition("?")

    assert (address, parse_qs(query)) == (LOGIN, {"next": [question_address]})
