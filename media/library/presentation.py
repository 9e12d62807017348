"""Resources as pages and lists draw them: what a download costs on a slow line."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from content.blocks import texts_in
from core.context import AUTONYMS
from core.downloads import size_words, time_words
from media.files.models import SiteDocument
from media.library.choices import ResourceKind
from media.library.models import ResourcePage
from media.library.queries import ResourceFacts

SLOW_LINE = 400_000
"""Bits in a second: what a border post may have (domain notes, 7.1)."""


@dataclass(frozen=True)
class FileView:
    """A download: what it is, how large, how long it takes."""

    title: str
    url: str
    form: str
    size: str
    time: str
    language: str
    language_name: str


def file_views(documents: Iterable[SiteDocument], language: str) -> list[FileView]:
    """Downloads, those in the reader's language first."""
    views = [_file_view(document) for document in documents]
    return sorted(views, key=lambda view: view.language != language)


def _file_view(document: SiteDocument) -> FileView:
    size = document.file_size or 0
    return FileView(
        title=document.title,
        url=document.url,
        form=PurePath(str(document.file.name)).suffix.removeprefix(".").upper(),
        size=size_words(size),
        time=time_words(SLOW_LINE, size),
        language=document.language,
        language_name=AUTONYMS.get(document.language, document.language),
    )


def kind_words(code: str) -> str:
    """The words of a kind, beginning a line."""
    words = str(ResourceKind(code).label) if code else ""
    return words[:1].upper() + words[1:]


def list_rows(resources: Iterable[ResourceFacts]) -> list[dict[str, Any]]:
    """Resources as a board shows them."""
    return [
        {
            "resource": resource,
            "kind": kind_words(resource.kind),
            "languages": [(code, AUTONYMS.get(code, code)) for code in resource.languages],
        }
        for resource in resources
    ]


def searchable(page: ResourcePage, documents: dict[int, SiteDocument]) -> str:
    """Everything of a resource that should be found: its text, and the words of its files in its language.

    A file without a language counts for every language.
    """
    language = page.locale.language_code
    own = [documents[number] for number in page.document_ids if number in documents]
    read = [document for document in own if document.language in {"", language}]
    texts = [page.lead, page.issuer, *texts_in(page.body)]
    return "\n".join([*texts, *(f"{document.title}\n{document.extracted_text}" for document in read)])
