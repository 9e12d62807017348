"""The staff's and the author's desk: what waits for whom, oldest first, and nothing of what is hidden."""

from datetime import date, timedelta

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import TaskState
from wagtail_localize.synctree import create_aliases_for_new_page

from accounts.choices import Role
from accounts.queries import viewer_for
from best_practices.modules.models import ModulePage
from content.queries import drafts_of, overdue_reviews, to_review, to_translate
from content.services import approve, send_back, submit_for_review
from core.labels import Label
from core.slots import fillings
from tests.content.planted import WORDS
from tests.content.reviewing import lesson_of, module_of_three, person, write
from tests.factories.content import in_russian, mark
from tests.factories.modules import LessonFactory, ModuleFactory

pytestmark = pytest.mark.django_db

LONG_AGO = date(2020, 1, 1)


def submit(index, author, title, days, **fields):
    """A new module that waits since some days."""
    module = ModuleFactory(parent=index, title=title, slug=title.lower(), live=False, **fields)
    submit_for_review(page=write(module, author, lead="Words"), user=author)
    since = timezone.now() - timedelta(days=days, hours=1)
    TaskState.objects.filter(workflow_state__object_id=str(module.pk)).update(started_at=since)
    return module


def desk_of(client_of, who, language="en"):
    return client_of(who).get(f"/{language}/desk/").content.decode()


def test_queue_is_oldest_first_with_age_kind_and_submitter(prepared, modules_index, author, reviewer, client_of):
    submit(modules_index, author, "Woodpecker", 2)
    submit(modules_index, author, "Kingfisher", 5)

    rows = to_review(viewer_for(reviewer)).rows

    assert [(row.page.title, row.days, row.by, row.kind) for row in rows] == [
        ("Kingfisher", 5, "Author", "best-practice module"),
        ("Woodpecker", 2, "Author", "best-practice module"),
    ]
    desk = desk_of(client_of, reviewer)
    assert desk.index("Kingfisher") < desk.index("Woodpecker")
    assert "5 days" in desk


def test_long_queue_shows_twenty_and_counts_all(prepared, modules_index, author, reviewer, client_of):
    for number in range(22):
        submit(modules_index, author, f"Bird-{number}", number)

    queue = to_review(viewer_for(reviewer))

    assert (len(queue.rows), queue.total) == (20, 22)
    assert "All 22" in desk_of(client_of, reviewer)


def test_hidden_page_is_neither_listed_nor_counted(prepared, modules_index, author, staff, border_post_west, client_of):
    module = submit(modules_index, author, "Nightingale", 1, review_due=LONG_AGO)
    approve(page=module, user=person(Role.REVIEWER, border_post_west))
    submit_for_review(page=write(module, author, lead="More"), user=author)
    mark(module, Label.AMBER, owner=border_post_west)

    assert to_review(viewer_for(staff)).total == 0
    assert overdue_reviews(viewer_for(staff), language="en").total == 0
    assert all("Nightingale" not in row.page.title for found in to_translate(viewer_for(staff)) for row in found.rows)
    assert "Nightingale" not in desk_of(client_of, staff)


@pytest.mark.parametrize("who", ["officer", "organiser", "author"])
def test_desk_of_others_has_no_queue(who, request, prepared, client_of):
    assert 'id="to-review"' not in desk_of(client_of, request.getfixturevalue(who))


def test_empty_desk_says_so(prepared, reviewer, client_of):
    desk = desk_of(client_of, reviewer)

    for text in ("Nothing waits for review.", "Everything published was looked at in time.", "You have no draft"):
        assert text in desk


def test_overdue_lists_a_lesson_only_without_its_module(prepared, modules_index, staff):
    due = {"review_due": LONG_AGO}
    late = ModuleFactory(parent=modules_index, title="Late", slug="late", **due)
    LessonFactory(parent=late, title="Late with it", slug="with", **due)
    fresh = ModuleFactory(parent=modules_index, title="Fresh", slug="fresh", review_due=date(2999, 1, 1))
    LessonFactory(parent=fresh, title="Late alone", slug="alone", review_due=date(2021, 1, 1))
    ModuleFactory(parent=modules_index, title="A draft", slug="draft", live=False, **due)

    found = overdue_reviews(viewer_for(staff), language="en")

    assert [(row.page.title, row.due) for row in found.rows] == [
        ("Late", LONG_AGO),
        ("Late alone", date(2021, 1, 1)),
    ]


