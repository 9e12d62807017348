"""Marking: at once, for the whole and its parts, in every language, and written down."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.choices import Role
from accounts.queries import viewer_for
from audit.models import Entry
from best_practices.modules.models import LessonPage, ModulePage
from best_practices.quizzes.models import Question, Quiz, QuizQuestion
from content import due
from content.handling import Handling
from content.middleware import seconds_to_keep
from content.services import MarkingRefused, mark_page
from content.version import content_version
from content.visibility import handling_of, may_see_key
from core.labels import Label
from tests.factories.accounts import PersonFactory
from tests.factories.content import StandardPageFactory, in_russian, language, mark
from tests.factories.modules import LessonFactory, ModuleFactory
from tests.factories.quizzes import QuestionFactory, QuizFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def module(site, modules_index):
    return ModuleFactory(parent=modules_index, title="Kingfisher", slug="kingfisher")


def label_of(thing):
    return handling_of(type(thing)._default_manager.get(pk=thing.pk)).label


def test_marking_takes_a_cached_page_from_strangers_at_once(
    module, client_of, stranger, pcu_east, django_capture_on_commit_callbacks
):
    reader = client_of(stranger)
    reader.get(module.url)
    assert reader.get(module.url)["X-Cache"] == "hit"

    with django_capture_on_commit_callbacks(execute=True):
        mark(module, Label.AMBER, owner=pcu_east)

    assert reader.get(module.url).status_code == 404
    assert "Kingfisher" not in reader.get("/en/best-practices/").content.decode()


def test_marking_is_written_down(module, officer, pcu_east, border_post_west):
    mark(module, Label.AMBER, actor=officer, owner=pcu_east, shared_with=[border_post_west])

    entry = Entry.objects.filter(act="handling.changed").last()
    assert (entry.actor_uuid, entry.object_uuid, entry.object_title) == (
        officer.uuid,
        module.handling_key,
        "Kingfisher",
    )
    assert entry.detail == {
        "from": "TLP:CLEAR",
        "to": "TLP:AMBER",
        "owner": "training-pcu-east",
        "shared_with": ["training-border-post-west"],
    }


def test_marking_what_is_so_already_writes_nothing(module, pcu_east):
    mark(module, Label.AMBER, owner=pcu_east, shared_with=[pcu_east])
    before = list(Handling.objects.order_by("pk").values()), Entry.objects.count()

    mark(module, Label.AMBER, owner=pcu_east, shared_with=[pcu_east])

    assert (list(Handling.objects.order_by("pk").values()), Entry.objects.count()) == before


def test_marking_gives_files_a_new_address(module):
    before = handling_of(module).version

    mark(module, Label.GREEN)

    assert Handling.objects.get(key=module.handling_key).version == before + 1


def test_lessons_are_marked_with_their_module_in_every_language(module, pcu_east):
    lesson = LessonFactory(parent=module)
    russian_module = in_russian(module, title="Зимородок")
    russian_lesson = in_russian(lesson, title="Урок")
    only_russian = LessonFactory(parent=russian_module, title="Только по-русски", slug="only-russian")

    mark(module, Label.AMBER, owner=pcu_east)

    assert [label_of(page) for page in (module, lesson, russian_module, russian_lesson, only_russian)] == [
        "TLP:AMBER"
    ] * 5
    assert handling_of(LessonPage.objects.get(pk=lesson.pk)).owner == pcu_east


def test_lesson_cannot_be_marked_alone(module):
    lesson = LessonFactory(parent=module)

    with pytest.raises(MarkingRefused, match="Mark “Kingfisher” instead"):
        mark_page(page=lesson, label=Label.GREEN)

    assert label_of(lesson) == "TLP:CLEAR"


def test_page_below_a_plain_page_keeps_its_own_label(home):
    above = StandardPageFactory(parent=home)
    below = StandardPageFactory(parent=above)

    mark(above, Label.GREEN)

    assert [label_of(above), label_of(below)] == ["TLP:GREEN", "TLP:CLEAR"]


def test_lesson_that_is_moved_takes_the_handling_of_its_new_module(module, modules_index, pcu_east):
    closed = ModuleFactory(parent=modules_index)
    mark(closed, Label.AMBER, owner=pcu_east)
    lesson = LessonFactory(parent=module)

    lesson.move(ModulePage.objects.get(pk=closed.pk), pos="last-child")

    handling = handling_of(LessonPage.objects.get(pk=lesson.pk))
    assert (handling.label, handling.owner) == ("TLP:AMBER", pcu_east)


def test_translation_and_stand_in_share_the_handling(module, home_ru, pcu_east):
    stand_in = module.copy_for_translation(language("ru"), alias=True)
    as_stand_in = handling_of(stand_in)
    stand_in.delete()
    translation = in_russian(module)

    mark(module, Label.AMBER, owner=pcu_east)

    assert [as_stand_in.key, handling_of(translation).key] == [module.translation_key] * 2
    assert label_of(translation) == "TLP:AMBER"


# Copies


def test_copy_has_an_identity_and_a_handling_of_its_own(module, modules_index, pcu_east, border_post_west):
    LessonFactory(parent=module)
    mark(module, Label.AMBER, owner=pcu_east, shared_with=[border_post_west])

    copy = ModulePage.objects.get(pk=module.pk).copy(
        recursive=True, update_attrs={"slug": "copy", "title": "Copy"}, keep_live=True
    )

    handling, original = handling_of(copy), handling_of(ModulePage.objects.get(pk=module.pk))
    assert copy.uuid != module.uuid
    assert (handling.key, handling.pk) != (original.key, original.pk)
    assert (handling.label, handling.owner) == ("TLP:AMBER", pcu_east)
    assert list(handling.shared_with.all()) == [border_post_west]
    assert label_of(LessonPage.objects.child_of(copy).get()) == "TLP:AMBER"


def test_copy_is_marked_apart_from_its_original(module):
    copy = module.copy(update_attrs={"slug": "copy"})

    mark(copy, Label.GREEN)

    assert [label_of(copy), label_of(module)] == ["TLP:GREEN", "TLP:CLEAR"]


def test_copy_made_in_the_admin_is_as_closed_as_its_original(module, modules_index, client_of, administrator, pcu_east):
    mark(module, Label.AMBER, owner=pcu_east)

    answer = client_of(administrator).post(
        f"/admin/pages/{module.pk}/copy/",
        {
            "new_title": "Copy",
            "new_slug": "copy",
            "new_parent_page": modules_index.pk,
            "publish_copies": "on",
        },
    )

    copy = ModulePage.objects.get(slug="copy")
    assert answer.status_code == 302
    assert (label_of(copy), copy.live, copy.uuid == module.uuid) == ("TLP:AMBER", True, False)


def test_alias_in_the_same_language_is_marked_with_its_original(module, pcu_east):
    alias = module.create_alias(update_slug="alias")
    assert alias.translation_key != module.translation_key

    mark(module, Label.AMBER, owner=pcu_east)

    assert label_of(alias) == "TLP:AMBER"
    assert ModulePage.objects.values("uuid").distinct().count() == 2


def test_alias_of_a_closed_page_is_closed(module, pcu_east):
    mark(module, Label.AMBER, owner=pcu_east)

    alias = ModulePage.objects.get(pk=module.pk).create_alias(update_slug="alias")

    assert label_of(alias) == "TLP:AMBER"


def test_restoring_an_old_revision_keeps_identity_and_handling(module, client_of, administrator, pcu_east):
    old = module.latest_revision
    module.title = "Kingfisher, second edition"
    module.save_revision().publish()
    mark(module, Label.AMBER, owner=pcu_east)

    old.publish()

    restored = ModulePage.objects.get(pk=module.pk)
    assert (restored.title, restored.uuid, restored.origin) == ("Kingfisher", module.uuid, module.origin)
    assert label_of(restored) == "TLP:AMBER"


def test_last_language_version_takes_the_handling_with_it(module):
    russian = in_russian(module)
    key = module.handling_key

    ModulePage.objects.get(pk=russian.pk).delete()
    assert Handling.objects.filter(key=key).count() == 1

    ModulePage.objects.get(pk=module.pk).delete()
    assert Handling.objects.filter(key=key).count() == 0


# Quizzes


@pytest.fixture
def question(db):
    return QuestionFactory()


@pytest.fixture
def quiz(question):
    return QuizFactory(questions=[question])


def test_quiz_and_its_questions_follow_the_module(module, quiz, question, pcu_east):
    module.quiz = quiz
    module.save_revision().publish()

    mark(module, Label.AMBER, owner=pcu_east)

    handlings = Handling.objects.filter(key__in=[quiz.handling_key, question.handling_key])
    assert [(row.label, row.owner) for row in handlings] == [("TLP:AMBER", pcu_east)] * 2


def test_quiz_chosen_later_takes_the_handling_of_the_module(module, quiz, question, pcu_east):
    mark(module, Label.AMBER, owner=pcu_east)

    module = ModulePage.objects.get(pk=module.pk)
    module.quiz = quiz
    module.save_revision().publish()

    assert [label_of(quiz), label_of(question)] == ["TLP:AMBER"] * 2


def test_question_added_to_a_closed_quiz_is_closed(quiz, pcu_east):
    mark(quiz, Label.AMBER, owner=pcu_east)
    added = QuestionFactory()
    quiz = Quiz.objects.get(pk=quiz.pk)

    quiz.quiz_questions = [*quiz.quiz_questions.all(), QuizQuestion(question=added, sort_order=9)]
    quiz.save_revision().publish()

    assert label_of(Question.objects.get(pk=added.pk)) == "TLP:AMBER"


def test_question_that_another_quiz_asks_too_keeps_its_handling(quiz, question, pcu_east):
    QuizFactory(questions=[question])

    mark(quiz, Label.AMBER, owner=pcu_east)

    assert label_of(question) == "TLP:GREEN"


# Time


def test_owner_alone_sees_a_page_before_its_embargo_ends_and_after_it_expires(module, officer, organiser, pcu_east):
    now = timezone.now()
    seen = {}
    for name, terms in {
        "embargo": {"embargo_until": now + timedelta(hours=1)},
        "expired": {"expires_at": now - timedelta(hours=1)},
        "in force": {"embargo_until": now - timedelta(hours=1), "expires_at": now + timedelta(hours=1)},
    }.items():
        mark(module, Label.CLEAR, owner=pcu_east, **terms)
        seen[name] = [may_see_key(viewer_for(person), module.handling_key) for person in (officer, organiser)]

    assert seen == {"embargo": [True, False], "expired": [True, False], "in force": [True, True]}


def test_page_of_a_stranger_is_kept_for_a_day_or_until_something_expires(module):
    now = timezone.now()
    without_a_date = seconds_to_keep(now)
    mark(module, Label.CLEAR, embargo_until=now - timedelta(seconds=5), expires_at=now + timedelta(seconds=600))

    assert (without_a_date, seconds_to_keep(now)) == (86_400, 600)


@pytest.mark.parametrize(("minutes_ago", "outdated"), [(5, True), (60, False)])
def test_every_cache_is_outdated_soon_after_an_expiry(minutes_ago, outdated, module):
    mark(module, Label.CLEAR, expires_at=timezone.now() - timedelta(minutes=minutes_ago))
    before = content_version()

    due.run()

    assert (content_version() != before) == outdated


def test_marking_makes_a_new_content_version(module, django_capture_on_commit_callbacks):
    before = content_version()

    with django_capture_on_commit_callbacks(execute=True):
        mark(module, Label.GREEN)

    assert content_version() != before


# In the admin


def test_marking_in_the_admin_marks_the_module_and_says_so(module, client_of, administrator, pcu_east):
    lesson = LessonFactory(parent=module)

    answer = client_of(administrator).post(
        f"/admin/handling/{module.pk}/",
        {"label": "TLP:AMBER+STRICT", "owner": pcu_east.pk, "shared_with": [pcu_east.pk], "only_we": "on"},
        follow=True,
    )

    assert [label_of(module), label_of(lesson)] == ["TLP:AMBER+STRICT"] * 2
    assert "The handling of “Kingfisher” is changed" in answer.content.decode()


def test_handling_of_a_lesson_in_the_admin_is_that_of_its_module(module, client_of, administrator):
    lesson = LessonFactory(parent=module)

    answer = client_of(administrator).get(f"/admin/handling/{lesson.pk}/")

    assert (answer.status_code, answer["Location"]) == (302, f"/admin/handling/{module.pk}/")


def test_form_keeps_what_was_chosen_when_it_is_refused(module, client_of, administrator):
    answer = client_of(administrator).post(
        f"/admin/handling/{module.pk}/", {"label": "TLP:AMBER", "expires_at": "2027-01-01T10:00"}
    )

    assert answer.status_code == 200
    assert answer.context["form"]["label"].value() == "TLP:AMBER"
    assert label_of(module) == "TLP:CLEAR"


def test_author_may_not_mark(prepared, module, client_of, pcu_east):
    author = PersonFactory(organisation=pcu_east, role=Role.AUTHOR)

    answer = client_of(author).post(f"/admin/handling/{module.pk}/", {"label": "TLP:GREEN"}, follow=True)

    assert answer.redirect_chain == [("/admin/", 302)]
    assert label_of(module) == "TLP:CLEAR"


def test_red_can_be_chosen_and_says_why_it_cannot_be_and_what_can(module, client_of, administrator, pcu_east):
    client, address = client_of(administrator), f"/admin/handling/{module.pk}/"

    form = client.get(address).content.decode()
    answer = client.post(address, {"label": "TLP:RED", "owner": pcu_east.pk})

    assert "TLP:RED (never stored here)" in form
    assert "tell it to them in person; mark what remains TLP:AMBER+STRICT" in answer.context["form"].errors["label"][0]
    assert answer.context["form"]["owner"].value() == str(pcu_east.pk)
    assert label_of(module) == "TLP:CLEAR"


@pytest.mark.parametrize("label", ["", "RED", "TLP:PURPLE", "TLP:RED "])
def test_what_is_no_label_is_refused_at_the_field(module, client_of, administrator, label):
    answer = client_of(administrator).post(f"/admin/handling/{module.pk}/", {"label": label})

    assert list(answer.context["form"].errors) == ["label"]
    assert label_of(module) == "TLP:CLEAR"
