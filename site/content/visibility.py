"""The one place that decides who sees what.

Every listing, page, file, search, preview, history, chooser and export asks here. Rules: design, "Markings";
TLP 2.0 (FIRST, 2022), with the community of GREEN defined as the members of participating organisations.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Exists, Expression, F, Func, Min, Model, OuterRef, Q, QuerySet, UUIDField
from django.utils import timezone
from wagtail.models import Page

from accounts.viewer import Viewer
from content.handling import Handling
from core.labels import Label

AnyQuerySet = TypeVar("AnyQuerySet", bound=QuerySet[Any])

MOMENTS = ("embargo_until", "expires_at")
"""Columns of Handling at which visibility changes by itself."""


def visible_keys(viewer: Viewer, at: datetime | None = None) -> QuerySet[Handling]:
    """Handling rows of what a viewer may see at a moment (default: now), as a lazy queryset.

    The owner's members always. Others only between embargo and expiry: CLEAR everyone; GREEN members of
    participating organisations; AMBER members of an organisation it is shared with, or of a unit below
    one; AMBER+STRICT members of exactly such an organisation. And whatever is open to the viewer for a time.
    """
    shared = Handling.shared_with.through.objects

    def shared_with(organisations: frozenset[int]) -> Q:
        return Q(pk__in=shared.filter(organisation_id__in=organisations).values("handling_id"))

    return Handling.objects.filter(_allowed(viewer, at or timezone.now(), shared_with))


def _allowed(viewer: Viewer, at: datetime, shared_with: Callable[[frozenset[int]], Q]) -> Q:
    """The rule itself. `shared_with`: what is shared with one of some organisations, as a condition."""
    may = Q(label=Label.CLEAR.value)
    if viewer.participates:
        may |= Q(label=Label.GREEN.value)
    if viewer.lineage:
        may |= Q(label=Label.AMBER.value) & shared_with(viewer.lineage)
    if viewer.organisations:
        may |= Q(label=Label.AMBER_STRICT.value) & shared_with(viewer.organisations)
    begun = Q(embargo_until__isnull=True) | Q(embargo_until__lte=at)
    not_over = Q(expires_at__isnull=True) | Q(expires_at__gt=at)
    allowed = may & begun & not_over
    if viewer.organisations:
        allowed |= Q(owner_id__in=viewer.organisations)
    if viewer.opened:
        allowed |= Q(key__in=viewer.opened)
    return allowed


_COLUMN = "(the column with the key)"
_MOMENT = datetime(9000, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=2000)
def _rule(vendor: str, viewer: Viewer) -> tuple[str, tuple[Any, ...]]:
    """`visible_keys` for one row, as SQL with a place for its column; made once for all who see the same.

    Of one row its recipients are looked up; the list of all that is shared with somebody can be long.
    """
    shared = Handling.shared_with.through.objects

    def shared_with(organisations: frozenset[int]) -> Q:
        return Q(Exists(shared.filter(handling_id=OuterRef("pk"), organisation_id__in=organisations)))

    this_one = Q(key=Func(template=_COLUMN, output_field=UUIDField()))
    keys = Handling.objects.filter(this_one, _allowed(viewer, _MOMENT, shared_with)).values("key")
    sql, parameters = keys.query.sql_with_params()
    return sql, tuple(parameters)


def seen_key(viewer: Viewer, column: str, at: datetime) -> tuple[str, tuple[Any, ...]]:
    """SQL (and its parameters) that gives the key in a column if a viewer may see what has it, else no row.

    It looks up one row by its key, so that a list of twenty among many costs twenty looks; the list of all that
    a viewer may see, made for each question, would cost as much as there is.
    """
    of_all = Viewer(
        participates=viewer.participates,
        organisations=viewer.organisations,
        lineage=viewer.lineage,
        opened=viewer.opened,
    )
    sql, parameters = _rule(connection.vendor, of_all)
    adapt = connection.ops.adapt_datetimefield_value
    then, now = adapt(_MOMENT), adapt(at)
    return sql.replace(_COLUMN, column), tuple(now if value == then else value for value in parameters)


class SeenKey(Expression):
    """`seen_key` of a field of the queryset itself, to stand behind `__in`."""

    def __init__(self, field: str, viewer: Viewer, at: datetime) -> None:
        super().__init__(output_field=UUIDField())
        self.key: Any = F(field)
        self.viewer, self.at = viewer, at

    def get_source_expressions(self) -> list[Any]:
        return [self.key]

    def set_source_expressions(self, exprs: Any) -> None:
        (self.key,) = exprs

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, parameters = compiler.compile(self.key)
        sql, others = seen_key(self.viewer, column, self.at)
        return f"({sql})", (*others, *parameters)


def visible_to(viewer: Viewer, queryset: AnyQuerySet, at: datetime | None = None) -> AnyQuerySet:
    """The rows of a queryset of pages or of marked rows that a viewer may see.

    Built of `in` subqueries only: joins and Exists raise in Wagtail's search (docs/decisions/008).
    """
    model = queryset.model
    if issubclass(model, Page):
        return queryset.filter(translation_key__in=SeenKey("translation_key", viewer, at or timezone.now()))
    keys = visible_keys(viewer, at).values("key")
    return queryset.filter(pk__in=model._default_manager.filter(**{f"{key_field(model)}__in": keys}).values("pk"))


def key_field(model: type[Model]) -> str:
    """The column that holds a row's handling key: the translation key of a text, else the row's own uuid."""
    return "translation_key" if hasattr(model, "translation_key") else "uuid"


def handling_of(thing: Any) -> Handling | None:
    """The handling of a page or marked row (1 query), kept on the instance."""
    found = thing.__dict__.get("_handling")
    if found is None:
        found = Handling.objects.filter(key=thing.handling_key).first()
        thing.__dict__["_handling"] = found
    return found


def may_see(viewer: Viewer, thing: Any, at: datetime | None = None) -> bool:
    """Whether a viewer may see one page or marked row (1 query for CLEAR and GREEN, 2 for AMBER).

    A thing without a handling row is seen by nobody: forgetting to mark closes, it never opens.
    """
    handling = handling_of(thing)
    if handling is None:
        return False
    return allows(handling, viewer, at or timezone.now())


def may_see_key(viewer: Viewer, key: UUID) -> bool:
    """Whether a viewer may see whatever has this handling key (1 query)."""
    return visible_keys(viewer).filter(key=key).exists()


def allows(handling: Handling, viewer: Viewer, at: datetime) -> bool:
    """`visible_keys` for one loaded row; the tests hold the two to the same answers."""
    if handling.owner_id in viewer.organisations or handling.key in viewer.opened:
        return True
    if not handling.is_in_force(at):
        return False
    label = Label(handling.label)
    if label is Label.CLEAR:
        return True
    if label is Label.GREEN:
        return viewer.participates
    asked = viewer.lineage if label is Label.AMBER else viewer.organisations
    return bool(asked) and handling.shared_with.filter(pk__in=asked).exists()


def next_change(at: datetime) -> datetime | None:
    """The next moment at which an embargo or an expiry changes what somebody sees (2 queries on indexes)."""
    ends = (Handling.objects.filter(**{f"{name}__gt": at}).aggregate(first=Min(name))["first"] for name in MOMENTS)
    return min((end for end in ends if end is not None), default=None)


def changed_since(at: datetime) -> bool:
    """Whether an embargo or an expiry has passed since a moment."""
    now = timezone.now()
    passed = Q()
    for name in MOMENTS:
        passed |= Q(**{f"{name}__gt": at, f"{name}__lte": now})
    return Handling.objects.filter(passed).exists()


def works_on(viewer: Viewer, queryset: AnyQuerySet, *, team: str = "uuid") -> AnyQuerySet:
    """The rows of a queryset whose team a viewer belongs to. `team`: the column (or path) with the team's key.

    A team's working material (records before they are presented, source texts) is seen by the team only,
    whatever label its presentation carries.
    """
    return queryset.filter(**{f"{team}__in": viewer.teams})
