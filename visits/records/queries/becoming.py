"""Questions about what an observation became, and from the other side: where a practice was seen."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.choices import EDITING_ROLES, Role
from accounts.viewer import Viewer
from best_practices.modules.models import ModulePage
from content.queries import Addresses
from content.visibility import visible_to, works_on
from visits.records.models import Observation, Visit, VisitPage
from visits.records.queries.words import text_in

MAKERS = (Role.STAFF, Role.ADMINISTRATOR)
"""Programme staff, who make modules of what was seen on any visit they may see."""


@dataclass(frozen=True)
class Became:
    """The module an observation became. `page` is None if there is none (any more), or it may not be seen.

    `state`: "" nothing, "live", "draft", "deleted", "hidden".
    """

    state: str
    page: ModulePage | None = None
    url: str = ""


@dataclass(frozen=True)
class Choice:
    """A module that an observation can be linked to."""

    key: UUID
    code: str
    title: str
    live: bool


@dataclass(frozen=True)
class Module:
    """A published module as the page of a visit leads to it."""

    code: str
    title: str
    url: str


@dataclass(frozen=True)
class Seen:
    """A published visit page that shows where a practice was seen. `observations`: (anchor, words)."""

    title: str
    url: str
    observations: tuple[tuple[str, str], ...]


def visits_to_work_on(viewer: Viewer) -> QuerySet[Visit]:
    """The visits whose observations a person may make modules of: their team's, and staff's all they see.

    A record is seen no further than its strictest page.
    """
    of_the_team = works_on(viewer, Visit.objects.all())
    if not viewer.has_role(*MAKERS):
        return of_the_team
    closed = VisitPage.objects.exclude(pk__in=visible_to(viewer, VisitPage.objects.all()).values("pk"))
    seen = visible_to(viewer, Visit.objects.all()).exclude(pk__in=closed.values("visit"))
    return Visit.objects.filter(pk__in=of_the_team.values("pk")) | Visit.objects.filter(pk__in=seen.values("pk"))


def observation_of(viewer: Viewer, *, slug: str, uuid: UUID) -> Observation | None:
    """An observation that a person may make a module of, with its visit and words (2 queries)."""
    return (
        Observation.objects.filter(visit__in=visits_to_work_on(viewer), visit__slug=slug, uuid=uuid)
        .select_related("visit")
        .prefetch_related("texts")
        .first()
    )


def modules_to_link(viewer: Viewer, *, language: str) -> list[Choice]:
    """The modules a person may see, each once; drafts only for those who edit (1 query)."""
    originals = ModulePage.objects.filter(alias_of__isnull=True, latest_revision__isnull=False)
    found = visible_to(viewer, originals).select_related("locale")
    if not viewer.has_role(*EDITING_ROLES):
        found = found.filter(live=True)
    best: dict[UUID, ModulePage] = {}
    for page in sorted(found, key=lambda page: (page.locale.language_code != language, page.pk)):
        best.setdefault(page.translation_key, page)
    choices = (Choice(key, page.code, page.draft_title, page.live) for key, page in best.items())
    return sorted(choices, key=lambda choice: (choice.code, choice.title))


def written(module_key: UUID) -> QuerySet[ModulePage]:
    """The pages of a module that somebody wrote: a stand-in that outlives its deleted source is none of them."""
    return ModulePage.objects.filter(
        translation_key=module_key, alias_of__isnull=True, latest_revision__isnull=False
    ).order_by("pk")


def became(observation: Observation, viewer: Viewer, *, language: str) -> Became:
    """What an observation became, as far as a person may know it (3 queries at most)."""
    if observation.module_key is None:
        return Became("")
    if not written(observation.module_key).exists():
        return Became("deleted")
    pages = list(
        visible_to(viewer, ModulePage.objects.filter(translation_key=observation.module_key)).select_related("locale")
    )
    if not pages:
        return Became("hidden")
    page = min(pages, key=lambda page: (not page.live, page.locale.language_code != language, page.pk))
    return Became("live" if page.live else "draft", page, Addresses().of(page) if page.live else "")


def modules_seen(keys: set[UUID], viewer: Viewer, *, language: str) -> dict[UUID, Module]:
    """The published modules among these that a reader may see, by key (1 query; none without a key)."""
    if not keys:
        return {}
    pages = ModulePage.objects.live().filter(translation_key__in=keys, locale__language_code=language)
    addresses = Addresses()
    return {
        page.translation_key: Module(page.code, page.title, addresses.of(page)) for page in visible_to(viewer, pages)
    }


def seen_on(module_key: UUID, viewer: Viewer, *, language: str) -> list[Seen]:
    """The published visits a reader may see on which a module's practice was seen (3 queries; 1 if on none)."""
    observations = list(Observation.objects.filter(module_key=module_key).prefetch_related("texts"))
    if not observations:
        return []
    pages = visible_to(
        viewer,
        VisitPage.objects.live().filter(
            visit__in={observation.visit_id for observation in observations}, locale__language_code=language
        ),
    )
    addresses = Addresses()
    return [
        Seen(page.title, addresses.of(page), tuple(_words(observations, page.visit_id, language)))
        for page in pages.order_by("-visit__starts_on", "title")
    ]


def _words(observations: list[Observation], visit: int, language: str) -> Any:
    for observation in observations:
        text = text_in(observation.texts.all(), language)
        if observation.visit_id == visit and text is not None:
            yield f"o-{observation.code or observation.uuid}", text.text


def index_for(model: Any, language: str) -> Any:
    """The index page of a language that holds pages of a kind, else the English one (1 query)."""
    found = model.objects.select_related("locale").filter(locale__language_code__in=[language, "en"])
    return min(found, key=lambda page: page.locale.language_code != language, default=None)


def label_holders(visit: Visit) -> list[UUID]:
    """The keys of what carries a visit's markings: its record and its pages (1 query)."""
    return [visit.uuid, *visit.pages.values_list("translation_key", flat=True)]
