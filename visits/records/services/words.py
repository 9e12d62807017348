"""The words of a visit's page: written as a draft, never published from here."""

from typing import Any

from django.db import transaction
from wagtail_localize.synctree import create_aliases_for_new_page

from content.services import mark_like
from content.visibility import handling_of
from visits.records.models import Visit, VisitIndexPage, VisitPage
from visits.records.narrative import Block
from visits.records.queries.words import blank_page, draft_of, with_words


class WrittenMeanwhile(Exception):
    """Somebody else wrote the page's words since they were loaded. `current` is the page as it is now."""

    def __init__(self, current: VisitPage) -> None:
        super().__init__(current.pk)
        self.current = current


@transaction.atomic
def put_words(
    *,
    visit: Visit,
    language: str,
    fields: dict[str, Any],
    body: list[Block] | None,
    revision: int | None,
    user: Any,
) -> VisitPage:
    """Keep the page's words as a draft: the first words make the page. `body` None leaves the narrative alone.

    `fields`: `title`, `lead`, `aims` (HTML). `revision`: id of the draft that was edited, None for the first.
    Raises WrittenMeanwhile; then nothing is written.
    """
    page = VisitPage.objects.select_for_update().filter(
        visit=visit, locale__language_code=language, alias_of__isnull=True
    )
    found = page.first()
    if found is None:
        found = _new_page(visit, language, fields["title"], user)
    elif found.latest_revision_id != revision:
        raise WrittenMeanwhile(draft_of(found))
    draft = with_words(draft_of(found) if found.latest_revision_id else found, fields, body)
    draft.save_revision(user=user)
    found.refresh_from_db()
    return found


def _new_page(visit: Visit, language: str, title: str, user: Any) -> VisitPage:
    index = VisitIndexPage.objects.get(locale__language_code=language)
    page = blank_page(visit, language)
    page.title, page.owner = title, user
    index.add_child(instance=page)
    handling = handling_of(visit)
    if handling is not None:
        mark_like(key=page.handling_key, handling=handling)
    create_aliases_for_new_page(page)
    return page
