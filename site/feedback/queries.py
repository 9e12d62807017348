"""Questions about what was asked. Who may see the thing it is about is asked of `content.visibility`, every time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, IntegerField, Min, Q, QuerySet, When
from django.utils import timezone
from wagtail.models import Page as PublishedPage

from accounts.choices import Role
from accounts.models import NO_SCOPE, Membership, User
from accounts.viewer import Viewer
from content.handling import Handling
from content.languages import best_pages
from content.queries import Addresses
from content.version import cached
from content.visibility import SeenKey, visible_keys, visible_to
from core.labels import Label, strictest
from feedback.choices import ANSWERING_ROLES, GLOSSARY, GLOSSARY_KEY, State
from feedback.digest import WEEK
from feedback.models import Enquiry
from reference.models import GlossaryTerm, Organisation
from reference.queries import organisations

ROWS_OF_A_PAGE = 20
ROWS_OF_A_DESK = 5


# Things


@dataclass(frozen=True)
class Known:
    """What a viewer may see, by its marking. `title`, `address` and `number` are those of the page that shows it;
    empty where none does."""

    kind: str
    key: UUID
    label: str
    title: str = ""
    address: str = ""
    number: int = 0


def things_seen(viewer: Viewer, keys: Iterable[UUID], *, language: str) -> dict[UUID, Known]:
    """Those of some marked things that a viewer may see, by key, with the page that shows them (2 queries)."""
    seen = {key: (kind, label) for key, kind, label in _marked(viewer, set(keys))}
    pages = best_pages(seen, language=language) if seen else {}
    addresses = Addresses()
    return {
        key: Known(kind, key, label, pages[key].title, addresses.of(pages[key]), pages[key].pk)
        if key in pages
        else Known(kind, key, label)
        for key, (kind, label) in seen.items()
    }


def _marked(viewer: Viewer, keys: set[UUID]) -> Iterable[tuple[UUID, str, str]]:
    return visible_keys(viewer).filter(key__in=keys).values_list("key", "kind", "label") if keys else ()


def terms_by_key(*, language: str) -> dict[UUID, str]:
    """The glossary's terms by uuid, in order of their names in a language (from the cache, else 2 queries)."""

    def make() -> dict[UUID, str]:
        named = {term.uuid: term.name(language=language) for term in GlossaryTerm.objects.prefetch_related("names")}
        return dict(sorted(named.items(), key=lambda item: item[1].casefold()))

    return cached(f"feedback-terms:{language}", make)


def anchors_of_terms() -> dict[UUID, str]:
    """Where in the glossary a term stands, by its uuid (from the cache, else 1 query)."""
    slugs = GlossaryTerm.objects.values_list("uuid", "slug")
    return cached("feedback-anchors", lambda: {uuid: f"#t-{slug}" for uuid, slug in slugs})


def strictest_label(things: Iterable[Any]) -> str:
    """A page is never less strict than what it shows."""
    return strictest(Label(thing.label) for thing in things).value


# The answering side


def answers_for(viewer: Viewer) -> frozenset[int]:
    """The organisations whose questions a viewer answers, beside the programme staff, who answer all they may see."""
    return frozenset(organisation for organisation, role in viewer.posts if role in ANSWERING_ROLES)


def has_queue(viewer: Viewer) -> bool:
    """Whether anything may come to this person to be answered."""
    return viewer.has_role(Role.STAFF) or bool(answers_for(viewer))


def queue_of(viewer: Viewer) -> QuerySet[Enquiry]:
    """What a viewer may answer, in any state: about the things of their organisations; staff: about all they may see.

    Nothing about a thing that they may not see (any more), or that is gone.
    """
    if viewer.has_role(Role.STAFF):
        seen = Q(key__in=SeenKey("key", viewer, timezone.now()))
        return Enquiry.objects.filter(seen | Q(kind=GLOSSARY))
    owned = Handling.objects.filter(owner_id__in=answers_for(viewer)).values("key")
    return Enquiry.objects.filter(key__in=owned)


