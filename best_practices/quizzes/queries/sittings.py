"""Questions about sittings: quizzes taken together; a constant number of queries each."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.models import User
from accounts.queries import units_for
from accounts.viewer import Viewer
from best_practices.quizzes.choices import AttemptState
from best_practices.quizzes.models import Attempt, Participation, Sitting
from best_practices.quizzes.permissions import may_lead_in, may_lead_sittings
from best_practices.quizzes.queries.attempts import ItemView, shown_in
from content.visibility import visible_keys


def sitting_for(*, viewer: Viewer, uuid: UUID) -> Sitting | None:
    """A sitting of a unit whose sittings the viewer leads, of a quiz they see (2 queries)."""
    if not may_lead_sittings(viewer):
        return None
    seen = visible_keys(viewer).values("key")
    found = (
        Sitting.objects.select_related("unit", "led_by")
        .prefetch_related("unit__names")
        .filter(uuid=uuid, quiz_key__in=seen)
        .first()
    )
    return found if found is not None and may_lead_in(viewer, found.unit.lineage_ids) else None


def sittings_of(*, viewer: Viewer, quiz_key: UUID) -> list[Sitting]:
    """The sittings of a quiz in the units a viewer looks after, newest first (4 queries)."""
    if not may_lead_sittings(viewer):
        return []
    found = Sitting.objects.filter(quiz_key=quiz_key, unit__in=units_for(viewer)).select_related("unit")
    return list(found.prefetch_related("unit__names")[:50])


def sitting_views(*, sitting: Sitting, language: str, position: int | None = None) -> list[ItemView]:
    """The questions of a sitting in a language, or one of them (2 queries)."""
    rows = sitting.items.select_related("version").order_by("position")
    items = list(rows if position is None else rows.filter(position=position))
    shown = shown_in([item.version for item in items], language=language)
    return [
        ItemView(
            position=item.position,
            version=item.version,
            shown=shown[item.version_id],
            answer=None,
            saved_at=None,
            right=None,
            seed=item.seed,
        )
        for item in items
    ]


def results_of(sitting: Sitting) -> QuerySet[Attempt]:
    """The attempts entered from paper, with their people (1 query)."""
    entered = sitting.attempts.exclude(state=AttemptState.WITHDRAWN).select_related("user")
    return entered.order_by("user__name_latin", "pk")


def participants_of(sitting: Sitting) -> dict[int, Participation]:
    """Who was there, by person (1 query)."""
    return {row.user_id: row for row in sitting.participations.select_related("user")}


def open_elsewhere(*, person: User, sitting: Sitting) -> bool:
    """Whether somebody has an attempt at the quiz open that is not of this sitting (1 query)."""
    found = Attempt.objects.filter(user=person, quiz_key=sitting.quiz_key, state=AttemptState.OPEN)
    return found.exclude(sitting=sitting).exists()
