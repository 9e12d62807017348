"""Questions about quizzes and attempts; a constant number of queries each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.viewer import Viewer
from best_practices.quizzes.choices import AttemptState
from best_practices.quizzes.models import (
    Attempt,
    AttemptItem,
    Question,
    QuestionVersion,
    Quiz,
    QuizQuestion,
    Response,
)
from content.visibility import visible_keys, visible_to
from core.languages import preference


def quiz_for(*, viewer: Viewer, quiz_key: UUID, language: str) -> Quiz | None:
    """The published quiz in a language, else in the next best one it has (1 query)."""
    found = visible_to(viewer, Quiz.objects.filter(translation_key=quiz_key, live=True).select_related("locale"))
    return min(found, key=lambda quiz: _preference(quiz.locale.language_code, language), default=None)


def _preference(language: str, wanted: str) -> tuple[int, str]:
    return preference(language, wanted=wanted), language


def published_places(quiz: Quiz) -> QuerySet[QuizQuestion]:
    """The places of a quiz whose question is published in any language."""
    published = Question.objects.filter(live=True).values("translation_key")
    return QuizQuestion.objects.filter(quiz=quiz, question__translation_key__in=published)


def question_count(quiz: Quiz) -> int:
    """How many questions a quiz asks (1 query)."""
    return published_places(quiz).values("question__translation_key").distinct().count()


def questions_only_in(quiz_key: UUID) -> set[UUID]:
    """The keys of the questions that this quiz asks and no other does (1 query).

    These carry the quiz's handling; one that several quizzes ask keeps its own.
    """
    elsewhere = QuizQuestion.objects.exclude(quiz__translation_key=quiz_key)
    rows = QuizQuestion.objects.filter(quiz__translation_key=quiz_key).exclude(
        question__translation_key__in=elsewhere.values("question__translation_key")
    )
    return set(rows.values_list("question__translation_key", flat=True))


def published_questions(keys: Collection[UUID], *, language: str) -> dict[UUID, Question]:
    """Published questions by key, each in a language, else in the next best one it has (1 query)."""
    found = Question.objects.filter(translation_key__in=keys, live=True).select_related("locale")
    best: dict[UUID, Question] = {}
    for question in sorted(found, key=lambda each: _preference(each.locale.language_code, language)):
        best.setdefault(question.translation_key, question)
    return best


def last_version(*, question_key: UUID, language: str) -> QuestionVersion | None:
    """The newest version of a question in a language (1 query)."""
    return QuestionVersion.objects.filter(question_key=question_key, language=language).order_by("-number").first()


def versions_to_ask(*, quiz: Quiz, language: str) -> list[QuestionVersion]:
    """The versions a new attempt freezes, in the quiz's order, each question once (3 queries).

    Of each published question the newest version in the language, else in the next best one it has.
    """
    places = published_places(quiz).order_by("sort_order", "pk")
    keys = dict.fromkeys(places.values_list("question__translation_key", flat=True))
    languages = Question.objects.filter(translation_key__in=keys, live=True)
    published = set(languages.values_list("translation_key", "locale__language_code"))
    best = newest_versions(published, language=language)
    return [best[key] for key in keys if key in best]


def newest_versions(published: Collection[tuple[UUID, str]], *, language: str) -> dict[UUID, QuestionVersion]:
    """The newest version of each question in the best of its published languages (1 query)."""
    best: dict[UUID, QuestionVersion] = {}
    keys = {key for key, _language in published}
    for version in QuestionVersion.objects.filter(question_key__in=keys).order_by("number"):
        if (version.question_key, version.language) not in published:
            continue
        known = best.get(version.question_key)
        if known is None or _preference(version.language, language) <= _preference(known.language, language):
            best[version.question_key] = version
    return best


def open_attempt(*, user_id: int, quiz_key: UUID) -> Attempt | None:
    """A person's open attempt at a quiz (1 query)."""
    return Attempt.objects.filter(user_id=user_id, quiz_key=quiz_key, state=AttemptState.OPEN).first()


def attempts_of(*, user_id: int, quiz_key: UUID) -> QuerySet[Attempt]:
    """A person's attempts at a quiz, newest first."""
    return Attempt.objects.filter(user_id=user_id, quiz_key=quiz_key)


def attempt_of(*, viewer: Viewer, uuid: UUID) -> Attempt | None:
    """An attempt, if it is the viewer's own and its quiz still for them to see (1 query). Nobody sees another's."""
    if not viewer.signed_in:
        return None
    still_visible = visible_keys(viewer).values("key")
    return Attempt.objects.filter(uuid=uuid, user_id=viewer.user_id, quiz_key__in=still_visible).first()


@dataclass(frozen=True)
class Station:
    """A question on the line beside the quiz: its position and whether an answer is stored."""

    position: int
    answered: bool


def stations_of(attempt: Attempt) -> list[Station]:
    """The questions of an attempt in order, with their state (1 query)."""
    rows = attempt.items.order_by("position").values_list("position", "response__saved_at")
    return [Station(position, saved_at is not None) for position, saved_at in rows]


def next_open_position(stations: list[Station]) -> int:
    """Where to go on: the first question without an answer, else the last one."""
    return next((station.position for station in stations if not station.answered), len(stations))


@dataclass(frozen=True)
class ItemView:
    """A question of an attempt as it is shown in one language."""

    position: int
    version: QuestionVersion
    shown: QuestionVersion
    answer: dict[str, Any] | None
    saved_at: datetime | None
    right: bool | None

    @property
    def kind(self) -> str:
        return self.version.kind

    @property
    def chosen(self) -> frozenset[str]:
        return frozenset((self.answer or {}).get("chosen", ()))


def item_view(*, attempt: Attempt, position: int, language: str) -> ItemView | None:
    """One question in a language (2 queries)."""
    items = attempt.items.filter(position=position)
    return next(iter(_views(items, language=language)), None)


def item_views(*, attempt: Attempt, language: str) -> list[ItemView]:
    """All questions of an attempt in a language (2 queries)."""
    return _views(attempt.items.order_by("position"), language=language)


def _views(items: QuerySet[AttemptItem], *, language: str) -> list[ItemView]:
    rows = list(items.select_related("version", "response"))
    foreign = {row.question_key for row in rows if row.version.language != language}
    same_key: dict[tuple[UUID, str], QuestionVersion] = {}
    if foreign:
        for version in QuestionVersion.objects.filter(question_key__in=foreign, language=language).order_by("number"):
            same_key[version.question_key, version.key_hash] = version
    return [_item_view(row, same_key.get((row.question_key, row.version.key_hash), row.version)) for row in rows]


def _item_view(item: AttemptItem, shown: QuestionVersion) -> ItemView:
    response: Response | None = getattr(item, "response", None)
    return ItemView(
        position=item.position,
        version=item.version,
        shown=shown,
        answer=response.answer if response else None,
        saved_at=response.saved_at if response else None,
        right=response.right if response else None,
    )
