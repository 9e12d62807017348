"""Resources in the search, with the words of their files."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from content.queries import Addresses
from core.search_kinds import Document, finds
from media.library.presentation import searchable
from media.library.queries import originals_of
from reference.markup import unmarked


@finds("resource", title=_("Library"), models=["library.resourcepage"], order=50)
def resources_to_find(keys: set[UUID] | None) -> Iterable[Document]:
    """4 queries, and those for the roots of the site. A document's words changing is told as its resource's change."""
    addresses = Addresses()
    pages, documents = originals_of(keys)
    for page in pages:
        yield Document(
            code=str(page.translation_key),
            language=page.locale.language_code,
            title=page.title,
            text=unmarked(strip_tags(searchable(page, documents))),
            address=addresses.of(page),
            key=page.translation_key,
            topics=tuple(topic.code for topic in page.topics.all()),
        )
