"""Questions about texts: what stands around a page, what waits for somebody."""

from content.queries.acts import Act, act_of, standing_in
from content.queries.again import notes_for, old_facts, overdue_pages, overdue_reviews
from content.queries.desk import drafts_of, sent_back_to, to_review, to_translate
from content.queries.queue import Asked, Sought, asked_in, planned_for, queue
from content.queries.review import (
    changed_parts,
    fields_of,
    findings_on,
    last_decision,
    may_decide,
    parts_of,
    said_about,
    states_of,
    translation_in_work,
    whole_of,
)
from content.queries.surroundings import (
    Addresses,
    Surroundings,
    keys_marked_with,
    page_at,
    page_context,
    site_roots,
    surroundings,
)

__all__ = [
    "Act",
    "Addresses",
    "Asked",
    "Sought",
    "Surroundings",
    "act_of",
    "asked_in",
    "changed_parts",
    "drafts_of",
    "fields_of",
    "findings_on",
    "keys_marked_with",
    "last_decision",
    "may_decide",
    "notes_for",
    "old_facts",
    "overdue_pages",
    "overdue_reviews",
    "page_at",
    "page_context",
    "parts_of",
    "planned_for",
    "queue",
    "said_about",
    "sent_back_to",
    "site_roots",
    "standing_in",
    "states_of",
    "surroundings",
    "to_review",
    "to_translate",
    "translation_in_work",
    "whole_of",
]
