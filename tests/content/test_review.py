"""Review: submitted, published, sent back: a module and its lessons as one act, whoever acts and wherever."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowState

from accounts.queries import viewer_for
from audit.models import Entry
from best_practices.modules.models import LessonPage, ModulePage
from content.queries import act_of, said_about, sent_back_to, to_review
from content.services import NotWaiting, ReviewRefused, approve, send_back, submit_for_review
from core.labels import Label
from tests.content.reviewing import lesson_of, module_of_three, write
from tests.factories.content import mark
from tests.factories.modules import LessonFactory, ModuleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def module(prepared, modules_index):
    return module_of_three(modules_index)


def waiting_titles():
    return {state.content_object.title for state in WorkflowState.objects.filter(status="in_progress")}


def test_site_has_one_review_for_all_pages(prepared):
    call_command("prepare_site", verbosity=0)

    workflow = Workflow.objects.get(name="Review")
    task = workflow.tasks.get().specific
    assert set(task.groups.values_list("name", flat=True)) == {"Reviewer", "Staff", "Administrator"}
    assert {page.get_workflow() for page in Page.objects.filter(depth__gt=1)} == {workflow}


def test_chosen_workflow_is_left_alone(prepared):
    chosen = Workflow.objects.create(name="Two pairs of eyes")
    WorkflowPage.objects.filter(page__depth=1).update(workflow=chosen)

    call_command("prepare_site", verbosity=0)

    assert WorkflowPage.objects.get(page__depth=1).workflow == chosen


def test_module_is_submitted_with_its_changed_lessons(module, author):
    write(module, author, lead="New words")
    write(lesson_of(module, 1), author, lead="New words")

    submit_for_review(page=module, user=author)

    assert waiting_titles() == {"Kingfisher", "Lesson 1"}


def test_lesson_alone_submits_its_module(module, author):
    lesson = write(lesson_of(module, 0), author, lead="New words")

    submit_for_review(page=lesson, user=author)

    assert waiting_titles() == {"Kingfisher", "Lesson 0"}
    assert [row.page.title for row in to_review(viewer_for(author)).rows] == ["Kingfisher"]


def test_lesson_taken_off_the_site_stays_off_it(module, author, reviewer):
    lesson_of(module, 2).unpublish()
    submit_for_review(page=write(module, author, lead="New words"), user=author)

    approve(page=module, user=reviewer)

    assert [lesson.live for lesson in LessonPage.objects.child_of(module).order_by("path")] == [True, True, False]


def test_approving_publishes_module_and_lessons_at_once(module, author, reviewer):
    LessonFactory(parent=module, title="Lesson new", slug="lesson-new", live=False)
    write(module, author, lead="New words")
    write(lesson_of(module, 1), author, lead="New lesson")
    submit_for_review(page=module, user=author)

    approve(page=module, user=reviewer)

    assert ModulePage.objects.get(pk=module.pk).lead == "New words"
    assert lesson_of(module, 1).lead == "New lesson"
    assert all(LessonPage.objects.child_of(module).values_list("live", flat=True))
    assert waiting_titles() == set()


def test_draft_that_cannot_be_published_holds_all_back(module, author, reviewer):
    write(module, author, lead="New words")
    lesson = write(lesson_of(module, 1), author, lead="New lesson")
    submit_for_review(page=module, user=author)
    write(lesson, reviewer, clean=False, code="")

    with pytest.raises(ReviewRefused, match="“Lesson 1”, field “Code”"):
        approve(page=module, user=reviewer)

    assert ModulePage.objects.get(pk=module.pk).lead != "New words"
    assert waiting_titles() == {"Kingfisher", "Lesson 1"}


def test_author_cannot_publish_through_the_service(module, author):
    lesson = write(lesson_of(module, 1), author, lead="New lesson")
    submit_for_review(page=lesson, user=author)

    with pytest.raises(ReviewRefused, match="You wrote on “Lesson 1” yourself"):
        approve(page=lesson, user=author)

    assert lesson_of(module, 1).lead != "New lesson"


def test_second_approval_is_told_of_the_first(module, author, reviewer, staff):
    submit_for_review(page=write(module, author, lead="New words"), user=author)
    approve(page=module, user=reviewer)

    with pytest.raises(NotWaiting, match="was published by Reviewer already"):
        approve(page=module, user=staff)

    with pytest.raises(NotWaiting, match="was published by Reviewer already"):
        send_back(page=module, user=staff, comment="Too late")


def test_decision_is_about_the_drafts_that_were_seen(module, author, reviewer, staff):
    submit_for_review(page=write(module, author, lead="New words"), user=author)
    seen = act_of(module).revisions
    write(module, staff, lead="Other words")

    with pytest.raises(ReviewRefused, match="changed since you opened"):
        approve(page=ModulePage.objects.get(pk=module.pk), user=reviewer, seen=seen)

    assert waiting_titles() == {"Kingfisher"}


def test_sending_back_names_the_fields_of_each_page(module, author, reviewer):
    lesson = write(lesson_of(module, 1), author, lead="New lesson")
    submit_for_review(page=write(module, author, lead="New words"), user=author)

    send_back(
        page=module,
        user=reviewer,
        comment="Say who does it.",
        fields={module.pk: ["lead", "limits", "no_such_field"], lesson.pk: ["body"]},
    )

    [row] = sent_back_to(viewer_for(author)).rows
    assert (row.page.title, row.by, row.text) == ("Kingfisher", "Reviewer", "Say who does it.")
    assert [(page.title, said.named) for page, said in row.points] == [
        ("Kingfisher", "In one sentence, Limits"),
        ("Lesson 1", "Lesson"),
    ]
    assert said_about(lesson).named == "Lesson"
    assert sent_back_to(viewer_for(reviewer)).rows == ()


def test_what_was_said_is_settled_by_submitting_again(module, author, reviewer):
    lesson = write(lesson_of(module, 1), author, lead="New lesson")
    submit_for_review(page=lesson, user=author)
    send_back(page=module, user=reviewer, comment="More", fields={lesson.pk: ["body"]})

    submit_for_review(page=write(lesson, author, lead="Newer lesson"), user=author)

    assert waiting_titles() == {"Kingfisher", "Lesson 1"}
    assert said_about(lesson) is None
    assert sent_back_to(viewer_for(author)).rows == ()


def test_withdrawn_draft_no_longer_waits(module, author, reviewer):
    lesson = write(lesson_of(module, 1), author, lead="New lesson")
    submit_for_review(page=lesson, user=author)

    lesson.current_workflow_state.cancel(user=author)

    assert waiting_titles() == set()
    assert lesson_of(module, 1).lead != "New lesson"
    with pytest.raises(NotWaiting, match="was ended by Author"):
        approve(page=module, user=reviewer)


def test_publishing_past_the_review_publishes_what_waits_with_it(module, author, reviewer):
    lesson = write(lesson_of(module, 1), author, lead="New lesson")
    module = write(module, author, lead="New words")
    submit_for_review(page=module, user=author)

    module.latest_revision.publish(user=reviewer)

    assert waiting_titles() == set()
    assert LessonPage.objects.get(pk=lesson.pk).lead == "New lesson"


@pytest.mark.parametrize("lead", ["New words"])
def test_nothing_is_submitted_twice(lead, module, author):
    submit_for_review(page=write(module, author, lead=lead), user=author)

    with pytest.raises(ReviewRefused, match="waits for review already"):
        submit_for_review(page=module, user=author)


def test_unchanged_text_and_stand_ins_are_not_submitted(module, author):
    with pytest.raises(ReviewRefused, match="Nothing in “Kingfisher” has changed"):
        submit_for_review(page=module, user=author)


def test_every_act_is_written_down(module, author, reviewer):
    submit_for_review(page=write(module, author, lead="New words"), user=author)
    send_back(page=module, user=reviewer, comment="More")
    submit_for_review(page=module, user=author)
    approve(page=module, user=reviewer)

    acts = Entry.objects.filter(act__startswith="review.", object_uuid=module.uuid).order_by("pk")
    assert list(acts.values_list("act", "actor")) == [
        ("review.asked", "Author"),
        ("review.sent_back", "Reviewer"),
        ("review.asked", "Author"),
        ("review.approved", "Reviewer"),
    ]


def test_letters_go_only_to_those_who_may_see_and_once_for_a_whole(module, author, reviewer, staff, border_post_west):
    for person in (reviewer, staff):
        person.email = f"{person.username}@example.org"
        person.save()
    mark(module, Label.AMBER, owner=border_post_west)
    lesson = write(lesson_of(module, 1), author, lead="New lesson")

    submit_for_review(page=lesson, user=author)

    assert [letter.to for letter in mail.outbox] == [["reviewer@example.org"]]


def test_queue_shows_and_counts_only_what_may_be_seen(module, modules_index, author, reviewer, staff, border_post_west):
    other = ModuleFactory(parent=modules_index, title="Woodpecker", slug="woodpecker", live=False)
    mark(other, Label.AMBER, owner=border_post_west)
    for page in (module, other):
        submit_for_review(page=write(page, author, lead="New words"), user=author)

    queues = {person.username: to_review(viewer_for(person)) for person in (reviewer, staff)}

    assert {name: [row.page.title for row in queue.rows] for name, queue in queues.items()} == {
        "reviewer": ["Kingfisher", "Woodpecker"],
        "staff": ["Kingfisher"],
    }
    assert {name: queue.total for name, queue in queues.items()} == {"reviewer": 2, "staff": 1}
    assert Group.objects.get(name="Staff") in staff.groups.all()
