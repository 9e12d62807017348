"""The whole queue: filters, leaves, who holds what back, what goes live later; the languages of a reviewer."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.models import Comment, TaskState

from accounts.queries import viewer_for
from audit.models import Entry
from best_practices.modules.models import ModulePage
from content.gate import Why, languages_of
from content.queries import Sought, asked_in, queue
from content.services import approve, submit_for_review
from core.labels import Label
from tests.content.reviewing import lesson_of, module_of_three, write
from tests.factories.content import StandardPageFactory, in_russian, mark
from tests.factories.modules import ModuleFactory

pytestmark = pytest.mark.django_db


def submit(page, user, days=0):
    submit_for_review(page=write(page, user, title=page.title), user=user)
    since = timezone.now() - timedelta(days=days, hours=1)
    TaskState.objects.filter(workflow_state__object_id=str(page.pk)).update(started_at=since)
    return page


def module(index, title):
    return ModuleFactory(parent=index, title=title, slug=title.lower(), live=False)


@pytest.fixture
def waiting(prepared, home, modules_index, modules_index_ru, author, staff):
    kingfisher = module(modules_index, "Kingfisher")
    submit(kingfisher, author, days=40)
    submit(module(modules_index, "Woodpecker"), staff, days=10)
    submit(in_russian(module(modules_index, "Heron"), title="Цапля"), author, days=2)
    submit(StandardPageFactory(parent=home, title="About the owl", live=False), author)
    return kingfisher


@pytest.mark.parametrize(
    ("sought", "titles"),
    [
        (Sought(), ["Kingfisher", "Woodpecker", "Цапля", "About the owl"]),
        (Sought(kind="standardpage"), ["About the owl"]),
        (Sought(language="ru"), ["Цапля"]),
        (Sought(days=7), ["Kingfisher", "Woodpecker"]),
        (Sought(kind="modulepage", days=30), ["Kingfisher"]),
    ],
)
def test_queue_is_filtered(sought, titles, waiting, reviewer):
    assert [row.page.draft_title for row in queue(viewer_for(reviewer), sought).object_list] == titles


def test_queue_is_filtered_by_who_submitted(waiting, reviewer, staff):
    asked = asked_in(viewer_for(reviewer))

    assert [name for _number, name in asked.people] == ["Author", "Staff"]
    assert [name for _model, name in asked.kinds] == ["best-practice module", "page"]
    rows = queue(viewer_for(reviewer), Sought(by=staff.pk)).object_list
    assert [row.page.draft_title for row in rows] == ["Woodpecker"]


def test_rows_say_what_one_wrote_and_does_not_read(waiting, staff):
    rows = {row.page.draft_title: row for row in queue(viewer_for(staff), Sought()).object_list}

    assert [obstacle.why for obstacle in rows["Woodpecker"].obstacles] == [Why.OWN]
    assert [obstacle.why for obstacle in rows["Цапля"].obstacles] == [Why.LANGUAGE]
    assert rows["Kingfisher"].obstacles == ()


def test_row_of_a_module_tells_of_its_lessons(prepared, modules_index, author, staff):
    whole = module_of_three(modules_index)
    write(lesson_of(whole, 1), staff, lead="Staff's lesson")
    submit(whole, author)

    [row] = queue(viewer_for(staff), Sought()).object_list

    assert [obstacle.why for obstacle in row.obstacles] == [Why.OWN]


def test_hidden_text_is_neither_listed_nor_offered_as_filter(waiting, staff, border_post_west):
    mark(waiting, Label.AMBER, owner=border_post_west)

    assert "Kingfisher" not in [row.page.draft_title for row in queue(viewer_for(staff), Sought()).object_list]


def test_long_queue_has_leaves_that_keep_the_filter(prepared, modules_index, author, reviewer, client_of):
    for number in range(27):
        submit(module(modules_index, f"Bird-{number:02}"), author, days=50 - number)
    client = client_of(reviewer)

    first = client.get("/en/desk/review/?kind=modulepage").content.decode()
    second = client.get("/en/desk/review/?kind=modulepage&page=2").content.decode()

    assert ("To review: 27" in first, "Page 1 of 2" in first) == (True, True)
    assert '?page=2&amp;kind=modulepage"' in first
    assert ("Bird-24" in first, "Bird-25" in first, "Bird-25" in second) == (True, False, True)


@pytest.mark.parametrize("query", ["?kind=nothing", "?days=x", "?by=999999", "?page=-1", "?page=abc", "?language=%00"])
def test_senseless_filters_filter_nothing(query, waiting, reviewer, client_of):
    response = client_of(reviewer).get(f"/en/desk/review/{query}")

    assert response.status_code == 200
    assert "To review: 4" in response.content.decode()


def test_planned_texts_are_listed_with_their_hour(waiting, reviewer, client_of):
    approve(page=waiting, user=reviewer, at=timezone.now() + timedelta(days=3))

    text = client_of(reviewer).get("/en/desk/review/").content.decode()

    assert "Goes live later" in text
    assert (
        "was approved by Reviewer already" in client_of(reviewer).get(f"/en/desk/review/{waiting.pk}/").content.decode()
    )


def test_reviewer_names_their_languages_and_it_is_logged(waiting, reviewer, client_of):
    response = client_of(reviewer).post("/en/desk/review/", {"languages": ["ru"]})

    assert response.url == "/en/desk/review/"
    assert languages_of(viewer_for(reviewer)) == {"en", "ru"}
    assert Entry.objects.get(act="review.languages").detail == {"languages": ["ru"]}


def test_page_shows_changes_and_comments(prepared, modules_index, author, reviewer, client_of):
    whole = module_of_three(modules_index, lead="The train stands for an hour.")
    submit_for_review(page=write(whole, author, lead="The train stands for two hours."), user=author)
    Comment.objects.create(page_id=whole.pk, user=reviewer, text="Says who?", contentpath="lead")

    text = client_of(reviewer).get(f"/en/desk/review/{whole.pk}/").content.decode()

    assert "<del>an hour.</del>" in text
    assert "<ins>two hours.</ins>" in text
    assert "Says who?" in text
    assert "(In one sentence," in text


def test_page_says_who_checked_the_draft_and_when(
    prepared, modules_index, author, reviewer, border_post_west, client_of
):
    whole = module_of_three(modules_index)
    checked = {"check_status": "checked", "checked_by": border_post_west, "checked_role": "owner"}
    submit_for_review(page=write(whole, author, checked_on=date(2026, 5, 4), **checked), user=author)

    text = client_of(reviewer).get(f"/en/desk/review/{whole.pk}/").content.decode()

    assert "Checked by Training Border Post West (owner)," in text
    assert 'datetime="2026-05-04"' in text


def test_hour_is_chosen_on_the_page(waiting, reviewer, client_of):
    client, address = client_of(reviewer), f"/en/desk/review/{waiting.pk}/"
    seen = {"seen": str(ModulePage.objects.get(pk=waiting.pk).latest_revision_id), "act": "publish"}

    told = client.post(address, seen | {"at": "2020-01-01T10:00", "comment": "Typed"})
    done = client.post(address, seen | {"at": "2999-01-01T10:00"})

    assert ("This hour is past" in told.content.decode(), "Typed" in told.content.decode()) == (True, True)
    assert done.url == "/en/desk/"
    page = ModulePage.objects.get(pk=waiting.pk)
    assert (page.live, page.scheduled_revision.approved_go_live_at.year) == (False, 2999)


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_queue_do_not_grow(number, prepared, modules_index, author, reviewer, client_of, count_queries):
    for each in range(number):
        whole = module_of_three(modules_index, title=f"Bird-{each}", slug=f"bird-{each}")
        write(lesson_of(whole, 1), author, lead="New lesson")
        submit(whole, author)
    client = client_of(reviewer)
    client.get("/en/desk/review/")

    with count_queries() as counted:
        client.get("/en/desk/review/")

    assert counted.number == QUERIES_OF_THE_QUEUE


QUERIES_OF_THE_QUEUE = 18
