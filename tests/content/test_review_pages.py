"""The decision page: who may open it, what it shows, what it does; and what the editor says afterwards."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from best_practices.modules.models import LessonPage, ModulePage
from content.queries import act_of
from content.services import send_back, submit_for_review
from core.labels import Label
from tests.content.reviewing import lesson_of, module_of_three, person, write
from tests.factories.content import StandardPageFactory, mark

pytestmark = pytest.mark.django_db


@pytest.fixture
def module(prepared, modules_index, author):
    """A module and one of its lessons, submitted by the author."""
    module = module_of_three(modules_index)
    write(lesson_of(module, 1), author, lead="New lesson")
    submit_for_review(page=write(module, author, lead="New words"), user=author)
    return ModulePage.objects.get(pk=module.pk)


@pytest.fixture
def people(stranger, officer, organiser, author, reviewer, staff, programme_office):
    known = {"stranger": stranger, "officer": officer, "organiser": organiser, "author": author}
    return known | {
        "reviewer": reviewer,
        "staff": staff,
        "translator": person(Role.TRANSLATOR, programme_office),
        "administrator of the site": person(Role.ADMINISTRATOR, programme_office),
    }


def address(page):
    return f"/en/desk/review/{page.pk}/"


def decision(module, **fields):
    seen = act_of(module)
    return {"act": "publish", "seen": " ".join(map(str, seen.revisions)) if seen else "1", "comment": ""} | fields


MAY_DECIDE = {"reviewer", "staff", "administrator of the site"}


@pytest.mark.parametrize("label", [Label.GREEN, Label.AMBER])
def test_only_those_who_decide_and_see_reach_it(label, module, people, client_of, border_post_west):
    mark(module, label, owner=border_post_west)
    lead = ModulePage.objects.get(pk=module.pk).lead

    answers = {
        name: (
            client_of(who).get(address(module)).status_code,
            client_of(who).post(address(module), {"act": "back", "comment": ""}).status_code,
        )
        for name, who in people.items()
    }

    may = MAY_DECIDE if label is Label.GREEN else {"reviewer"}
    expected = {name: (200, 200) if name in may else (404, 404) for name in people} | {"stranger": (302, 302)}
    assert answers == expected
    assert ModulePage.objects.get(pk=module.pk).lead == lead


@pytest.mark.parametrize("page", [99999, 1])
def test_what_is_no_page_of_ours_is_not_found(page, module, reviewer, client_of):
    assert client_of(reviewer).get(f"/en/desk/review/{page}/").status_code == 404


def test_it_lists_what_is_decided_together(module, reviewer, client_of):
    text = client_of(reviewer).get(address(module)).content.decode()

    assert [title in text for title in ("Kingfisher", "Lesson 0", "Lesson 1")] == [True, False, True]
    for page in (module, lesson_of(module, 1)):
        compare = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "live", "latest"])
        assert compare in text
        assert client_of(reviewer).get(compare).status_code == 200
        assert f'value="{page.pk}:title"' in text
    assert "Left empty: For whom, Level, Objectives, Minutes, at least, Minutes, at most, Topics" in text
    assert "Draft: not checked by an administration." in text


def test_a_lesson_leads_to_its_module(module, reviewer, client_of):
    response = client_of(reviewer).get(address(lesson_of(module, 1)))

    assert response.url == address(module)


def test_publishing_publishes_all_and_leads_to_the_desk(module, reviewer, client_of):
    client = client_of(reviewer)

    response = client.post(address(module), decision(module))

    assert response.url == "/en/desk/"
    assert ModulePage.objects.get(pk=module.pk).lead == "New words"
    assert lesson_of(module, 1).lead == "New lesson"
    assert "“Kingfisher” is published." in client.get("/en/desk/").content.decode()


def test_sending_back_needs_words_and_keeps_what_was_chosen(module, reviewer, client_of):
    chosen = f"{module.pk}:limits"

    response = client_of(reviewer).post(address(module), decision(module, act="back", fields_named=[chosen]))

    text = response.content.decode()
    assert "Say what is to be changed" in text
    assert f'value="{chosen}" id="f-{chosen}" checked' in text
    assert act_of(module) is not None


def test_sent_back_stands_on_the_authors_desk_and_in_the_editor(module, reviewer, author, client_of):
    lesson = lesson_of(module, 1)
    named = [f"{module.pk}:limits", f"{lesson.pk}:body"]

    client_of(reviewer).post(
        address(module), decision(module, act="back", comment="Say where it ends.", fields_named=named)
    )

    desk = client_of(author).get("/en/desk/").content.decode()
    assert "Say where it ends." in desk
    assert "Change: Limits" in desk
    assert "Change: Lesson" in desk
    editor = client_of(author).get(reverse("wagtailadmin_pages:edit", args=[module.pk])).content.decode()
    assert "Sent back by Reviewer: Say where it ends. Fields: Limits." in editor
    assert editor.count("Sent back: please change this.") == 1


def test_editor_forgets_it_when_submitted_again(module, reviewer, author, client_of):
    send_back(page=module, user=reviewer, comment="More", fields={module.pk: ["limits"]})
    submit_for_review(page=module, user=author)

    editor = client_of(reviewer).get(reverse("wagtailadmin_pages:edit", args=[module.pk])).content.decode()

    assert "Sent back" not in editor


def test_second_decision_is_told_of_the_first(module, reviewer, staff, client_of):
    late = decision(module)
    client_of(reviewer).post(address(module), late)

    response = client_of(staff).post(address(module), late, follow=True)

    assert response.status_code == 200
    assert "“Kingfisher” was published by Reviewer already." in response.content.decode()


def test_changed_meanwhile_is_told_and_nothing_typed_is_lost(module, reviewer, staff, client_of):
    late = decision(module, comment="Fine words")
    write(module, staff, lead="Other words")

    response = client_of(reviewer).post(address(module), late)

    text = response.content.decode()
    assert "The text was changed since you opened this page." in text
    assert "Fine words" in text
    assert act_of(module) is not None


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"act": "burn"},
        {"act": "publish", "seen": "x y"},
        {"act": "publish", "seen": "9" * 40},
        {"act": "back", "comment": "x", "fields_named": ["1:title"]},
        {"act": "back", "comment": "x" * 3000},
    ],
)
def test_strange_forms_decide_nothing(form, module, reviewer, client_of):
    response = client_of(reviewer).post(address(module), form)

    assert response.status_code == 200
    assert act_of(module) is not None


def test_page_that_does_not_wait_says_so(prepared, home, reviewer, client_of):
    page = StandardPageFactory(parent=home, title="About the heron")

    response = client_of(reviewer).get(address(page))

    assert "“About the heron” does not wait for review." in response.content.decode()


def test_author_submits_in_the_editor_and_reviewer_approves_there(prepared, modules_index, author, reviewer, client_of):
    module = module_of_three(modules_index)
    write(module, author, lead="New words")
    lesson = write(lesson_of(module, 2), author, lead="New lesson")
    edit = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    form = {"title": lesson.title, "slug": lesson.slug, "code": lesson.code, "lead": "Newer", "body-count": "0"}
    form |= {"check_status": "draft", "completion": "click", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}

    submitted = client_of(author).post(edit, form | {"action-publish": "1"})
    task = ModulePage.objects.get(pk=module.pk).current_workflow_task_state
    client_of(reviewer).post(
        reverse("wagtailadmin_pages:workflow_action", args=[module.pk, "approve", task.pk]), {"comment": "Good"}
    )

    assert submitted.status_code == 302
    assert LessonPage.objects.get(pk=lesson.pk).lead == "Newer"
    assert ModulePage.objects.get(pk=module.pk).lead == "New words"


@pytest.mark.parametrize("lessons", [1, 3])
def test_queries_of_the_page_do_not_grow_with_its_lessons(
    lessons, prepared, modules_index, author, reviewer, client_of, count_queries
):
    module = module_of_three(modules_index)
    for number in range(lessons):
        write(lesson_of(module, number), author, lead="New lesson")
    submit_for_review(page=write(module, author, lead="New words"), user=author)
    client = client_of(reviewer)
    client.get(address(module))

    with count_queries() as counted:
        client.get(address(module))

    assert counted.number == QUERIES_OF_THE_PAGE


QUERIES_OF_THE_PAGE = 17
