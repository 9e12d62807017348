"""Published texts that are to be looked at again, facts that are old, and what people noted for the authors."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.db.models.functions import Length, Substr
from django.utils import timezone
from wagtail.models import Comment, Page

from accounts.choices import Role
from accounts.viewer import Viewer
from content.handling import Handling
from content.models import BasePage
from content.queries.desk import MOST, Listed, first_of, kind_of
from content.visibility import visible_to
from reference.models import Organisation

A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Overdue:
    page: Page
    kind: str
    due: date
    days: int


@dataclass(frozen=True)
class OldFact:
    page: Page
    kind: str
    on: date


@dataclass(frozen=True)
class Noted:
    """What somebody wrote beside a text of another person, in its editor or when looking at it again."""

    page: Page
    kind: str
    by: str
    at: datetime
    text: str


def _models_with(name: str) -> list[type[BasePage]]:
    return [
        model
        for model in apps.get_models()
        if issubclass(model, BasePage) and any(field.name == name for field in model._meta.get_fields())
    ]


def dated_models() -> list[type[BasePage]]:
    """The kinds of pages that are to be looked at again on a day."""
    return _models_with("review_due")


def overdue_pages(today: date) -> Q:
    """A condition on pages of every kind: their day has passed."""
    late = Q(pk__in=[])
    for model in dated_models():
        late |= Q(pk__in=model.objects.filter(review_due__lt=today).values("pk"))
    return late


def _looked_after(viewer: Viewer, pages: QuerySet[Any]) -> QuerySet[Any]:
    seen = visible_to(viewer, pages)
    if viewer.has_role(Role.STAFF, Role.ADMINISTRATOR):
        return seen
    own = Q(pk__in=[])
    for organisation, role in viewer.posts:
        if role == Role.REVIEWER:
            own |= Q(lineage__contains=f"/{organisation}/")
    keys = Handling.objects.filter(owner__in=Organisation.objects.filter(own)).values("key")
    return seen.filter(translation_key__in=keys)


def overdue_reviews(viewer: Viewer, *, language: str, most: int = MOST) -> Listed[Overdue]:
    """The published pages of a language's tree whose day has passed, the oldest first (2 queries, 3 if long).

    Staff and administrators look after everything they see, a reviewer after what is of their organisations and of
    what is part of those. A part is not listed beside its whole. Every tree holds each thing once, be it as a stand-in.
    """
    today = timezone.localdate()
    late = {
        model: _looked_after(
            viewer, model.objects.live().filter(locale__language_code=language, review_due__lt=today)
        ).order_by()
        for model in dated_models()
    }
    wholes = [found for model, found in late.items() if not model.handling_follows_parent]
    listed = [found.values("pk", "review_due") for found in wholes]
    if wholes:
        paths = Page.objects.filter(pk__in=wholes[0].values("pk"))
        for found in wholes[1:]:
            paths = paths | Page.objects.filter(pk__in=found.values("pk"))
    for model, found in late.items():
        if model.handling_follows_parent:
            above = found.annotate(above=Substr("path", 1, Length("path") - model.steplen))
            listed.append(above.exclude(above__in=paths.values("path")).values("pk", "review_due") if wholes else found)
    if not listed:
        return Listed((), 0)
    rows, total = first_of(listed[0].union(*listed[1:], all=True).order_by("review_due", "pk"), most)
    pages = Page.objects.select_related("locale").in_bulk([row["pk"] for row in rows])
    return Listed(tuple(_overdue(pages[row["pk"]], row["review_due"], today) for row in rows), total)


def _overdue(page: Page, due: date, today: date) -> Overdue:
    return Overdue(page, kind_of(page), due, (today - due).days)


def old_facts(viewer: Viewer, *, language: str, most: int = MOST) -> tuple[OldFact, ...]:
    """Published pages that were last right on a day more than a year ago (1 query for each kind that has such a day).

    A whole and its parts state a day each, and are listed each.
    """
    before = timezone.localdate() - A_YEAR
    rows = [
        OldFact(page, kind_of(page), page.valid_as_of)
        for model in _models_with("valid_as_of")
        for page in _looked_after(
            viewer,
            model.objects.live().defer_streamfields().filter(locale__language_code=language, valid_as_of__lt=before),
        )
        .select_related("locale")
        .order_by("valid_as_of", "pk")[:most]
    ]
    return tuple(sorted(rows, key=lambda row: row.on)[:most])


def notes_for(viewer: Viewer) -> Listed[Noted]:
    """Open comments of others on what a person began or last wrote on, the newest first (1 query, 2 if long)."""
    own = Q(owner_id=viewer.user_id) | Q(latest_revision__user_id=viewer.user_id)
    found = (
        Comment.objects.filter(resolved_at__isnull=True, page__in=visible_to(viewer, Page.objects.filter(own)))
        .exclude(user_id=viewer.user_id)
        .select_related("user", "page__locale")
        .order_by("-created_at", "pk")
    )
    comments, total = first_of(found)
    rows = (Noted(said.page, kind_of(said.page), str(said.user), said.created_at, said.text) for said in comments)
    return Listed(tuple(rows), total)