def test_stand_ins_and_old_translations_wait_for_translation(
    prepared, modules_index, modules_index_ru, staff, reviewer
):
    create_aliases_for_new_page(ModuleFactory(parent=modules_index, title="Alone", slug="alone"))
    stale = ModuleFactory(parent=modules_index, title="Changed", slug="changed")
    in_russian(stale, title="Изменён")
    fresh = ModuleFactory(parent=modules_index, title="Same", slug="same")
    in_russian(fresh, title="Тот же")
    write(stale, staff, lead="Newer").latest_revision.publish(user=reviewer)

    found = {language.code: language for language in to_translate(viewer_for(staff))}

    modules = [row for row in found["ru"].rows if row.kind == "best-practice module"]
    assert [(row.page.title, row.stale) for row in modules] == [("Alone", False), ("Изменён", True)]
    assert "en" not in found


def test_drafts_are_ones_own_and_not_submitted(prepared, modules_index, author, reviewer):
    module = module_of_three(modules_index)
    write(module, author, lead="New words")
    submit_for_review(page=write(lesson_of(module, 0), author, lead="New"), user=author)
    other = ModuleFactory(parent=modules_index, title="Heron", slug="heron")
    write(other, author, lead="New words")

    assert [row.page.title for row in drafts_of(viewer_for(author)).rows] == ["Heron"]
    assert drafts_of(viewer_for(reviewer)).rows == ()


OF_CONTENT = [
    filling
    for filling in fillings()
    if filling.filler.__module__ == "content.slots" and filling.slot.startswith("desk.")
]


@pytest.mark.parametrize("number", [1, 3])
def test_sections_need_no_more_queries_than_they_declare(
    number, prepared, modules_index, author, staff, rf, count_queries
):
    for each in range(number):
        submit(modules_index, author, f"Bird-{each}", each)
        late = ModuleFactory(parent=modules_index, title=f"Late-{each}", slug=f"late-{each}", review_due=LONG_AGO)
        write(late, staff, lead="New words")
        module = submit(modules_index, staff, f"Mine-{each}", each)
        send_back(page=module, user=staff, comment="More", fields={module.pk: ["lead"]})
    request = rf.get("/en/desk/")
    request.viewer = viewer_for(staff)

    counted = {}
    for filling in OF_CONTENT:
        filling.filler(request=request, viewer=request.viewer, subject=None)
        with count_queries() as found:
            filling.filler(request=request, viewer=request.viewer, subject=None)
        counted[filling.filler.__name__] = found.number

    of_sharing = {"openings": 0, "broken_glass": 0, "who_sees_what": 0}
    assert counted == of_sharing | {
        "sent_back": 2,
        "notes": 1,
        "review_queue": 2,
        "new_looks": 2,
        "drafts": 1,
        "translations": 1,
    }
    assert all(counted[filling.filler.__name__] <= filling.queries for filling in OF_CONTENT)


@pytest.mark.parametrize("number", [1, 3])
def test_desk_of_staff_stays_below_its_ceiling(
    number, prepared, modules_index, author, staff, client_of, count_queries, settings
):
    """With the cache of an installation, a table, and cold: as tests/bench counts an officer's."""
    settings.CACHES = settings.CACHES | {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "corridor_cache"}
    }
    call_command("createcachetable", verbosity=0)
    for each in range(number):
        submit(modules_index, author, f"Bird-{each}", each)
        module_of_three(modules_index, title=f"Late-{each}", slug=f"late-{each}", review_due=LONG_AGO)
    client = client_of(staff)
    client.get("/en/desk/")
    caches["pages"].clear()

    with count_queries() as counted:
        client.get("/en/desk/")

    assert counted.number <= DESK_OF_STAFF


DESK_OF_STAFF = 26
"""An officer's needs at most 22; this one shows reviews and translations besides."""


@pytest.fixture
def put_to_review(prepared, planted):
    """The planted modules, all of them in the review of this installation."""
    for found in planted.modules.values():
        workflow = ModulePage.objects.get(pk=found.module.pk).get_workflow()
        assert found.workflow_state.workflow == workflow
    return planted


TOLD_OF_TASKS = ["/admin/", "/admin/reports/workflow/", "/admin/reports/workflow_tasks/"]
"""Where Wagtail tells deciders of everything in their task; the rest of the admin: test_admin_doors."""


@pytest.mark.parametrize("address", TOLD_OF_TASKS)
@pytest.mark.parametrize("who", ["staff", "owner"])
def test_admin_tells_deciders_only_of_what_they_see(who, address, put_to_review, client_of):
    text = client_of(put_to_review.people[who]).get(address).content.decode()

    seen = {"staff": ["green", "strict"], "owner": ["green", "amber", "strict"]}[who]
    assert [name for name, word in WORDS.items() if word in text] == [name for name in WORDS if name in seen]


def test_desks_of_deciders_tell_only_of_what_they_see(put_to_review, client_of):
    desk = desk_of(client_of, put_to_review.people["staff"])

    assert {name: word in desk for name, word in WORDS.items()} == {"green": True, "amber": False, "strict": True}
