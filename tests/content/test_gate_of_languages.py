"""The two-person gate for translations, which are judged by who reads them, and for texts that are no pages."""

import pytest
from django.urls import reverse
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import TranslationCreator
from wagtail_localize.synctree import create_aliases_for_new_page

from accounts.choices import Role
from best_practices.modules.models import ModulePage
from best_practices.quizzes.models import Question
from content.gate import Held
from content.models import ReviewLanguage
from content.queries import act_of
from content.services import ReviewRefused, approve, submit_for_review, submit_text
from tests.content.reviewing import write
from tests.factories.accounts import PersonFactory
from tests.factories.content import in_russian, language
from tests.factories.modules import ModuleFactory
from tests.factories.quizzes import QuestionFactory

pytestmark = pytest.mark.django_db


def lead_of(page):
    return ModulePage.objects.get(pk=page.pk).lead


# Languages


@pytest.fixture
def russian(prepared, modules_index, modules_index_ru, author):
    page = in_russian(ModuleFactory(parent=modules_index, title="Heron", slug="heron"), title="Цапля")
    submit_for_review(page=write(page, author, lead="Новые слова"), user=author)
    return page


def test_translation_is_decided_by_a_reviewer_of_its_language(russian, reviewer, staff):
    with pytest.raises(ReviewRefused, match="a language you do not review in: Русский"):
        approve(page=russian, user=reviewer)

    ReviewLanguage.objects.create(user=reviewer, language="ru")
    approve(page=russian, user=reviewer)

    assert lead_of(russian) == "Новые слова"


def test_language_of_the_profile_counts(russian, programme_office):
    reads = PersonFactory(username="reads", language="ru", organisation=programme_office, role=Role.REVIEWER)

    approve(page=russian, user=reads)

    assert lead_of(russian) == "Новые слова"


# Questions, which are no pages


@pytest.fixture
def question(prepared):
    return Question.objects.get(pk=QuestionFactory(code="Q-9", live=False).pk)


def test_question_is_not_published_by_who_wrote_it(question, author, reviewer, staff):
    question.feedback = "Because the check digit differs."
    revision = question.save_revision(user=reviewer)
    question.get_workflow().start(question, reviewer)
    question = Question.objects.get(pk=question.pk)

    with pytest.raises(Held, match="yourself"):
        revision.publish(user=reviewer)

    assert "approve" not in [act for act, *_ in question.current_workflow_task.get_actions(question, reviewer)]
    question.current_workflow_task_state.approve(user=staff)
    assert Question.objects.get(pk=question.pk).live


def test_editor_of_questions_submits_instead_of_publishing(question, staff, client_of):
    address = reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk])

    text = client_of(staff).get(address).content.decode()

    assert ("action-publish" in text, "action-submit" in text) == (False, True)


# Translating


@pytest.fixture
def in_translation(prepared, modules_index, modules_index_ru, staff):
    """A module that stands in for its Russian translation, and whose translation somebody has begun."""
    module = ModuleFactory(parent=modules_index, title="Heron", slug="heron", lead="A bird.")
    create_aliases_for_new_page(module)
    TranslationCreator(staff, [language("ru")]).create_translations(module)
    return ModulePage.objects.get(translation_key=module.translation_key, locale__language_code="ru")


def translate(page, **words):
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)
    for segment in StringSegment.objects.filter(source=translation.source).select_related("string", "context"):
        if segment.context.path in words:
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=page.locale,
                context=segment.context,
                data=words[segment.context.path],
            )


def test_translation_is_a_draft_until_somebody_else_releases_it(in_translation, staff, author, programme_office):
    reads = PersonFactory(username="reads", language="ru", organisation=programme_office, role=Role.REVIEWER)
    translate(in_translation, title="Цапля", lead="Птица.")

    submit_text(page=in_translation, user=staff)

    assert lead_of(in_translation) == "A bird."
    page = ModulePage.objects.get(pk=in_translation.pk)
    assert (page.live, page.has_unpublished_changes) == (True, True)
    with pytest.raises(ReviewRefused, match="yourself"):
        approve(page=page, user=staff)
    approve(page=page, user=reads)
    assert lead_of(page) == "Птица."


def test_publishing_in_the_translation_editor_leads_to_the_review(in_translation, staff, client_of):
    address = reverse("wagtailadmin_pages:edit", args=[in_translation.pk])
    client = client_of(staff)

    response = client.post(address, {"action": "publish"})
    submitted = client.post(response.url)

    assert response.url.endswith(f"/desk/review/{in_translation.pk}/submit/")
    assert submitted.status_code == 302
    assert act_of(ModulePage.objects.get(pk=in_translation.pk)) is not None
