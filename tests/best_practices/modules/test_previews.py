"""What an editor sees before anybody else: drafts of every kind, and every block by itself."""

import pytest
from django.test import RequestFactory
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from best_practices.modules.models import LessonPage, ModulePage
from best_practices.quizzes.models import Question
from tests.factories.modules import LessonFactory, ModuleFactory
from tests.factories.quizzes import QuestionFactory, QuizFactory

pytestmark = pytest.mark.django_db

BLOCKS = LessonPage._meta.get_field("body").stream_block.child_blocks


@pytest.fixture
def editor(client_of, administrator, site):
    return client_of(administrator)


@pytest.fixture
def preview(editor):
    """`preview(page)`: the text of its preview, asked for from the editor's own browser."""

    def ask(thing):
        request = RequestFactory().get("/admin/")
        request.META["HTTP_COOKIE"] = "; ".join(f"{name}={cookie.value}" for name, cookie in editor.cookies.items())
        mode = thing.default_preview_mode if hasattr(thing, "default_preview_mode") else ""
        response = thing.make_preview_request(request, mode)
        assert response.status_code == 200
        return response.content.decode()

    return ask


def test_draft_module_is_previewed(preview, modules_index):
    module = ModuleFactory(parent=modules_index, title="Half a module", live=False)

    assert "Half a module" in preview(module)


def test_draft_lesson_is_previewed(preview, module):
    lesson = LessonFactory(parent=module, live=False, body=[("text", "<p>Half a lesson.</p>")])

    assert "Half a lesson." in preview(lesson)


def test_changed_card_is_previewed_as_it_is_now_and_shown_to_nobody_else(preview, client, module):
    client.get(module.url)
    module.what_is_done = "<p>Still secret.</p>"

    assert "Still secret." in preview(module)
    assert "Still secret." not in client.get(module.url + "?fresh").content.decode()


def test_preview_before_the_first_reader_does_not_publish_the_draft(preview, client, module):
    module.what_is_done = "<p>Still secret.</p>"
    preview(module)

    assert "Still secret." not in client.get(module.url).content.decode()


def test_second_preview_shows_the_second_text(preview, lesson):
    lesson.body = [("text", "<p>First thoughts.</p>")]
    preview(lesson)
    lesson.body = [("text", "<p>Second thoughts.</p>")]

    assert "Second thoughts." in preview(lesson)


def test_index_is_previewed(preview, modules_index):
    assert modules_index.title in preview(modules_index)


@pytest.mark.parametrize(
    "kind", [{}, {"kind": "multiple", "right": "ac"}, {"numeric": True}], ids=["one", "several", "number"]
)
def test_draft_question_is_previewed_with_its_reasons(preview, kind):
    question = QuestionFactory(stem="Half a question?", feedback="Because.", live=False, **kind)

    page = preview(question)

    assert ("Half a question?" in page, "Because." in page) == (True, True)
    assert page.count("About ") == len(question.options)


def test_draft_quiz_is_previewed_with_its_questions(preview):
    quiz = QuizFactory(title="Half a quiz", questions=[QuestionFactory(stem="Where?")], live=False)

    page = preview(quiz)

    assert ("Half a quiz" in page, "Where?" in page) == (True, True)


def test_new_lesson_that_was_never_saved_is_previewed(editor, module):
    address = reverse("wagtailadmin_pages:preview_on_add", args=["modules", "lessonpage", module.pk])
    typed = {
        "title": "Not yet saved",
        "slug": "not-yet",
        "code": "G9",
        "check_status": "draft",
        "completion": "click",
        "body": streamfield([("text", rich_text("<p>Half a thought.</p>"))]),
        "comments": inline_formset([]),
    }

    told = editor.post(address, nested_form_data(typed))
    shown = editor.get(address)

    assert (told.json()["is_valid"], shown.status_code) == (True, 200)
    assert "Half a thought." in shown.content.decode()


@pytest.mark.parametrize("name", BLOCKS)
def test_block_is_previewed_by_itself(editor, name):
    block = BLOCKS[name]

    response = editor.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})

    assert response.status_code == 200
    assert block.get_description() != ""


def test_editor_is_offered_the_preview_of_every_block():
    assert [name for name, block in BLOCKS.items() if not block.is_previewable] == []


@pytest.mark.parametrize("model", [ModulePage, LessonPage, Question])
def test_admin_opens_what_was_made(editor, module, lesson, model):
    made = model.objects.first()
    if model is Question:
        address = reverse("wagtailsnippets_quizzes_question:edit", args=[made.pk])
    else:
        address = reverse("wagtailadmin_pages:edit", args=[made.pk])

    assert editor.get(address).status_code == 200
