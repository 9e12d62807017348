"""Questions about modules and lessons; a constant number of queries each."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from wagtail.models import Page

from accounts.viewer import Viewer
from best_practices.modules.models import LessonPage, ModulePage
from content.languages import best_pages
from reference.models import Topic


@dataclass(frozen=True)
class ModuleView:
    """A module and its published lessons in order."""

    page: ModulePage
    lessons: tuple[LessonPage, ...]

    @property
    def key(self) -> UUID:
        return self.page.translation_key

    @property
    def quiz_key(self) -> UUID | None:
        return self.page.quiz.translation_key if self.page.quiz else None


def lessons_below(module: ModulePage) -> list[LessonPage]:
    """The published lessons of a module in order, without their bodies (1 query)."""
    return list(LessonPage.objects.child_of(module).live().defer("body").order_by("path"))


def modules_for(viewer: Viewer, *, language: str, topic: str = "") -> list[ModuleView]:
    """The published modules of a language's tree that a viewer may see, with lessons and topics (4 queries)."""
    modules = (
        ModulePage.objects.live()
        .filter(locale__language_code=language)
        .visible_to(viewer)
        .select_related("quiz", "locale")
        .prefetch_related("topics__names")
        .order_by("code", "path")
    )
    if topic:
        modules = modules.filter(
            pk__in=ModulePage.topics.through.objects.filter(topic__code=topic).values("modulepage_id")
        )
    pages = list(modules)
    below: dict[str, list[LessonPage]] = defaultdict(list)
    if pages:
        for lesson in LessonPage.objects.live().filter(locale__language_code=language).defer("body").order_by("path"):
            below[lesson.path[: -LessonPage.steplen]].append(lesson)
    return [ModuleView(page, tuple(below[page.path])) for page in pages]


def topics_used(modules: list[ModuleView]) -> list[Topic]:
    """The topics of some modules, each once, by code (no query: they were loaded with the modules)."""
    found = {topic.code: topic for module in modules for topic in module.page.topics.all()}
    return [found[code] for code in sorted(found)]


def module_of_lesson(lesson_key: UUID) -> ModulePage | None:
    """The module a lesson belongs to, by the lesson's key (2 queries)."""
    lesson = LessonPage.objects.filter(translation_key=lesson_key, alias_of__isnull=True).first()
    return None if lesson is None else ModulePage.objects.parent_of(lesson).first()


def modules_with_quiz(quiz_key: UUID) -> QuerySet[ModulePage]:
    """Modules, in every language, whose final quiz this is."""
    return ModulePage.objects.filter(quiz__translation_key=quiz_key, alias_of__isnull=True)


def lesson_keys_of(module: ModulePage) -> set[UUID]:
    """The keys of a module's published lessons (1 query)."""
    return set(LessonPage.objects.child_of(module).live().values_list("translation_key", flat=True))


def pages_in(language: str, keys: list[UUID]) -> dict[UUID, Page]:
    """The page to show for each key to a reader of a language (1 query)."""
    return best_pages(keys, language=language)


def lesson_by_key(lesson_key: UUID, *, language: str) -> Any:
    """The published lesson of a key in a language's tree, else any (1 query)."""
    found = LessonPage.objects.live().filter(translation_key=lesson_key).select_related("locale").defer("body")
    return min(
        found,
        key=lambda page: (page.locale.language_code != language, page.alias_of_id is not None),
        default=None,
    )
