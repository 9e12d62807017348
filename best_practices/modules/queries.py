"""Questions about modules and lessons; a constant number of queries each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page

from accounts.viewer import Viewer
from best_practices.modules.choices import Force
from best_practices.modules.line import ALL, Rules
from best_practices.modules.models import LessonPage, ModulePage
from content.handling import Handling
from content.languages import best_pages
from content.queries import Addresses
from content.version import cached
from content.visibility import visible_keys, visible_to
from reference.names import NameValue, best_name


@dataclass(frozen=True)
class TopicView:
    """A topic by its code, with its name in the language of the tree."""

    code: str
    name: str


@dataclass(frozen=True)
class Topics:
    """The topics of a module. A template reads `topics.all`, as it would of the page."""

    all: tuple[TopicView, ...] = ()


@dataclass
class LessonView:
    """A published lesson as lists and lines show it: the page's fields, without its text."""

    pk: int
    translation_key: UUID
    code: str
    title: str
    lead: str
    minutes: int | None
    url: str


@dataclass(frozen=True)
class ModuleFacts:
    """A published module as lists and lines show it: the page's fields, without its card."""

    pk: int
    path: str
    translation_key: UUID
    code: str
    title: str
    lead: str
    level: str
    minutes_min: int | None
    minutes_max: int | None
    url: str
    topics: Topics


@dataclass(frozen=True)
class ModuleView:
    """A module and its published lessons in order. Plain values, the same for everyone who may see it."""

    page: ModuleFacts
    lessons: tuple[LessonView, ...]
    quiz_key: UUID | None
    rules: Rules = ALL

    @property
    def key(self) -> UUID:
        return self.page.translation_key


def lessons_below(module: ModulePage) -> list[LessonPage]:
    """The published lessons of a module in order, without their bodies (1 query)."""
    return list(LessonPage.objects.child_of(module).live().defer("body").order_by("path"))


def modules_in(language: str) -> tuple[ModuleView, ...]:
    """Every published module of a language's tree, whoever may see it (from the cache, else 6 queries)."""
    return cached(f"modules:{language}", lambda: _modules_in(language))


def modules_for(viewer: Viewer, *, language: str) -> list[ModuleView]:
    """The published modules of a language's tree that a viewer may see (1 query, and those of `modules_in`)."""
    modules = modules_in(language)
    keys = [module.key for module in modules]
    visible = set(visible_keys(viewer).filter(key__in=keys).values_list("key", flat=True)) if keys else set()
    return [module for module in modules if module.key in visible]


def module_at(path: str, *, language: str) -> ModuleView | None:
    """The module at a place in the tree of a language (no query more than `modules_in`).

    One that is not published is looked up, for the preview of its lessons (3 queries).
    """
    found = next((module for module in modules_in(language) if module.page.path == path), None)
    if found is not None:
        return found
    draft = ModulePage.objects.select_related("quiz").filter(path=path).first()
    return None if draft is None else module_view(draft, lessons_below(draft))


def module_view(
    page: ModulePage,
    lessons: Iterable[LessonPage],
    *,
    topics: Topics | None = None,
    addresses: Addresses | None = None,
    rules: Rules | None = None,
) -> ModuleView:
    """The view of a module that is loaded already (1 query without `addresses`)."""
    addresses = addresses or Addresses()
    return ModuleView(
        page=ModuleFacts(
            pk=page.pk,
            path=page.path,
            translation_key=page.translation_key,
            code=page.code,
            title=page.title,
            lead=page.lead,
            level=page.level,
            minutes_min=page.minutes_min,
            minutes_max=page.minutes_max,
            url=addresses.of(page),
            topics=topics or Topics(),
        ),
        lessons=tuple(_lesson_view(lesson, addresses) for lesson in lessons),
        quiz_key=page.quiz.translation_key if page.quiz and page.quiz.live else None,
        rules=rules_in_force().get(page.translation_key, ALL) if rules is None else rules,
    )


def rules_in_force() -> dict[UUID, Rules]:
    """The rules for learners of every published module, by its key (from the cache, else 1 query).

    They are those of the page that the others were translated from, so that they hold in all languages.
    """
    rules: dict[UUID, Rules] = cached("modules:rules", _rules_in_force)
    return rules


