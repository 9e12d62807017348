"""Resources as pages and lists draw them: what a download costs on a slow line."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from pathlib import PurePath
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from content.blocks import texts_in
from core.context import AUTONYMS
from media.files.models import SiteDocument
from media.library.choices import ResourceKind
from media.library.models import ResourcePage
from media.library.queries import ResourceFacts

SLOW_LINE = 400_000
"""Bits in a second: what a border post may have (domain notes, 7.1)."""
KILOBYTE = 1000
MEGABYTE = 1_000_000
MINUTE = 60


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


def seconds_on(line: int, size: int) -> int:
    """Whole seconds that `size` bytes take on a line of so many bits in a second; never 0."""
    return max(1, ceil(size * 8 / line))


def size_words(size: int) -> str:
    """ "47 kB" or "2.4 MB"."""
    if size < MEGABYTE:
        return _("%d kB") % max(1, round(size / KILOBYTE))
    return _("%s MB") % number_format(size / MEGABYTE, decimal_pos=1)


def time_words(size: int) -> str:
    """ "about 1 s at 400 kbit/s"."""
    seconds = seconds_on(SLOW_LINE, size)
    if seconds <= MINUTE:
        return _("about %d s at 400 kbit/s") % seconds
    return _("about %d min at 400 kbit/s") % ceil(seconds / MINUTE)


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
        time=time_words(size),
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