def queue_page(viewer: Viewer, *, state: str, number: Any) -> Page[Enquiry]:
    """A page of the queue: what is open, the oldest first; or what is not, the newest first (2 queries)."""
    found = queue_of(viewer).select_related("asker")
    if state == State.OPEN:
        found = found.filter(state=State.OPEN).order_by("asked_at", "pk")
    else:
        found = found.exclude(state=State.OPEN).order_by("-answered_at", "pk")
    return Paginator(found, ROWS_OF_A_PAGE).get_page(number)


def oldest_open(viewer: Viewer) -> tuple[list[Enquiry], int]:
    """The first of a person's open queue, and how many there are in all (1 query; 2 if there are more)."""
    found = queue_of(viewer).filter(state=State.OPEN).order_by("asked_at", "pk")
    rows = list(found[: ROWS_OF_A_DESK + 1])
    return rows[:ROWS_OF_A_DESK], len(rows) if len(rows) <= ROWS_OF_A_DESK else found.count()


def enquiry_to_answer(viewer: Viewer, uuid: UUID) -> Enquiry | None:
    """One enquiry of a viewer's queue, with its asker and earlier answers (2 queries)."""
    if not has_queue(viewer):
        return None
    found = queue_of(viewer).select_related("asker", "answered_by").prefetch_related("earlier__answered_by")
    return found.filter(uuid=uuid).first()


# The asker's side


def _own(viewer: Viewer) -> QuerySet[Enquiry]:
    return Enquiry.objects.filter(asker_id=viewer.user_id)


def _own_seen(viewer: Viewer) -> QuerySet[Enquiry]:
    seen = Q(key__in=SeenKey("key", viewer, timezone.now()))
    news = When(~Q(state=State.OPEN) & Q(read_at__isnull=True), then=0)
    return (
        _own(viewer)
        .filter(seen | Q(kind=GLOSSARY))
        .annotate(rank=Case(news, default=1, output_field=IntegerField()))
        .order_by("rank", "-asked_at", "pk")
    )


def own_page(viewer: Viewer, *, number: Any) -> tuple[Page[Enquiry], int]:
    """A page of what a person asked, news first; and how many stand about things they may no longer see (3 queries)."""
    found = Paginator(_own_seen(viewer), ROWS_OF_A_PAGE)
    hidden = _own(viewer).count() - found.count
    return found.get_page(number), hidden


def own_last(viewer: Viewer) -> list[Enquiry]:
    """What a person asked last, news first, for their desk (1 query)."""
    return list(_own_seen(viewer)[:ROWS_OF_A_DESK])


# Everybody


@dataclass(frozen=True)
class Released:
    """A question and its answer as everybody who may see the thing reads them. Never who asked."""

    key: UUID
    kind: str
    question: str
    language: str
    answer: str
    answer_language: str
    answered_at: datetime


def _released(found: QuerySet[Enquiry]) -> tuple[Released, ...]:
    return tuple(
        Released(
            row.key,
            row.kind,
            row.shown_question,
            row.language,
            row.answer,
            row.answer_language,
            row.answered_at or row.asked_at,
        )
        for row in found.filter(released=True).order_by("-answered_at", "pk")
    )


def released_about(key: UUID) -> tuple[Released, ...]:
    """The released answers about one thing, newest first (from the cache, else 2 queries; 1 if it has none)."""
    keys = cached("feedback-released", lambda: frozenset(_keys_with_answers()))
    if key not in keys:
        return ()
    return cached(f"feedback-released:{key}", lambda: _released(Enquiry.objects.filter(key=key)))


def _keys_with_answers() -> Iterable[UUID]:
    return Enquiry.objects.filter(released=True).order_by().values_list("key", flat=True).distinct()


def released_about_each(viewer: Viewer, keys: Iterable[UUID]) -> tuple[Released, ...]:
    """The released answers about some things, as far as a viewer may see these, newest first (1 query)."""
    seen = visible_keys(viewer).filter(key__in=set(keys)).values("key")
    return _released(Enquiry.objects.filter(key__in=seen))