def _rules_in_force() -> dict[UUID, Rules]:
    pages = ModulePage.objects.live().filter(alias_of__isnull=True).order_by("pk", "prerequisites__pk")
    rows = pages.values_list("pk", "translation_key", "completion", "force", "prerequisites__translation_key")
    source: dict[UUID, int] = {}
    rules: dict[UUID, Rules] = {}
    for pk, key, completion, force, first in rows:
        if source.setdefault(key, pk) != pk:
            continue
        known = rules[key].first if key in rules else ()
        before = (*known, first) if first else known
        rules[key] = Rules(completion=completion, first=before, required=force == Force.REQUIRED)
    return rules


def _modules_in(language: str) -> tuple[ModuleView, ...]:
    pages = (
        ModulePage.objects.live().filter(locale__language_code=language).select_related("quiz").order_by("code", "path")
    )
    below: dict[str, list[LessonPage]] = defaultdict(list)
    for lesson in LessonPage.objects.live().filter(locale__language_code=language).defer("body").order_by("path"):
        below[lesson.path[: -LessonPage.steplen]].append(lesson)
    addresses, rules, topics = Addresses(), _rules_in_force(), _topics_of_modules(language)
    return tuple(
        module_view(
            page,
            below[page.path],
            topics=topics.get(page.pk),
            addresses=addresses,
            rules=rules.get(page.translation_key, ALL),
        )
        for page in pages
    )


def _topics_of_modules(language: str) -> dict[int, Topics]:
    """The topics of every published module of a language's tree, by the number of its page (1 query)."""
    rows = ModulePage.topics.through.objects.filter(modulepage__live=True, modulepage__locale__language_code=language)
    name = ("language", "text", "kind", "valid_from", "valid_to")
    names: dict[tuple[int, str, str], list[NameValue]] = defaultdict(list)
    asked = ("modulepage_id", "topic__code", "topic__slug", *(f"topic__names__{part}" for part in name))
    for page, code, slug, *named in rows.order_by("topic__code").values_list(*asked):
        names[page, code, slug] += [NameValue(*named)] if named[0] else []
    found: dict[int, Topics] = {}
    for (page, code, slug), known in names.items():
        best = best_name(known, language=language, on=timezone.localdate())
        topic = TopicView(code, best.text if best else slug)
        found[page] = Topics((*found.get(page, Topics()).all, topic))
    return found


def _lesson_view(lesson: LessonPage, addresses: Addresses) -> LessonView:
    return LessonView(
        pk=lesson.pk,
        translation_key=lesson.translation_key,
        code=lesson.code,
        title=lesson.title,
        lead=lesson.lead,
        minutes=lesson.minutes,
        url=addresses.of(lesson),
    )


def topics_used(modules: list[ModuleView]) -> list[TopicView]:
    """The topics of some modules, each once, by code (no query: they were loaded with the modules)."""
    found = {topic.code: topic for module in modules for topic in module.page.topics.all}
    return [found[code] for code in sorted(found)]


def module_of_lesson(lesson_key: UUID) -> ModulePage | None:
    """The module a lesson belongs to, by the lesson's key (2 queries)."""
    lesson = LessonPage.objects.filter(translation_key=lesson_key, alias_of__isnull=True).first()
    return None if lesson is None else ModulePage.objects.parent_of(lesson).first()


def modules_with_quiz(quiz_key: UUID) -> QuerySet[ModulePage]:
    """Modules, in every language, whose final quiz this is."""
    return ModulePage.objects.filter(quiz__translation_key=quiz_key, alias_of__isnull=True)


def quizzes_of_modules() -> dict[UUID, UUID]:
    """The key of the final quiz of each published module, by the module's key (1 query)."""
    pages = ModulePage.objects.live().filter(alias_of__isnull=True, quiz__isnull=False).order_by("-pk")
    return dict(pages.values_list("translation_key", "quiz__translation_key"))


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


def modules_since(since: datetime, viewer: Viewer, *, language: str) -> list[tuple[ModulePage, str]]:
    """Modules published for the first time since a moment that a viewer may see, with their labels (2 queries)."""
    found = ModulePage.objects.live().filter(locale__language_code=language, first_published_at__gte=since)
    modules = list(visible_to(viewer, found).order_by("-first_published_at", "path"))
    keys = [module.translation_key for module in modules]
    labels = dict(Handling.objects.filter(key__in=keys).values_list("key", "label"))
    return [(module, labels[module.translation_key]) for module in modules if module.translation_key in labels]


def free_code() -> str:
    """The first code that no module has, drafts and other languages included: A to Z, then AA, AB (1 query)."""
    used = set(ModulePage.objects.values_list("code", flat=True))
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return next(code for code in (*letters, *(a + b for a in letters for b in letters)) if code not in used)
