"""Cases in the search: each in the languages it is written in."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from best_practices.cases.presentation import searchable
from best_practices.cases.queries import originals_of
from content.queries import Addresses
from core.search_kinds import Document, finds
from reference.markup import unmarked


@finds("case", title=_("Cases"), models=["cases.casestudypage"], order=40)
def cases_to_find(keys: set[UUID] | None) -> Iterable[Document]:
    """3 queries, and those for the roots of the site."""
    addresses = Addresses()
    for page in originals_of(keys):
        yield Document(
            code=str(page.translation_key),
            language=page.locale.language_code,
            title=page.title,
            text=unmarked(strip_tags(searchable(page))),
            address=addresses.of(page),
            key=page.translation_key,
            topics=tuple(topic.code for topic in page.topics.all()),
            label=page.case_ref,
        )
