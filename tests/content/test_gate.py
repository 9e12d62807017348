"""The two-person gate: nobody releases what they wrote, by whatever way; cases by their owner; languages."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, TaskState, Workflow, WorkflowTask

from accounts.choices import Role
from accounts.services import give_role
from audit.models import Entry
from best_practices.cases.models import CaseIndexPage, CaseStudyPage
from best_practices.modules.models import LessonPage, ModulePage
from content.gate import Held, obstacles_for
from content.models import ReviewTask
from content.queries import act_of, standing_in
from content.services import ReviewRefused, approve, submit_for_review
from core.labels import Label
from tests.content.reviewing import lesson_of, module_of_three, person, write
from tests.factories.accounts import OrganisationFactory, PersonFactory
from tests.factories.cases import CaseFactory
from tests.factories.content import mark
from tests.factories.reference import SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def module(prepared, modules_index):
    return module_of_three(modules_index)


@pytest.fixture
def written(module, reviewer, author):
    """A reviewer wrote on it first, its author last; it waits."""
    write(module, reviewer, lead="A reviewer's words")
    submit_for_review(page=write(module, author, lead="New words"), user=author)
    return ModulePage.objects.get(pk=module.pk)


def lead_of(page):
    return ModulePage.objects.get(pk=page.pk).lead


def test_who_wrote_any_part_of_the_draft_may_not_approve_it(written, reviewer, staff):
    before = lead_of(written)

    with pytest.raises(ReviewRefused, match="You wrote on “Kingfisher” yourself"):
        approve(page=written, user=reviewer)

    assert lead_of(written) == before
    approve(page=written, user=staff)
    assert lead_of(written) == "New words"


def test_what_was_published_since_is_no_draft_of_anybody(written, reviewer, staff, author):
    approve(page=written, user=staff)
    submit_for_review(page=write(written, author, lead="Newer words"), user=author)

    approve(page=written, user=reviewer)

    assert lead_of(written) == "Newer words"


def test_who_wrote_a_lesson_may_not_approve_its_module(module, reviewer, author):
    write(lesson_of(module, 1), reviewer, lead="A reviewer's lesson")
    submit_for_review(page=write(module, author, lead="New words"), user=author)

    with pytest.raises(ReviewRefused, match="You wrote on “Lesson 1” yourself"):
        approve(page=module, user=reviewer)

    assert act_of(module) is not None


def test_page_says_why_and_who_else_could(written, reviewer, staff, client_of):
    text = client_of(reviewer).get(f"/en/desk/review/{written.pk}/").content.decode()

    assert "You wrote on “Kingfisher” yourself: somebody else decides." in text
    assert "Who could decide: Staff." in text
    assert 'value="publish"' not in text
    assert 'value="back"' in text


def test_page_says_if_nobody_else_can(written, reviewer, client_of):
    text = client_of(reviewer).get(f"/en/desk/review/{written.pk}/").content.decode()

    assert "Nobody else can decide at present." in text


def test_forged_publishing_of_ones_own_is_refused_with_the_reason(written, reviewer, client_of):
    seen = " ".join(map(str, act_of(written).revisions))

    response = client_of(reviewer).post(
        f"/en/desk/review/{written.pk}/", {"act": "publish", "seen": seen, "because": "I say so"}
    )

    assert "You wrote on “Kingfisher” yourself" in response.content.decode()
    assert act_of(written) is not None


# Administrators


@pytest.fixture
def admin_member(prepared, programme_office):
    return person(Role.ADMINISTRATOR, programme_office)


@pytest.mark.parametrize("because", ["", "   "])
def test_administrator_needs_a_reason_for_their_own_text(because, module, admin_member, client_of):
    submit_for_review(page=write(module, admin_member, lead="New words"), user=admin_member)
    address = f"/en/desk/review/{module.pk}/"
    seen = " ".join(map(str, act_of(module).revisions))

    response = client_of(admin_member).post(address, {"act": "publish", "seen": seen, "because": because})

    assert "Say why nobody else decides." in response.content.decode()
    assert act_of(module) is not None


def test_administrator_releases_their_own_with_a_reason_and_it_is_logged(module, admin_member, client_of):
    module = write(module, admin_member, lead="New words")
    submit_for_review(page=module, user=admin_member)
    seen = " ".join(map(str, act_of(module).revisions))

    response = client_of(admin_member).post(
        f"/en/desk/review/{module.pk}/", {"act": "publish", "seen": seen, "because": "Nobody else is there."}
    )

    assert response.status_code == 302
    assert lead_of(module) == "New words"
    entry = Entry.objects.get(act="review.released_by_author")
    assert (entry.actor, entry.object_uuid, entry.detail) == (
        "Administrator",
        module.uuid,
        {"because": "Nobody else is there."},
    )


def test_reason_does_not_help_anybody_else(written, reviewer):
    with pytest.raises(ReviewRefused, match="yourself"):
        approve(page=written, user=reviewer, because="I am in a hurry")


# Wagtail's own ways


def test_no_way_of_wagtail_publishes_ones_own(module, staff):
    page = write(module, staff, lead="New words")

    for user in (staff, None):
        with pytest.raises(Held, match="yourself"):
            page.latest_revision.publish(user=user, skip_permission_checks=True)

    assert lead_of(page) != "New words"


def test_bulk_publishing_says_why_not(module, staff, client_of):
    page = write(module, staff, lead="New words")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}"

    response = client_of(staff).post(address, follow=True)

    assert "You wrote on “Kingfisher” yourself" in response.content.decode()
    assert lead_of(page) != "New words"


def test_reviews_in_the_editor_offer_approval_to_others_only(written, reviewer, staff):
    task = written.current_workflow_task

    assert [name for name, _title, _modal in task.get_actions(written, reviewer)] == ["reject"]
    assert "approve" in [name for name, _title, _modal in task.get_actions(written, staff)]


def test_editor_has_no_button_to_publish(module, staff, client_of):
    text = client_of(staff).get(reverse("wagtailadmin_pages:edit", args=[module.pk])).content.decode()

    assert "action-publish" not in text
    assert "action-submit" in text


def test_restored_old_text_is_written_by_who_restores_it(module, staff, reviewer):
    old = module.save_revision(user=None)
    write(module, reviewer, lead="New words")
    restored = ModulePage.objects.get(pk=module.pk).revisions.get(pk=old.pk).as_object()

    revision = restored.save_revision(user=staff, previous_revision=old)

    with pytest.raises(Held, match="yourself"):
        revision.publish(user=staff, previous_revision=old)


# Planned publishing


def test_planned_hour_publishes_by_itself_what_somebody_else_approved(written, staff):
    hour = timezone.now() + timedelta(days=2)
    before = lead_of(written)

    approve(page=written, user=staff, at=hour)

    assert lead_of(written) == before
    page = ModulePage.objects.get(pk=written.pk)
    assert page.scheduled_revision.approved_go_live_at == hour
    revision = page.scheduled_revision  # the others were never approved
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save(update_fields=["approved_go_live_at", "content"])
    call_command("run_due")
    assert lead_of(written) == "New words"


def test_written_on_after_approval_is_not_what_goes_live(written, staff, author):
    approve(page=written, user=staff, at=timezone.now() + timedelta(days=2))

    later = write(written, author, lead="Not seen by anybody")

    assert later.scheduled_revision.pk != later.latest_revision_id


@pytest.mark.parametrize("days", [-1, 0])
def test_hour_in_the_past_is_refused_and_nothing_is_published(days, written, staff):
    before = lead_of(written)

    with pytest.raises(ReviewRefused, match="This hour is past"):
        approve(page=written, user=staff, at=timezone.now() + timedelta(days=days))

    assert lead_of(written) == before
    assert act_of(written) is not None


# Cases


@pytest.fixture
def case(prepared, author, border_post_west):
    SourceFactory()
    case = CaseFactory(parent=CaseIndexPage.objects.get(locale__language_code="en"))
    mark(case, Label.GREEN, owner=border_post_west)
    submit_for_review(page=write(case, author, lead="New words"), user=author)
    return CaseStudyPage.objects.get(pk=case.pk)


def test_case_is_released_by_a_releasing_officer_of_its_owner(case, staff, reviewer, programme_office):
    elsewhere = PersonFactory(username="elsewhere", organisation=OrganisationFactory(slug="x"), role=Role.REVIEWER)
    above = PersonFactory(username="above", organisation=programme_office, role=Role.REVIEWER)

    for person_ in (staff, elsewhere):
        with pytest.raises(ReviewRefused, match="released by a releasing officer of its owner"):
            approve(page=case, user=person_)

    assert not obstacles_for(above, case)
    assert standing_in(act_of(case), staff).others == ("Above", "Reviewer")
    approve(page=case, user=reviewer)
    assert CaseStudyPage.objects.get(pk=case.pk).lead == "New words"


def test_case_without_owner_is_released_by_nobody(case, reviewer):
    mark(case, Label.GREEN, owner=None)

    with pytest.raises(ReviewRefused, match="has no owner"):
        approve(page=case, user=reviewer)


def test_administrator_cannot_release_a_case_for_its_owner(case, admin_member):
    with pytest.raises(ReviewRefused, match="releasing officer"):
        approve(page=case, user=admin_member, because="There is no time")


# Setting up


def test_task_of_before_is_taken_over_with_what_waits(prepared, written):
    workflow = Workflow.objects.get(name="Review")
    old = GroupApprovalTask.objects.create(name="Review")
    WorkflowTask.objects.filter(workflow=workflow).update(task=old)
    TaskState.objects.update(task=old)

    call_command("prepare_site", verbosity=0)

    assert isinstance(workflow.tasks.get().specific, ReviewTask)
    assert isinstance(ModulePage.objects.get(pk=written.pk).current_workflow_task, ReviewTask)


def test_person_of_two_roles_is_still_the_author(module, author, border_post_west):
    give_role(user=author, organisation=border_post_west, role=Role.REVIEWER)
    lesson = write(lesson_of(module, 0), author, lead="Mine")
    submit_for_review(page=lesson, user=author)

    with pytest.raises(ReviewRefused, match="yourself"):
        approve(page=lesson, user=author)

    assert LessonPage.objects.get(pk=lesson.pk).lead != "Mine"
