"""Field notes and guests: who sees which."""

from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.choices import Role
from accounts.models import Membership
from accounts.viewer import Viewer
from visits.records.models import FieldNote, Visit

AFTER_THE_VISIT = timedelta(days=14)


def visit_as_guest(viewer: Viewer, slug: str) -> Visit | None:
    """A visit whose guest a person is (1 query; none for who is nobody's guest)."""
    return Visit.objects.filter(uuid__in=viewer.guest_of, slug=slug).first() if viewer.guest_of else None


def visits_as_guest(viewer: Viewer) -> list[Visit]:
    """All of them (1 query; none for who is nobody's guest)."""
    return list(Visit.objects.filter(uuid__in=viewer.guest_of)) if viewer.guest_of else []


def own_notes(viewer: Viewer, visit: Visit) -> QuerySet[FieldNote]:
    """A person's own notes of a visit, latest first."""
    if viewer.user_uuid is None:
        return FieldNote.objects.none()
    return FieldNote.objects.filter(visit=visit, author_uuid=viewer.user_uuid).order_by("-created_at", "-pk")


def notes_of(visit: Visit) -> QuerySet[FieldNote]:
    """All notes of a visit, for its team."""
    return FieldNote.objects.filter(visit=visit).select_related("observation").order_by("created_at", "pk")


def guests_of(visit: Visit, at: datetime) -> QuerySet[Membership]:
    """The guests of a visit who have access at a moment (1 query)."""
    lasting = Q(ends_at__isnull=True) | Q(ends_at__gt=at)
    return (
        Membership.objects.filter(lasting, role=Role.GUEST, scope_uuid=visit.uuid)
        .select_related("user", "organisation")
        .order_by("starts_at", "pk")
    )


def guest_of(visit: Visit, uuid: UUID, at: datetime) -> Membership | None:
    """One of them (1 query)."""
    return guests_of(visit, at).filter(user__uuid=uuid).first()


def access_ends(visit: Visit) -> datetime:
    """Fourteen days after the last day of a visit, there; after today, if its days are not known or over."""
    zone = ZoneInfo(visit.time_zone)
    today = timezone.now().astimezone(zone).date()
    last = max(visit.ends_on or visit.starts_on or today, today)
    return datetime.combine(last + AFTER_THE_VISIT, time(23, 59), tzinfo=zone)
