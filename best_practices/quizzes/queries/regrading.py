"""What a correction of a question changes in attempts that were graded before."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from accounts.choices import Role
from accounts.models import NO_SCOPE, Membership
from accounts.viewer import Viewer
from best_practices.quizzes.choices import AttemptState
from best_practices.quizzes.grading import grade
from best_practices.quizzes.models import Attempt, AttemptItem, QuestionVersion, Response

BATCH = 500


@dataclass(frozen=True)
class Result:
    """What an attempt says: how many are right, the points, passed or not (None: practice)."""

    right: int
    points: Decimal
    passed: bool | None


@dataclass(frozen=True)
class Change:
    """An item that is graded again, and what its attempt says before and after. `kept`: a pass that stays."""

    item: AttemptItem
    version: QuestionVersion
    before: Result
    after: Result
    points: Decimal
    right: bool
    kept: bool = False

    @property
    def attempt(self) -> Attempt:
        return self.item.attempt

    @property
    def is_seen(self) -> bool:
        """Whether the person sees another result than before."""
        return self.before != self.after


@dataclass(frozen=True)
class Move:
    """How many attempts go from one result to another."""

    before: Result
    after: Result
    total: int
    number: int
    kept: bool


@dataclass(frozen=True)
class Preview:
    """What grading a question again would do. `names`: who moves, of the viewer's own units only."""

    attempts: int
    changed: int
    passes_gained: int
    passes_lost: int
    passes_kept: int
    moves: tuple[Move, ...]
    names: tuple[tuple[str, Change], ...]


def corrected_versions(question_key: UUID) -> dict[str, QuestionVersion]:
    """The newest version of a question in each language, "" for the newest of all (1 query)."""
    found: dict[str, QuestionVersion] = {}
    for version in QuestionVersion.objects.filter(question_key=question_key).order_by("created_at", "pk"):
        found[version.language] = found[""] = version
    return found


def changes_of(question_key: UUID, *, keep_passes: bool) -> Iterator[Change]:
    """Every graded attempt whose answer was graded by another key than that of the question now (2 queries).

    Practice is left alone: nothing of it counts.
    """
    newest = corrected_versions(question_key)
    graded = (
        AttemptItem.objects.filter(question_key=question_key, attempt__state=AttemptState.GRADED)
        .exclude(attempt__mode="practice")
        .select_related("attempt", "version", "corrected", "response")
        .order_by("pk")
    )
    for item in graded.iterator(chunk_size=BATCH):
        asked = item.corrected or item.version
        version = newest.get(asked.language, newest[""])
        if version.key != asked.key:
            yield _change(item, version, keep_passes=keep_passes)


def _change(item: AttemptItem, version: QuestionVersion, *, keep_passes: bool) -> Change:
    attempt = item.attempt
    response: Response | None = getattr(item, "response", None)
    mark = grade(version.answer_key, response.answer if response else None)
    points = _decimal(mark.points)
    before = Result(attempt.right or 0, attempt.points or Decimal(0), attempt.passed)
    was_right, had = (bool(response.right), response.points or Decimal(0)) if response else (False, Decimal(0))
    right = before.right + int(mark.right) - int(was_right)
    passes = right >= attempt.pass_mark
    kept = keep_passes and bool(before.passed) and not passes
    after = Result(right, before.points + points - had, passes or kept)
    return Change(item, version, before, after, points, mark.right, kept=kept)


def _decimal(points: Fraction) -> Decimal:
    return Decimal(str(round(float(points), 4)))


def preview(*, question_key: UUID, viewer: Viewer, keep_passes: bool) -> Preview:
    """What would change, in numbers for everybody who may grade again (3 queries)."""
    moves: Counter[tuple[Result, Result, int, bool]] = Counter()
    seen: list[Change] = []
    attempts = gained = lost = kept = 0
    own = people_of_own_units(viewer)
    for change in changes_of(question_key, keep_passes=keep_passes):
        attempts += 1
        gained += bool(change.after.passed and not change.before.passed)
        lost += bool(change.before.passed and not change.after.passed)
        kept += change.kept
        if change.is_seen or change.kept:
            moves[change.before, change.after, change.attempt.total, change.kept] += 1
            if change.attempt.user_id in own:
                seen.append(change)
    rows = (Move(before, after, total, number, stays) for (before, after, total, stays), number in moves.items())
    return Preview(
        attempts=attempts,
        changed=sum(moves.values()),
        passes_gained=gained,
        passes_lost=lost,
        passes_kept=kept,
        moves=tuple(sorted(rows, key=lambda move: (move.before.right, move.after.right))),
        names=tuple(sorted(((own[change.attempt.user_id], change) for change in seen), key=lambda pair: pair[0])),
    )


def people_of_own_units(viewer: Viewer) -> dict[int, str]:
    """The people of the units a viewer coordinates, by id (1 query; none for who coordinates nothing)."""
    units = [organisation for organisation, role in viewer.posts if role == Role.COORDINATOR]
    if not units:
        return {}
    held = Membership.objects.filter(organisation__in=units, scope_uuid=NO_SCOPE).select_related("user")
    return {membership.user_id: str(membership.user) for membership in held}
