"""Questions about texts: what stands around a page, what waits for somebody."""

from content.queries.desk import drafts_of, overdue_reviews, sent_back_to, to_review, to_translate
from content.queries.review import (
    Act,
    act_of,
    changed_parts,
    fields_of,
    findings_on,
    last_decision,
    may_decide,
    parts_of,
    said_about,
    states_of,
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
    "Surroundings",
    "act_of",
    "changed_parts",
    "drafts_of",
    "fields_of",
    "findings_on",
    "keys_marked_with",
    "last_decision",
    "may_decide",
    "overdue_reviews",
    "page_at",
    "page_context",
    "parts_of",
    "said_about",
    "sent_back_to",
    "site_roots",
    "states_of",
    "surroundings",
    "to_review",
    "to_translate",
    "whole_of",
]