def released_about_the_glossary() -> tuple[Released, ...]:
    """The released answers about the glossary and its terms, newest first (from the cache, else 1 query)."""
    return cached("feedback-released-glossary", lambda: _released(Enquiry.objects.filter(kind=GLOSSARY)))


def released_since(viewer: Viewer, since: datetime, *, most: int) -> tuple[Released, ...]:
    """What was answered for everybody since a moment, about what may hang on a board: CLEAR and GREEN (1 query)."""
    open_things = visible_keys(viewer).filter(label__in=[Label.CLEAR.value, Label.GREEN.value]).values("key")
    found = Enquiry.objects.filter(Q(key__in=open_things) | Q(kind=GLOSSARY), released=True, answered_at__gte=since)
    return _released(found)[:most]


def units_of(viewer: Viewer) -> list[Organisation]:
    """The organisations a person belongs to, with their names (2 queries)."""
    return list(organisations().filter(pk__in=viewer.organisations).order_by("slug"))


# The digest


@dataclass(frozen=True)
class Waiting:
    """What a digest tells one person: how many questions wait for them, since when; which answers are new."""

    open: int
    oldest: datetime | None
    answers: tuple[Enquiry, ...]

    @property
    def is_nothing(self) -> bool:
        return not self.open and not self.answers


def digest_readers(at: datetime) -> QuerySet[User]:
    """People with an e-mail whom something waits for, and who were sent nothing within a week (1 query)."""
    open_keys = Enquiry.objects.filter(state=State.OPEN).values("key")
    owners = Handling.objects.filter(key__in=open_keys, owner__isnull=False).values("owner_id")
    posts = Membership.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=at), starts_at__lte=at, scope_uuid=NO_SCOPE
    )
    answering = posts.filter(role__in=ANSWERING_ROLES, organisation_id__in=owners).values("user_id")
    staff = posts.filter(role=Role.STAFF).values("user_id") if open_keys.exists() else posts.none().values("user_id")
    askers = _unread().filter(asker__isnull=False).values("asker_id")
    return (
        User.objects.filter(Q(pk__in=answering) | Q(pk__in=staff) | Q(pk__in=askers))
        .filter(is_active=True, gets_weekly_letter=True)
        .exclude(email__isnull=True)
        .exclude(digest__sent_at__gt=at - WEEK)
        .select_related("digest")
        .order_by("pk")
    )


def _unread() -> QuerySet[Enquiry]:
    return Enquiry.objects.filter(wants_answer=True, read_at__isnull=True).exclude(state=State.OPEN)


def waiting_for(viewer: Viewer, *, since: datetime | None) -> Waiting:
    """What a digest has to say to a person; of answers those given since the last digest (2 queries at most)."""
    total: dict[str, Any] = {"open": 0, "oldest": None}
    if has_queue(viewer):
        total = queue_of(viewer).filter(state=State.OPEN).aggregate(open=Count("pk"), oldest=Min("asked_at"))
    news = _own_seen(viewer).filter(pk__in=_unread().values("pk"))
    if since is not None:
        news = news.filter(answered_at__gt=since)
    return Waiting(total["open"], total["oldest"], tuple(news))


def is_about_the_glossary(kind: str, key: UUID) -> bool:
    """Whether a kind and key name the glossary or, as far as its form goes, a term of it."""
    return kind == GLOSSARY and (key == GLOSSARY_KEY or key in anchors_of_terms())


def labels_of(keys: Iterable[UUID]) -> dict[UUID, str]:
    """The handling labels of some things (1 query)."""
    return dict(Handling.objects.filter(key__in=set(keys)).values_list("key", "label"))


def page_numbered(viewer: Viewer, number: int, *, language: str) -> str:
    """The address of a published page by its number, if a viewer may see it, in their language if it is there."""
    found = visible_to(viewer, PublishedPage.objects.live().filter(pk=number, depth__gt=1)).first()
    if found is None:
        return ""
    return Addresses().of(best_pages([found.translation_key], language=language).get(found.translation_key, found))
