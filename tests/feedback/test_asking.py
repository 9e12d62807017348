"""The form: what is refused says so and loses nothing."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from feedback.choices import GLOSSARY, GLOSSARY_KEY
from feedback.models import Enquiry
from tests.factories.content import StandardPageFactory
from tests.factories.modules import LessonFactory
from tests.factories.quizzes import QuestionFactory
from tests.factories.reference import TermFactory
from tests.feedback.addresses import ask_address, asking

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Write what you want to say."),
        ("   \n ", "Write what you want to say."),
        ("x" * 10_000, "at most 5000 characters"),
        ("a\x00b", "Null characters are not allowed."),
    ],
)
def test_text_that_does_not_fit_is_refused_at_the_field_and_kept(text, said, lesson, officer, client_of):
    answer = client_of(officer).post(ask_address(lesson), asking(text=text, about="translation"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert text.strip().replace("\x00", "") in page.replace("\x00", "")
    assert re.search(r'value="translation"[^>]* checked', page)
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize("kind", ["modules.lessonpage", "no.such", "quizzes.question", GLOSSARY, "%00", "x" * 300])
def test_unknown_thing_is_not_found(kind, site, officer, client_of):
    address = f"/en/desk/ask/{kind}/{uuid4()}/"

    assert client_of(officer).get(address).status_code == 404
    assert client_of(officer).post(address, asking()).status_code == 404


def test_kind_that_is_not_that_of_the_thing_is_not_found(lesson, officer, client_of):
    address = reverse("ask", args=["modules.modulepage", lesson.handling_key])

    assert client_of(officer).get(address).status_code == 404


def test_thing_deleted_meanwhile_gives_the_text_back(module, officer, client_of):
    lesson = LessonFactory(parent=module, title="Soon gone", slug="soon-gone")
    lesson.delete()

    answer = client_of(officer).post(ask_address(lesson), asking(text="An hour of typing"))

    assert answer.status_code == 404
    assert "An hour of typing" in answer.content.decode()


def test_draft_cannot_be_asked_about(module, officer, client_of):
    lesson = LessonFactory(parent=module, title="Draft", slug="draft", live=False)

    assert client_of(officer).get(ask_address(lesson)).status_code == 404


def test_form_sent_twice_is_one_question(lesson, officer, client_of):
    form = asking()

    answers = [client_of(officer).post(ask_address(lesson), form).status_code for _time in range(2)]

    assert answers == [302, 302]
    assert Enquiry.objects.count() == 1


def test_token_of_somebody_else_hides_nothing(lesson, officer, organiser, client_of):
    form = asking()

    for person in (officer, organiser):
        client_of(person).post(ask_address(lesson), form)

    assert set(Enquiry.objects.values_list("asker_id", flat=True)) == {officer.pk, organiser.pk}


def test_stranger_signs_in_where_they_stand_and_loses_nothing(lesson, officer, client_of, stranger):
    browser = client_of(stranger)

    first = browser.get(ask_address(lesson), {"next": lesson.url})
    asked = browser.post(ask_address(lesson), asking(text="Typed by a stranger"))
    kept = asking(text="Typed by a stranger", login="officer", password="correct horse")
    sent = browser.post(f"{ask_address(lesson)}?next={lesson.url}", kept)

    assert first["Location"].startswith("/accounts/login/?next=/en/desk/ask/")
    assert (asked.status_code, "Typed by a stranger" in asked.content.decode()) == (401, True)
    assert sent["Location"] == lesson.url
    assert Enquiry.objects.get().asker == officer


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/\\evil.example", "https://[", "x", "/\x00"]
)
def test_way_back_never_leads_away(back, lesson, officer, client_of):
    sent = client_of(officer).post(f"{ask_address(lesson)}?{'next=' + back}", asking())

    assert sent["Location"] == lesson.url


def test_question_of_a_quiz_can_be_asked_about_until_it_is_gone(site, officer, client_of):
    question = QuestionFactory()
    asker = client_of(officer)
    first = asker.post(ask_address(question), asking())
    question.unpublish()

    assert first.status_code == 302
    assert Enquiry.objects.get().key == question.translation_key
    assert asker.get(ask_address(question)).status_code == 404


def test_glossary_is_asked_about_as_a_whole_or_by_term(site, officer, client_of):
    term = TermFactory()
    address = reverse("ask", args=[GLOSSARY, GLOSSARY_KEY])
    asker = client_of(officer)

    asker.post(address, asking(term=""))
    asker.post(address, asking(term=str(term.uuid)))
    refused = asker.post(address, asking(term=str(uuid4())))

    assert address in asker.get(reverse("glossary")).content.decode()
    assert refused.status_code == 422
    assert [(row.key, row.title) for row in Enquiry.objects.order_by("pk")] == [
        (GLOSSARY_KEY, "Glossary"),
        (term.uuid, "Glossary: Gauge break"),
    ]


def test_every_page_has_the_way_to_ask_and_a_preview_has_not(home, client_of, stranger):
    page = StandardPageFactory(parent=home, title="Privacy")

    shown = client_of(stranger).get(page.url).content.decode()
    preview = page.make_preview_request().content.decode()

    assert ask_address(page) in shown
    assert "Privacy" in preview
    assert ask_address(page) not in preview


@pytest.mark.parametrize("token", ["", "rubbish", "0" * 500])
def test_rubbish_in_the_token_is_no_fault_of_the_person(token, lesson, officer, client_of):
    sent = client_of(officer).post(ask_address(lesson), asking(token=token))

    assert sent.status_code == 302
    assert Enquiry.objects.count() == 1


NUMBER = "MSCU 123456 6"


def test_text_that_may_identify_is_shown_once_more_before_it_is_sent(lesson, officer, client_of):
    browser, address = client_of(officer), ask_address(lesson)

    first = browser.post(address, asking(text=f"Is {NUMBER} right?"))
    looked = re.search(r'name="looked" value="([^"]*)"', first.content.decode())[1]
    second = browser.post(address, asking(text=f"Is {NUMBER} right?", looked=looked))

    assert (first.status_code, f"container number “{NUMBER}”" in first.content.decode()) == (422, True)
    assert (second.status_code, Enquiry.objects.get().text) == (302, f"Is {NUMBER} right?")


def test_another_number_is_shown_again(lesson, officer, client_of):
    answer = client_of(officer).post(ask_address(lesson), asking(text=f"Is {NUMBER} right?", looked="CSQU3054383"))

    assert (answer.status_code, Enquiry.objects.exists()) == (422, False)
