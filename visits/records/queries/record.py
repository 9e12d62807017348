"""The record as its team sees it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from wagtail.models import Page

from accounts.choices import Role
from accounts.viewer import Viewer
from content.queries.review import with_waiting
from content.visibility import works_on
from reference.models import Named
from visits.records.choices import DatePrecision, Side
from visits.records.models import Delegation, ItemSite, Observation, ProgrammeItem, Visit, VisitPage
from visits.records.readiness import RecordState

RECORDERS = (Role.ORGANISER, Role.STAFF, Role.ADMINISTRATOR)
"""Who may begin a record."""


def may_record(viewer: Viewer) -> bool:
    """Whether a person may begin the record of a visit (no query)."""
    return viewer.has_role(*RECORDERS)


def visits_of(viewer: Viewer) -> QuerySet[Visit]:
    """The visits whose team a viewer belongs to, latest first, with what `state_of` needs (2 queries)."""
    return _with_state(works_on(viewer, Visit.objects.all()))


def visit_of(viewer: Viewer, slug: str) -> Visit | None:
    """One visit, for its team only (2 queries)."""
    return visits_of(viewer).filter(slug=slug).first()


def _with_state(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    own = VisitPage.objects.filter(alias_of__isnull=True).select_related("locale", "latest_revision").order_by("pk")
    pages = with_waiting(own)
    return visits.annotate(
        hosts=Count("delegations", filter=Q(delegations__side=Side.HOST), distinct=True),
        visitors=Count("delegations", filter=Q(delegations__side=Side.VISITING), distinct=True),
        seen=Count("observations", distinct=True),
    ).prefetch_related(Prefetch("pages", pages, to_attr="own_pages"))


def state_of(visit: Any) -> RecordState:
    """How far a record is. `visit` from `visits_of` (no query)."""
    pages: list[Any] = visit.own_pages
    return RecordState(
        dates_settled=visit.starts_on is not None or visit.date_precision == DatePrecision.UNKNOWN,
        hosts=visit.hosts,
        visitors=visit.visitors,
        observations=visit.seen,
        has_words=any(has_words(page) for page in pages),
        submitted=any(page.waits for page in pages),
        published=any(page.live for page in pages),
        has_news=any(not page.live or page.has_unpublished_changes for page in pages),
    )


def has_words(page: VisitPage) -> bool:
    """Whether a page, as it was last written, says in a sentence what the visit was."""
    content = page.latest_revision.content if page.latest_revision else {}
    return bool(content.get("lead") or page.lead)


@dataclass(frozen=True)
class Parts:
    """What a record is made of, in order: delegations with the hosts first, programme, observations."""

    delegations: list[Delegation]
    items: list[ProgrammeItem]
    observations: list[Observation]

    def named(self) -> Iterator[Named | None]:
        """Everything they point at that has names."""
        for delegation in self.delegations:
            yield delegation.place
            if delegation.organisation is not None:
                yield from (delegation.organisation, delegation.organisation.parent)
        for item in self.items:
            yield from (site.place for site in item.sites.all())
            yield from item.hosts.all()
        for seen in self.observations:
            yield from (*seen.places.all(), *seen.topics.all())


def parts_of(visit: Visit) -> Parts:
    """The parts of a record with their words; the names of what they point at are not loaded (9 queries)."""
    sites = Prefetch("sites", ItemSite.objects.select_related("place"))
    return Parts(
        list(visit.delegations.select_related("organisation__parent", "place").order_by("side", "position", "pk")),
        list(visit.items.prefetch_related("texts", sites, "hosts").order_by("position", "pk")),
        list(visit.observations.prefetch_related("texts", "places", "topics").order_by("position", "pk")),
    )


def page_in(visit: Visit, language: str) -> VisitPage | None:
    """The visit's own page (not a stand-in) in a language (1 query)."""
    return VisitPage.objects.filter(visit=visit, locale__language_code=language, alias_of__isnull=True).first()


def free_slug(wanted: str) -> str:
    """A slug no visit and no page has (1 query)."""
    taken = set(Visit.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    taken |= set(Page.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
