"""A lesson on the site: contents, marks, what comes before and after, and the done button."""

import re

import pytest
from django.test import Client

from best_practices.progress.models import LessonCompletion, ModuleCompletion
from core.labels import Label
from tests.best_practices.learning import passed
from tests.factories.content import in_russian, mark
from tests.factories.modules import LessonFactory
from tests.factories.reference import SourceFactory, TermFactory

pytestmark = pytest.mark.django_db

FIRST, SECOND = "/en/best-practices/gauge/two/", "/en/best-practices/gauge/number/"


def text_of(client, address=FIRST):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def done_address(lesson, language="en"):
    return f"/{language}/me/lessons/{lesson.translation_key}/done/"


@pytest.fixture
def officers(client_of, officer, site):
    """The officer's browser."""
    return client_of(officer)


# The text


def test_headings_make_the_table_of_contents(client, module):
    body = [
        ("heading", "Two gauge breaks"),
        ("text", "<p>One.</p>"),
        ("heading", "Две & колеи"),
        ("text", "<p>Two.</p>"),
    ]
    LessonFactory(parent=module, slug="two", body=body)

    page = text_of(client)

    contents = re.search(r'<nav class="toc small".*?</nav>', page, re.S)[0]
    links = re.findall(r'<a href="#([^"]+)">(.*?)</a>', contents)
    assert links == [("two-gauge-breaks-1", "Two gauge breaks"), ("две-колеи-2", "Две &amp; колеи")]
    assert [f'<h2 id="{anchor}">' in page for anchor, _title in links] == [True, True]


def test_one_heading_makes_no_table_of_contents(client, lesson):
    assert 'class="toc' not in text_of(client)


def test_terms_and_sources_are_linked_and_listed_without_a_script(client, module):
    TermFactory(definition="Where the track changes its width.")
    SourceFactory(code="S60")
    body = [
        ("text", "<p>At a [[gauge-break]] [S60].</p>"),
        ("callout", {"kind": "note", "text": "See [[gauge-break|there]]."}),
    ]
    LessonFactory(parent=module, slug="two", body=body)

    page = text_of(client)

    assert re.findall(r'<a class="term" href="#t-gauge-break">(.*?)</a>', page) == ["Gauge break", "there"]
    assert "Where the track changes its width." in page
    assert '<a class="src" href="#s-S60">[S60]</a>' in page
    assert page.count('id="t-gauge-break"') == page.count('id="s-S60"') == 1


def test_text_of_a_block_is_escaped(client, module):
    LessonFactory(
        parent=module,
        slug="two",
        body=[("heading", "<script>x</script>"), ("callout", {"kind": "note", "text": "<b>x</b>"})],
    )

    page = text_of(client)

    assert ("<script>x" in page, "<b>x</b>" in page) == (False, False)


def test_published_change_is_read_at_once(client, lesson, django_capture_on_commit_callbacks):
    text_of(client)
    lesson.body = [("text", "<p>Said anew.</p>")]

    with django_capture_on_commit_callbacks(execute=True):
        lesson.save_revision().publish()

    assert "Said anew." in text_of(client)


def test_lesson_tells_its_place_and_its_neighbours(client, lesson, second_lesson):
    first, last = text_of(client, FIRST), text_of(client, SECOND)

    assert ["Lesson 1 of 2." in first, "Lesson 2 of 2." in last] == [True, True]
    assert f'<a href="{SECOND}"><span>Next</span>' in first
    assert f'<a href="{FIRST}"><span>Previous</span>' in last
    assert re.search(r'<a href="/en/quiz/start/[0-9a-f-]+/"><span>Next</span>', last)


# Done


def test_stranger_is_offered_to_sign_in(client, lesson):
    page = text_of(client)

    assert f'<a href="/accounts/login/?next={FIRST}">Sign in</a>' in page
    assert "Mark G1 as done" not in page


def test_done_is_recorded_and_leads_to_the_next_lesson(officers, lesson, second_lesson):
    answer = officers.post(done_address(lesson))

    assert (answer.status_code, answer["Location"]) == (302, SECOND)
    assert [done.lesson_key for done in LessonCompletion.objects.all()] == [lesson.translation_key]
    assert "G1 is done." in text_of(officers, SECOND)


def test_last_lesson_leads_to_the_quiz(officers, quiz, lesson):
    answer = officers.post(done_address(lesson))

    assert answer["Location"] == f"/en/quiz/start/{quiz.translation_key}/"
    assert ModuleCompletion.objects.count() == 0


def test_last_lesson_after_a_passed_quiz_completes_the_module_and_leads_back_to_it(officers, officer, quiz, lesson):
    passed(officer, quiz)

    answer = officers.post(done_address(lesson))

    assert answer["Location"] == "/en/best-practices/gauge/"
    assert ModuleCompletion.objects.count() == 1


def test_done_can_be_taken_back(officers, lesson):
    officers.post(done_address(lesson))
    marked = text_of(officers)

    answer = officers.post(done_address(lesson), {"undo": "1"})

    assert ("Not done after all" in marked, answer["Location"]) == (True, FIRST)
    assert LessonCompletion.objects.count() == 0
    assert "Mark G1 as done" in text_of(officers)


def test_done_twice_is_done_once(officers, lesson):
    answers = [officers.post(done_address(lesson)), officers.post(done_address(lesson))]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert LessonCompletion.objects.count() == 1


def test_lesson_marked_in_english_is_done_in_russian(officers, module, lesson):
    in_russian(module)
    russian = in_russian(lesson)

    officers.post(done_address(lesson))

    drawn = re.search(r'<form class="acts".*?</form>', text_of(officers, russian.url), re.S)[0]
    assert 'name="undo"' in drawn


def test_done_in_russian_goes_on_in_russian(officers, module, lesson, second_lesson):
    in_russian(module)
    for page in (lesson, second_lesson):
        in_russian(page)

    answer = officers.post(done_address(lesson, "ru"))

    assert answer["Location"] == "/ru/best-practices/gauge/number/"
    assert LessonCompletion.objects.get().language == "ru"


def test_lesson_one_may_not_see_cannot_be_done(officers, module, lesson, border_post_west):
    mark(module, Label.AMBER, owner=border_post_west)

    assert officers.post(done_address(lesson)).status_code == 404
    assert LessonCompletion.objects.count() == 0


def test_draft_lesson_cannot_be_done(officers, module):
    draft = LessonFactory(parent=module, live=False)

    assert officers.post(done_address(draft)).status_code == 404


def test_done_is_a_form_and_no_link(officers, lesson):
    assert officers.get(done_address(lesson)).status_code == 405


def test_done_without_a_session_waits_for_the_password(site, officer, lesson):
    stranger = Client()
    asked = stranger.post(done_address(lesson))
    before = LessonCompletion.objects.count()

    stranger.post(done_address(lesson), {"login": "officer", "password": "correct horse"})

    assert (asked.status_code, before) == (401, 0)
    assert LessonCompletion.objects.get().user == officer
