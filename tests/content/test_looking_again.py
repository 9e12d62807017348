"""Looking at published texts again: still right, needs work, letters; the facts that are old."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from wagtail_localize.synctree import create_aliases_for_new_page

from accounts.choices import Role
from accounts.queries import viewer_for
from audit.models import Entry
from best_practices.modules.models import ModulePage
from content.models import ReviewLetter
from content.queries import notes_for, old_facts, overdue_reviews
from content.services import ReviewRefused, ask_for_work, still_right
from core.labels import Label
from tests.content.reviewing import write
from tests.factories.accounts import OrganisationFactory, PersonFactory
from tests.factories.content import in_russian, mark
from tests.factories.modules import ModuleFactory

pytestmark = pytest.mark.django_db

LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def late(prepared, modules_index, modules_index_ru, border_post_west):
    module = ModuleFactory(
        parent=modules_index, title="Kingfisher", slug="kingfisher", review_due=LONG_AGO, valid_as_of=LONG_AGO
    )
    mark(module, Label.GREEN, owner=border_post_west)
    return ModulePage.objects.get(pk=module.pk)


def in_a_year():
    return timezone.localdate() + timedelta(days=365)


def test_still_right_sets_the_day_in_every_language_and_is_logged(late, reviewer):
    russian = in_russian(late, title="Зимородок")
    revisions = late.revisions.count()

    still_right(page=late, user=reviewer, until=in_a_year())

    for page in ModulePage.objects.filter(pk__in=[late.pk, russian.pk]):
        assert (page.review_due, page.valid_as_of) == (in_a_year(), timezone.localdate())
    assert late.revisions.count() == revisions
    assert overdue_reviews(viewer_for(reviewer), language="en").total == 0
    entry = Entry.objects.get(act="review.still_right")
    assert (entry.actor, entry.object_uuid, entry.detail["before"]) == ("Reviewer", late.uuid, "2020-01-01")


def test_day_outlives_the_next_publishing(late, reviewer, author):
    written = write(late, author, lead="New words")

    still_right(page=late, user=reviewer, until=in_a_year())
    ModulePage.objects.get(pk=written.pk).latest_revision.publish(user=reviewer)

    page = ModulePage.objects.get(pk=late.pk)
    assert (page.lead, page.review_due) == ("New words", in_a_year())


@pytest.mark.parametrize("days", [-1, 0])
def test_day_that_is_not_to_come_is_refused(days, late, reviewer):
    with pytest.raises(ReviewRefused, match="not to come"):
        still_right(page=late, user=reviewer, until=timezone.localdate() + timedelta(days=days))

    assert ModulePage.objects.get(pk=late.pk).review_due == LONG_AGO


def test_reviewer_says_so_on_the_page_of_the_desk(late, reviewer, client_of):
    client = client_of(reviewer)
    address = f"/en/desk/review/{late.pk}/again/"
    assert address in client.get("/en/desk/").content.decode()

    told = client.post(address, {"act": "right", "until": "2020-02-30", "note": ""})
    done = client.post(address, {"act": "right", "until": in_a_year().isoformat()})

    assert 'value="2020-02-30"' in told.content.decode()
    assert done.url == "/en/desk/"
    assert ModulePage.objects.get(pk=late.pk).review_due == in_a_year()


@pytest.mark.parametrize(
    "form", [{}, {"act": "burn"}, {"act": "right"}, {"act": "right", "until": "2020-01-01"}, {"act": "work"}]
)
def test_incomplete_looks_change_nothing(form, late, reviewer, client_of):
    response = client_of(reviewer).post(f"/en/desk/review/{late.pk}/again/", form)

    assert response.status_code == 200
    assert "see the field below" in response.content.decode() or not form
    assert ModulePage.objects.get(pk=late.pk).review_due == LONG_AGO


def test_note_reaches_the_author_on_the_desk_and_beside_the_field(late, author, reviewer, client_of):
    write(late, author, lead="New words")

    ask_for_work(page=late, user=reviewer, note="The scanner was replaced.")

    [note] = notes_for(viewer_for(author)).rows
    assert (note.page.pk, note.by, note.text) == (late.pk, "Reviewer", "The scanner was replaced.")
    assert "The scanner was replaced." in client_of(author).get("/en/desk/").content.decode()
    assert late.wagtail_admin_comments.get().contentpath == "review_due"
    assert notes_for(viewer_for(reviewer)).rows == ()


def test_only_reviewers_of_the_owner_are_asked(late, reviewer, staff, programme_office):
    elsewhere = PersonFactory(username="elsewhere", organisation=OrganisationFactory(slug="x"), role=Role.REVIEWER)
    above = PersonFactory(username="above", organisation=programme_office, role=Role.REVIEWER)

    found = {
        user.username: overdue_reviews(viewer_for(user), language="en").total
        for user in (reviewer, staff, elsewhere, above)
    }

    assert found == {"reviewer": 1, "staff": 1, "elsewhere": 0, "above": 1}


def test_letter_is_in_the_persons_language_and_once_a_week(late, reviewer, staff):
    create_aliases_for_new_page(late)
    for user, language in ((reviewer, "ru"), (staff, "en")):
        user.email, user.language = f"{user.username}@example.org", language
        user.save()

    call_command("run_due")
    call_command("run_due")

    assert sorted(letter.to[0] for letter in mail.outbox) == ["reviewer@example.org", "staff@example.org"]
    letters = {letter.to[0]: letter.body for letter in mail.outbox}
    assert "/en/desk/#overdue" in letters["staff@example.org"]
    assert "/ru/desk/#overdue" in letters["reviewer@example.org"]
    assert all("Kingfisher" in body for body in letters.values())
    ReviewLetter.objects.update(sent_at=timezone.now() - timedelta(days=8))
    call_command("run_due")
    assert len(mail.outbox) == 4


def test_whoever_wants_no_letters_gets_none(late, reviewer):
    reviewer.email, reviewer.gets_review_letters = "reviewer@example.org", False
    reviewer.save()

    call_command("run_due")

    assert mail.outbox == []


def test_nothing_due_is_no_letter(prepared, reviewer):
    reviewer.email = "reviewer@example.org"
    reviewer.save()

    call_command("run_due")

    assert mail.outbox == []


def test_facts_older_than_a_year_are_listed(late, modules_index, staff):
    ModuleFactory(parent=modules_index, title="Fresh", slug="fresh", valid_as_of=timezone.localdate())

    assert [(row.page.title, row.on) for row in old_facts(viewer_for(staff), language="en")] == [
        ("Kingfisher", LONG_AGO)
    ]
