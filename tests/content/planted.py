"""Three planted modules, and the people who see them or do not.

    module                          stranger  officer  organiser  author  staff  owner
    GREEN                                     sees     sees       sees    sees   sees
    AMBER, to Border Post West                         sees       sees           sees
    AMBER+STRICT, to the office                                           sees   sees

All three belong to Training Harbour Unit. The author works for Border Post West. Each module has a lesson, a
quiz with one question, an unpublished draft, a Russian translation, a lock, a workflow and a task for the
translators; a word of its own stands in all of their texts.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.admin.models import EditingSession
from wagtail.models import Comment, Task, Workflow
from wagtail_localize.models import Translation, TranslationSource

from accounts.choices import Role
from accounts.models import User
from best_practices.quizzes.models import Question, Quiz
from core.labels import Label
from reference.models import Organisation
from tests.factories.accounts import OrganisationFactory, PersonFactory
from tests.factories.content import in_russian, language, mark
from tests.factories.modules import LessonFactory, ModuleFactory
from tests.factories.quizzes import QuestionFactory, QuizFactory

WORDS = {"green": "Kingfisher", "amber": "Woodpecker", "strict": "Nightingale"}
SEEN = {
    "stranger": [],
    "officer": ["green"],
    "organiser": ["green", "amber"],
    "author": ["green", "amber"],
    "staff": ["green", "strict"],
    "owner": ["green", "amber", "strict"],
}
"""The rules of design.md, "Markings", applied to the table above by hand."""


@dataclass
class Planted:
    """One module with everything that hangs on it."""

    word: str
    module: Any
    lesson: Any
    quiz: Quiz
    question: Question
    russian: Any
    translation: Translation
    source: TranslationSource
    workflow_state: Any
    session: EditingSession


@dataclass
class World:
    modules: dict[str, Planted]
    people: dict[str, Any]

    def seen_by(self, person: str) -> list[str]:
        return SEEN[person]

    def hidden_from(self, person: str) -> list[Planted]:
        return [planted for name, planted in self.modules.items() if name not in SEEN[person]]


def plant_people(known: dict[str, Any], west: Organisation, harbour: Organisation) -> dict[str, Any]:
    """The known people and two more; all but the stranger may work in Wagtail's admin."""
    author = PersonFactory(username="author", organisation=west, role=Role.AUTHOR)
    owner = PersonFactory(username="owner", organisation=harbour, role=Role.REVIEWER)
    return known | {"author": author, "owner": owner}


def harbour_unit() -> Organisation:
    return OrganisationFactory(slug="training-harbour-unit", name="Training Harbour Unit")


def plant(name: str, index: Any, by: User, label: Label, **terms: Any) -> Planted:
    """A module, published in two languages, under work in every way Wagtail knows, and then marked."""
    word = WORDS[name]
    question = QuestionFactory(code=f"Q-{word}", stem=f"What does the {word} say?", feedback=f"{word} says so.")
    quiz = QuizFactory(code=f"QUIZ-{word}", title=f"Quiz of the {word}", questions=[question])
    module = ModuleFactory(parent=index, title=f"{word} module", slug=word, lead=f"{word} in short", quiz=quiz)
    lesson = LessonFactory(
        parent=module,
        title=f"{word} lesson",
        slug="lesson",
        lead=f"{word} again",
        body=[("heading", f"{word} heading"), ("text", f"<p>{word} text</p>")],
    )
    russian = in_russian(module, title=f"{word} по-русски")
    in_russian(lesson, title=f"{word} урок")
    in_russian(question, stem=f"{word}?")
    in_russian(quiz, title=f"{word} тест")
    mark(module, label, **terms)
    planted = put_to_work(word, type(module).objects.get(pk=module.pk), by)
    for text in (question, quiz):
        text.refresh_from_db()
        text.save_revision(user=by, log_action=True)
    return Planted(word, planted["module"], lesson, quiz, question, russian, **planted["work"])


def put_to_work(word: str, module: Any, owner: User) -> dict[str, Any]:
    """A draft, a comment, a lock, a workflow, a translation in progress and an open editor."""
    module.lead = f"{word} in a draft"
    module.save_revision(user=owner, log_action=True)
    Comment.objects.create(page=module, user=owner, text=f"{word} comment", contentpath="lead")
    source, _made = TranslationSource.update_or_create_from_instance(module)
    translation = Translation.objects.create(source=source, target_locale=language("ru"))
    workflow = module.get_workflow() or Workflow.objects.first()
    state = workflow.start(module, owner)
    module.locked, module.locked_by, module.locked_at = True, owner, module.latest_revision_created_at
    module.save(update_fields=["locked", "locked_by", "locked_at"])
    session = EditingSession.objects.create(
        user=owner,
        content_type=ContentType.objects.get_for_model(module),
        object_id=str(module.pk),
        last_seen_at=module.latest_revision_created_at,
    )
    module.refresh_from_db()
    work = {"translation": translation, "source": source, "workflow_state": state, "session": session}
    return {"module": module, "work": work}


def task_of(planted: Planted) -> Task:
    return planted.workflow_state.current_task_state.task
