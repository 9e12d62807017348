"""Modules and lessons are found by all their text, in each language they are written in."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from best_practices.modules.models import LessonPage, ModulePage
from content.queries import Addresses
from core.search_kinds import Document, finds
from reference.markup import plain, unmarked

CARD = ("what_is_done", "why_it_works", "limits", "evidence", "changed_at_home")
NAMES_ANOTHER = {
    "figure": ("caption",),
    "drawing": ("caption",),
    "document": ("note",),
    "recording": ("note",),
    "case_excerpt": (),
    "knowledge_check": (),
}
"""Blocks that name something with a marking of its own, which may be stricter: what of them is text of the lesson.

What stands beside a case is for those who may see the case."""


@finds("module", title=_("Modules"), models={"modules.modulepage"}, order=10)
def modules(keys: set[UUID] | None) -> Iterator[Document]:
    """Published modules with their cards (3 queries)."""
    for page, address in _published(ModulePage, keys):
        yield _document(
            page, address, [page.lead, page.audience, page.objectives, *(plain(getattr(page, name)) for name in CARD)]
        )


@finds("lesson", title=_("Lessons"), models={"modules.lessonpage"}, order=20)
def lessons(keys: set[UUID] | None) -> Iterator[Document]:
    """Published lessons with their bodies (3 queries)."""
    for page, address in _published(LessonPage, keys):
        yield _document(page, address, [page.lead, page.objectives, *_words_of(page.body)])


def _published(model: type[Any], keys: set[UUID] | None) -> Iterator[tuple[Any, str]]:
    """Pages that have an address, with it; translations, but no stand-ins for them."""
    found = model.objects.live().filter(alias_of__isnull=True).select_related("locale").prefetch_related("topics")
    addresses = Addresses()
    for page in (found if keys is None else found.filter(translation_key__in=keys)).iterator(chunk_size=200):
        if address := addresses.of(page):
            yield page, address


def _document(page: Any, address: str, texts: list[str]) -> Document:
    return Document(
        code=str(page.translation_key),
        language=page.locale.language_code,
        title=page.title,
        text="\n".join(unmarked(text) for text in texts),
        address=address,
        key=page.handling_key,
        topics=tuple(topic.code for topic in page.topics.all()),
        label=page.code,
    )


def _words_of(body: Any) -> Iterator[str]:
    for part in body:
        if part.block_type in NAMES_ANOTHER:
            yield from (part.value[name] for name in NAMES_ANOTHER[part.block_type])
        elif part.block_type == "gallery":
            yield from (figure["caption"] for figure in part.value["images"])
        else:
            yield from part.block.get_searchable_content(part.value)
