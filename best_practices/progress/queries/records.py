"""A person's training record: what they did here and elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from accounts.choices import Role
from accounts.viewer import Viewer
from best_practices.modules.queries import modules_for
from best_practices.progress.models import ExternalCertificate, LessonCompletion, ModuleCompletion
from best_practices.progress.queries.assigned import current_memberships
from best_practices.quizzes.choices import AttemptState
from best_practices.quizzes.models import Attempt
from best_practices.quizzes.queries import quiz_titles


@dataclass(frozen=True)
class ModuleLine:
    """A module in a record. `title`: in the reader's language, else as it was; `minutes`: of the lessons done."""

    title: str
    url: str
    lessons: int
    minutes: int
    last_at: datetime
    completed_at: datetime | None


@dataclass(frozen=True)
class QuizLine:
    """A quiz in a record, with the best of its attempts."""

    title: str
    tries: int
    right: int
    total: int
    passed: bool
    at: datetime


@dataclass(frozen=True)
class TrainingRecord:
    modules: tuple[ModuleLine, ...]
    quizzes: tuple[QuizLine, ...]
    external: tuple[ExternalCertificate, ...]
    minutes: int
    external_hours: Decimal

    @property
    def completed(self) -> int:
        return sum(line.completed_at is not None for line in self.modules)

    @property
    def hours(self) -> Decimal:
        """Of lessons and of certificates from elsewhere that say how long they took; to a tenth."""
        return (Decimal(self.minutes) / 60 + self.external_hours).quantize(Decimal("0.1"))

    @property
    def is_empty(self) -> bool:
        return not (self.modules or self.quizzes or self.external)


def record_of(viewer: Viewer, *, language: str) -> TrainingRecord:
    """A person's own record (6 queries, and those of `modules_in`)."""
    external = tuple(ExternalCertificate.objects.filter(user_id=viewer.user_id))
    modules = _modules(viewer, language)
    return TrainingRecord(
        modules=modules,
        quizzes=_quizzes(viewer, language),
        external=external,
        minutes=sum(line.minutes for line in modules),
        external_hours=sum((entry.hours for entry in external if entry.hours), Decimal(0)),
    )


def _modules(viewer: Viewer, language: str) -> tuple[ModuleLine, ...]:
    """What was done of each module, the last touched first; of one that is gone or closed its title as it was."""
    known = {module.key: module.page for module in modules_for(viewer, language=language)}
    lessons: dict[UUID, list[tuple[int, datetime, str]]] = {}
    done = LessonCompletion.objects.filter(user_id=viewer.user_id).order_by("done_at")
    for key, minutes, at, title in done.values_list("module_key", "minutes", "done_at", "lesson_title"):
        lessons.setdefault(key, []).append((minutes, at, title))
    completed = {
        key: (title, at)
        for key, title, at in ModuleCompletion.objects.filter(user_id=viewer.user_id).values_list(
            "module_key", "module_title", "completed_at"
        )
    }
    lines = []
    for key in {*lessons, *completed}:
        rows = lessons.get(key, [])
        kept, completed_at = completed.get(key, (", ".join(title for _m, _at, title in rows), None))
        page = known.get(key)
        moments = [at for _minutes, at, _title in rows] + ([completed_at] if completed_at else [])
        lines.append(
            ModuleLine(
                title=f"{page.code} {page.title}" if page else kept,
                url=page.url if page else "",
                lessons=len(rows),
                minutes=sum(minutes for minutes, _at, _title in rows),
                last_at=max(moments),
                completed_at=completed_at,
            )
        )
    return tuple(sorted(lines, key=lambda line: (line.last_at, line.title), reverse=True))


def _quizzes(viewer: Viewer, language: str) -> tuple[QuizLine, ...]:
    """Each quiz once, with the best attempt; the latest first. Of one that is gone or closed its title as it was."""
    attempts: dict[UUID, list[Any]] = {}
    graded = Attempt.objects.filter(user_id=viewer.user_id, state=AttemptState.GRADED).order_by("started_at")
    for row in graded.values_list("quiz_key", "quiz_title", "right", "total", "passed", "ended_at", named=True):
        attempts.setdefault(row.quiz_key, []).append(row)
    titles = quiz_titles(viewer=viewer, quiz_keys=attempts, language=language)
    lines = [_quiz_line(rows, titles.get(key) or rows[-1].quiz_title) for key, rows in attempts.items()]
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True))


def _quiz_line(rows: list[Any], title: str) -> QuizLine:
    best = max(rows, key=lambda row: (bool(row.passed), (row.right or 0) / max(row.total, 1)))
    return QuizLine(title, len(rows), best.right or 0, best.total, bool(best.passed), best.ended_at)


def external_of(user_id: int, uuid: UUID) -> ExternalCertificate | None:
    """One of a person's own certificates from elsewhere (1 query)."""
    return ExternalCertificate.objects.filter(user_id=user_id, uuid=uuid).select_related("user").first()


def evidence_for(viewer: Viewer, uuid: UUID, at: datetime) -> ExternalCertificate | None:
    """A certificate from elsewhere whose paper somebody may see: its owner; released, a coordinator (2 queries).

    A coordinator of an organisation that the person is in now, or of one above it.
    """
    found = ExternalCertificate.objects.filter(uuid=uuid).select_related("user").first()
    if found is None or found.user_id == viewer.user_id:
        return found
    if not found.released:
        return None
    held = current_memberships(at).filter(user_id=found.user_id).select_related("organisation")
    seen = any(viewer.holds(Role.COORDINATOR, among=membership.organisation.lineage_ids) for membership in held)
    return found if seen else None


def released_of(user_ids: Iterable[int]) -> list[ExternalCertificate]:
    """What some people released to their coordinators (1 query)."""
    return list(ExternalCertificate.objects.filter(user_id__in=list(user_ids), released=True))
