"""Free text of pages: the author is warned in the editor and saves all the same, the reviewer sees the list."""

import json

import pytest
from django.urls import reverse

from best_practices.cases.models import CaseStudyPage
from best_practices.modules.models import LessonPage
from content.queries import act_of, findings_on
from content.services import submit_for_review
from tests.content.reviewing import lesson_of, module_of_three, write

pytestmark = pytest.mark.django_db

NUMBER = "MSCU 123456 6"
QUOTED = f"container number “{NUMBER}”"
BODY = json.dumps([{"type": "text", "value": f"<p>They opened {NUMBER}.</p>"}])


@pytest.fixture
def module(prepared, modules_index):
    return module_of_three(modules_index)


def test_editor_says_it_at_the_field_and_at_the_top(module, author, client_of):
    lesson = write(lesson_of(module, 1), author, body=BODY)

    shown = client_of(author).get(reverse("wagtailadmin_pages:edit", args=[lesson.pk])).content.decode()

    assert shown.count(QUOTED) == 1
    assert "Look at these fields: Lesson." in shown


def test_draft_is_saved_as_it_is(module, author):
    lesson = write(lesson_of(module, 1), author, body=BODY, lead=f"See {NUMBER}")

    assert set(findings_on(lesson.get_latest_revision_as_object())) == {"body", "lead"}
    assert LessonPage.objects.get(pk=lesson.pk).lead != lesson.get_latest_revision_as_object().lead


def test_reviewer_sees_it_beside_the_page_before_publishing(module, author, reviewer, client_of):
    write(lesson_of(module, 1), author, body=BODY)
    submit_for_review(page=write(module, author, lead="Ask a.b@post.example.kz"), user=author)

    act = act_of(type(module).objects.get(pk=module.pk))
    shown = client_of(reviewer).get(f"/en/desk/review/{module.pk}/").content.decode()

    assert [reviewed.findings for reviewed in act.pages] == [
        (("In one sentence", "e-mail address “a.b@post.example.kz”"),),
        (("Lesson", QUOTED),),
    ]
    assert shown.count("Look at it before you publish:") == 2
    assert f"Lesson: {QUOTED}" in shown


def test_seeing_it_costs_no_query(module, author, count_queries):
    numbers = []
    for lead in ("New words", f"See {NUMBER}"):
        page = write(module, author, lead=lead)
        if not numbers:
            submit_for_review(page=page, user=author)
        with count_queries() as counted:
            act_of(page)
        numbers.append(counted.number)

    assert numbers[0] == numbers[1] <= 6


def test_what_an_editor_of_a_case_listed_as_harmless_is_not_shown_again():
    case = CaseStudyPage(title="A case", lead=f"{NUMBER} and a.b@c.kz", may_stay="MSCU1234566")

    assert {name: [one.text for one in found] for name, found in findings_on(case).items()} == {"lead": ["a.b@c.kz"]}
