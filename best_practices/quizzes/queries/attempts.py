"""Questions about quizzes and attempts; a constant number of queries each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from accounts.viewer import Viewer
from best_practices.quizzes.choices import AttemptState
from best_practices.quizzes.grading import differences, shuffled
from best_practices.quizzes.kinds import KINDS, Kind
from best_practices.quizzes.kinds.hotspot import Picture, drawing_picture, image_picture
from best_practices.quizzes.models import (
    Attempt,
    AttemptItem,
    Question,
    QuestionVersion,
    Quiz,
    QuizQuestion,
    Response,
)
from best_practices.quizzes.models.quizzes import draws_from_bank
from best_practices.quizzes.pools import Pool, drawn
from content.handling import Handling
from content.visibility import SeenKey, visible_keys, visible_to
from core.languages import preference
from media.files.choices import FIGURE_FILTERS
from media.files.models import SiteImage


def quiz_for(*, viewer: Viewer, quiz_key: UUID, language: str) -> Quiz | None:
    """The published quiz in a language, else in the next best one it has (1 query)."""
    found = visible_to(viewer, Quiz.objects.filter(translation_key=quiz_key, live=True).select_related("locale"))
    return min(found, key=lambda quiz: _preference(quiz.locale.language_code, language), default=None)


def quiz_titles(*, viewer: Viewer, quiz_keys: Collection[UUID], language: str) -> dict[UUID, str]:
    """The titles of published quizzes that somebody may see, in a language, else in the next best one (1 query)."""
    found = visible_to(viewer, Quiz.objects.filter(translation_key__in=quiz_keys, live=True).select_related("locale"))
    best: dict[UUID, str] = {}
    for quiz in sorted(found, key=lambda each: _preference(each.locale.language_code, language)):
        best.setdefault(quiz.translation_key, quiz.title)
    return best


def _preference(language: str, wanted: str) -> tuple[int, str]:
    return preference(language, wanted=wanted), language


def published_places(quiz: Quiz) -> QuerySet[QuizQuestion]:
    """The places of a quiz whose question is published in any language."""
    published = Question.objects.filter(live=True).values("translation_key")
    return QuizQuestion.objects.filter(quiz=quiz, question__translation_key__in=published)


def question_count(quiz: Quiz, viewer: Viewer) -> int:
    """How many questions a quiz asks of somebody (the queries of `pools_of`)."""
    return len(drawn(pools_of(quiz=quiz, viewer=viewer), seed=0, shuffle=False))


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


def other_languages(question: Question) -> list[Question]:
    """The published question in its other languages, the one it was first written in before the others (1 query)."""
    others = Question.objects.filter(translation_key=question.translation_key, live=True).exclude(pk=question.pk)
    return list(others.select_related("locale", "picture").order_by("pk"))


def difference_from_original(question: Question) -> tuple[str, list[str]]:
    """The language a question was first written in, and the parts of the key that are another there (1 query)."""
    original = next(iter(other_languages(question)), None)
    if original is None or question.pk is None or original.pk > question.pk:
        return "", []
    return original.locale.language_code, differences(question.key, original.key)


def left_behind(question: Question) -> dict[str, list[str]]:
    """The published translations that ask for something else than the question now does, part by part (1 query)."""
    found = {other.locale.language_code: differences(question.key, other.key) for other in other_languages(question)}
    return {language: parts for language, parts in found.items() if parts}


def last_version(*, question_key: UUID, language: str) -> QuestionVersion | None:
    """The newest version of a question in a language (1 query)."""
    return QuestionVersion.objects.filter(question_key=question_key, language=language).order_by("-number").first()


def pools_of(*, quiz: Quiz, viewer: Viewer) -> list[Pool]:
    """The sections of a quiz with what each may ask: its published questions, or those of the bank.

    1 query, and 1 for each section that draws from the bank.

    From the bank only what the viewer may see, so that a quiz never carries a question further than its marking.
    Questions outside every section come first.
    """
    places = published_places(quiz).order_by("sort_order", "pk")
    named = list(places.values_list("section", "question__translation_key"))
    return pools_from(quiz.sections, named, viewer)


def pools_from(sections: Any, named: Sequence[tuple[str, UUID]], viewer: Viewer) -> list[Pool]:
    """The same of sections and questions that need not be saved: (key of the section, key of the question)."""
    values = [section.value for section in sections]
    known = {section["key"] for section in values}
    pools = [Pool("", tuple(key for section, key in named if section not in known))]
    for section in values:
        members = (
            in_bank(viewer, topic=section["topic"], difficulty=section["difficulty"])
            if draws_from_bank(section)
            else [key for place, key in named if place == section["key"]]
        )
        pools.append(Pool(section["key"], tuple(members), section["draw"]))
    return pools


def in_bank(viewer: Viewer, *, topic: str, difficulty: str) -> list[UUID]:
    """The keys of the published questions of a topic and a difficulty that somebody may see (1 query)."""
    wanted: dict[str, Any] = {"live": True}
    if topic:
        wanted["topics__code"] = topic
    if difficulty:
        wanted["difficulty"] = int(difficulty)
    found = visible_to(viewer, Question.objects.filter(**wanted))
    return sorted(set(found.values_list("translation_key", flat=True)))


def questions_to_ask(*, quiz: Quiz, viewer: Viewer, language: str, seed: int) -> list[tuple[str, QuestionVersion]]:
    """The section and the version of each question that is frozen for an attempt, in its order (2 queries and pools).

    Of each published question the newest version in the language, else in the next best one it has.
    """
    asked = drawn(pools_of(quiz=quiz, viewer=viewer), seed=seed, shuffle=quiz.shuffle)
    languages = Question.objects.filter(translation_key__in=[each.question for each in asked], live=True)
    published = set(languages.values_list("translation_key", "locale__language_code"))
    best = newest_versions(published, language=language)
    return [(each.section, best[each.question]) for each in asked if each.question in best]


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
    """An attempt, if it is the viewer's own and its quiz still for them to see (1 query).

    Nobody sees another's; only who enters what stands on a paper does, until it is handed in.
    """
    if not viewer.signed_in:
        return None
    still_visible = SeenKey("quiz_key", viewer, timezone.now())
    found = Attempt.objects.select_related("user", "sitting").filter(uuid=uuid, quiz_key__in=still_visible).first()
    return found if found is not None and _is_theirs(found, viewer) else None


def _is_theirs(attempt: Attempt, viewer: Viewer) -> bool:
    return attempt.user_id == viewer.user_id or (attempt.entered_by_id == viewer.user_id and attempt.is_open)


@dataclass(frozen=True)
class Station:
    """A question on the line beside the quiz: its position, whether an answer is stored, and whether it is right.

    `right` is known before the end only where each answer is followed by what is right.
    """

    position: int
    answered: bool
    right: bool | None = None


def stations_of(attempt: Attempt) -> list[Station]:
    """The questions of an attempt in order, with their state (1 query)."""
    rows = attempt.items.order_by("position").values_list("position", "response__saved_at", "response__right")
    return [Station(position, saved_at is not None, right) for position, saved_at, right in rows]


def next_open_position(stations: list[Station]) -> int:
    """Where to go on: the first question without an answer, else the last one."""
    return next((station.position for station in stations if not station.answered), len(stations))


def next_to_practise(stations: list[Station], *, after: int = 0) -> int | None:
    """The next question that is not right yet: those behind come back after those ahead; None when all are right."""
    wrong = [station.position for station in stations if not station.right]
    return next((position for position in wrong if position > after), wrong[0] if wrong else None)


@dataclass(frozen=True)
class ItemView:
    """A question of an attempt as it is shown in one language."""

    position: int
    version: QuestionVersion
    shown: QuestionVersion
    answer: dict[str, Any] | None
    saved_at: datetime | None
    right: bool | None
    seed: int | None = None
    changes: int = 0
    checked_at: datetime | None = None
    corrected: bool = False

    @property
    def kind(self) -> Kind:
        return KINDS[self.version.kind]

    @property
    def content(self) -> dict[str, Any]:
        """What is shown, in the order in which this person sees it. Who shows or reads an answer asks here."""
        found: dict[str, Any] = self.shown.content
        return found if self.seed is None else shuffled(self.version.kind, found, self.seed)

    @property
    def blank(self) -> dict[str, Any]:
        """The fields of the question with nothing in them, as paper shows them."""
        return self.kind.player(self.kind.again(None, self.content), self.content)


def question_of(*, viewer: Viewer, uuid: UUID, position: int, language: str) -> tuple[Attempt, ItemView] | None:
    """An attempt, as `attempt_of` finds it, and one of its questions in a language.

    2 queries; 1 more if it was graded by a corrected version. Every answer asks this.
    """
    if not viewer.signed_in:
        return None
    still_visible = SeenKey("attempt__quiz_key", viewer, timezone.now())
    found = AttemptItem.objects.filter(attempt__uuid=uuid, position=position, attempt__quiz_key__in=still_visible)
    rows = list(found.select_related("attempt", "version", "response").order_by())
    if not rows or not _is_theirs(rows[0].attempt, viewer):
        return None
    return rows[0].attempt, _views(rows, language=language)[0]


def item_views(*, attempt: Attempt, language: str) -> list[ItemView]:
    """All questions of an attempt in a language (2 queries)."""
    items = attempt.items.order_by("position").select_related("version", "corrected", "response")
    return _views(list(items), language=language)


def _views(rows: list[AttemptItem], *, language: str) -> list[ItemView]:
    shown = shown_in([row.corrected or row.version for row in rows], language=language)
    return [_item_view(row, version, shown[version.pk]) for row in rows for version in [row.corrected or row.version]]


def shown_in(versions: Collection[QuestionVersion], *, language: str) -> dict[int, QuestionVersion]:
    """What is shown of each version, by its id: the newest in a language with the same key, else itself (1 query)."""
    foreign = {version.question_key for version in versions if version.language != language}
    same_key: dict[tuple[UUID, str], QuestionVersion] = {}
    if foreign:
        for version in QuestionVersion.objects.filter(question_key__in=foreign, language=language).order_by("number"):
            same_key[version.question_key, version.key_hash] = version
    return {version.pk: same_key.get((version.question_key, version.key_hash), version) for version in versions}


def _item_view(item: AttemptItem, version: QuestionVersion, shown: QuestionVersion) -> ItemView:
    response: Response | None = getattr(item, "response", None)
    return ItemView(
        position=item.position,
        version=version,
        shown=shown,
        answer=response.answer if response else None,
        saved_at=response.saved_at if response else None,
        right=response.right if response else None,
        seed=item.seed,
        changes=response.changes if response else 0,
        checked_at=response.checked_at if response else None,
        corrected=item.corrected_id is not None,
    )


def pictures_of(*, viewer: Viewer, items: Collection[ItemView]) -> dict[int, Picture]:
    """The pictures that questions ask about, by position, if this viewer may see them (3 queries; 0 without one)."""
    images = _images_seen(viewer, {item.content["image"] for item in items if item.content.get("image")})
    found: dict[int, Picture] = {}
    for item in items:
        image = images.get(item.content.get("image") or 0)
        picture = image_picture(image) if image else drawing_picture(item.content.get("drawing", ""))
        if picture is not None:
            found[item.position] = picture
    return found


def _images_seen(viewer: Viewer, wanted: Collection[int]) -> dict[int, SiteImage]:
    if not wanted:
        return {}
    seen = visible_to(viewer, SiteImage.objects.filter(pk__in=wanted)).prefetch_renditions(FIGURE_FILTERS[1])
    images = {image.pk: image for image in seen if image.is_released_to(viewer) and not image.release_ended}
    handlings = Handling.objects.in_bulk([image.uuid for image in images.values()], field_name="key")
    for image in images.values():
        image.__dict__["_handling"] = handlings.get(image.uuid)
    return images


def asked_alone(*, viewer: Viewer, keys: Collection[UUID], language: str) -> dict[UUID, ItemView]:
    """Published questions outside of any attempt, by key, each in the best language for a reader (3 queries).

    One that the viewer may not see, or that is not published, is left out.
    """
    seen = set(visible_keys(viewer).filter(key__in=keys).values_list("key", flat=True))
    languages = Question.objects.filter(translation_key__in=seen, live=True)
    published = set(languages.values_list("translation_key", "locale__language_code"))
    return {
        key: ItemView(position=number, version=version, shown=version, answer=None, saved_at=None, right=None)
        for number, (key, version) in enumerate(newest_versions(published, language=language).items(), start=1)
    }
