"""Glossary terms are found by every name they have."""

from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.search_kinds import Document, finds
from reference.models import GlossaryTerm
from reference.queries import term_view


@finds("term", title=_("Glossary"), models={"reference.glossaryterm"}, order=60)
def terms(keys: set[UUID] | None) -> Iterator[Document]:
    """A term in each language of the site in which it has a name. `keys`: uuids of terms (3 queries)."""
    found = GlossaryTerm.objects.prefetch_related("names", "definitions")
    for term in found if keys is None else found.filter(uuid__in=keys):
        named = {name.language for name in term.names.all()}
        for language, _name in settings.LANGUAGES:
            if language in named:
                yield _document(term, language)


def _document(term: GlossaryTerm, language: str) -> Document:
    view = term_view(term, language)
    others = [name.text for name in term.names.all() if name.text != view.name]
    definition = view.definition if view.definition_language == language else ""
    return Document(
        code=term.slug,
        language=language,
        title=view.name,
        text="\n".join([definition, "; ".join(others)]),
        address=f"/{language}/glossary/#{view.anchor}",
        row=term.uuid,
    )
