"""Questions about resources and their files; a constant number of queries each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accounts.viewer import Viewer
from content.queries import Addresses
from content.version import cached
from content.visibility import visible_keys
from jobs.choices import JobState
from jobs.models import Job
from media.files.models import SiteDocument
from media.library.choices import EXTRACT_WORDS
from media.library.models import ResourcePage


@dataclass(frozen=True)
class TopicView:
    """A topic by its code, with its name in the language of the tree."""

    code: str
    name: str


@dataclass(frozen=True)
class ResourceFacts:
    """A published resource as lists show it. `languages`: of its text and of its files; `files`: how many."""

    translation_key: UUID
    title: str
    lead: str
    url: str
    kind: str
    issuer: str
    issued_on: date | None
    languages: tuple[str, ...]
    files: int
    topics: tuple[TopicView, ...]


def resources_in(language: str) -> tuple[ResourceFacts, ...]:
    """Every published resource of a language's tree, by title, whoever may see it (cached, else 6 queries)."""
    return cached(f"resources:{language}", lambda: _resources_in(language))


def resources_for(viewer: Viewer, *, language: str) -> list[ResourceFacts]:
    """The published resources of a language's tree that a viewer may see (1 query, and those of `resources_in`)."""
    resources = resources_in(language)
    keys = [resource.translation_key for resource in resources]
    visible = set(visible_keys(viewer).filter(key__in=keys).values_list("key", flat=True)) if keys else set()
    return [resource for resource in resources if resource.translation_key in visible]


def topics_used(resources: Iterable[ResourceFacts]) -> list[TopicView]:
    """The topics of some resources, each once, by code (no query)."""
    found = {topic.code: topic for resource in resources for topic in resource.topics}
    return [found[code] for code in sorted(found)]


def _resources_in(language: str) -> tuple[ResourceFacts, ...]:
    pages = list(
        ResourcePage.objects.live()
        .filter(locale__language_code=language)
        .prefetch_related("topics__names")
        .order_by("title", "path")
    )
    numbers = [number for page in pages for number in page.document_ids]
    written = dict(SiteDocument.objects.filter(pk__in=numbers).values_list("pk", "language")) if numbers else {}
    texts = texts_by_key()
    addresses = Addresses()
    return tuple(
        ResourceFacts(
            translation_key=page.translation_key,
            title=page.title,
            lead=page.lead,
            url=addresses.of(page),
            kind=page.kind,
            issuer=page.issuer,
            issued_on=page.issued_on,
            languages=tuple(sorted(texts[page.translation_key] | _languages_of_files(page, written))),
            files=sum(number in written for number in page.document_ids),
            topics=tuple(TopicView(topic.code, topic.name(language=language)) for topic in page.topics.all()),
        )
        for page in pages
    )


def texts_by_key() -> dict[UUID, set[str]]:
    """By the key of a resource the languages its text is written in (1 query)."""
    found: dict[UUID, set[str]] = defaultdict(set)
    for page in ResourcePage.objects.live().filter(alias_of__isnull=True).select_related("locale"):
        if page.body.raw_data:
            found[page.translation_key].add(page.locale.language_code)
    return found


def _languages_of_files(page: ResourcePage, written: dict[int, str]) -> set[str]:
    return {written[number] for number in page.document_ids if written.get(number)}


def files_of(page: ResourcePage, viewer: Viewer) -> list[SiteDocument]:
    """The files of a resource that a viewer may see, in their order, each with its handling (2 queries)."""
    numbers = page.document_ids
    if not numbers:
        return []
    found = {document.pk: document for document in SiteDocument.objects.filter(pk__in=numbers)}
    documents = [found[number] for number in numbers if number in found]
    handlings = visible_keys(viewer).in_bulk([document.uuid for document in documents], field_name="key")
    for document in documents:
        document.__dict__["_handling"] = handlings.get(document.uuid)
    return [document for document in documents if document.uuid in handlings]


def resources_with(document: SiteDocument) -> list[ResourcePage]:
    """The resources, in every language, that bring a document (1 query; the library has hundreds, not millions)."""
    return [page for page in ResourcePage.objects.all() if document.pk in page.document_ids]


def resources_of_key(key: UUID) -> list[ResourcePage]:
    """A resource in every language (1 query)."""
    return list(ResourcePage.objects.filter(translation_key=key))


def is_published_elsewhere(page: ResourcePage) -> bool:
    """Whether another language of a resource is still on the site (1 query)."""
    return ResourcePage.objects.live().filter(translation_key=page.translation_key).exclude(pk=page.pk).exists()


def words_are_read(document: SiteDocument) -> bool:
    """Whether a job has read this very file already (1 query)."""
    done = Job.objects.filter(kind=EXTRACT_WORDS, state=JobState.DONE)
    return done.filter(result__document=str(document.uuid), result__checksum=document.checksum).exists()


def originals_of(keys: set[UUID] | None) -> tuple[list[ResourcePage], dict[int, SiteDocument]]:
    """Published resources in the languages they are written in, of these keys or all, and their documents.

    3 queries, 4 with topics.
    """
    pages = ResourcePage.objects.live().filter(alias_of__isnull=True).select_related("locale")
    if keys is not None:
        pages = pages.filter(translation_key__in=keys)
    found = list(pages.prefetch_related("topics"))
    numbers = {number for page in found for number in page.document_ids}
    return found, {document.pk: document for document in SiteDocument.objects.filter(pk__in=numbers)}
