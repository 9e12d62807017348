"""What can be done with a visit's record. Every act is one transaction, saved at once and logged."""

from visits.records.services.becoming import BecomingRefused, draft_module_from, link_to_module, unlink
from visits.records.services.record import (
    NotRestored,
    SavedMeanwhile,
    create_visit,
    join_team,
    put_delegation,
    put_item,
    put_observation,
    put_visit,
    remove,
    reorder,
    restore,
)
from visits.records.services.words import WrittenMeanwhile, put_words

__all__ = [
    "BecomingRefused",
    "NotRestored",
    "SavedMeanwhile",
    "WrittenMeanwhile",
    "create_visit",
    "draft_module_from",
    "join_team",
    "link_to_module",
    "put_delegation",
    "put_item",
    "put_observation",
    "put_visit",
    "put_words",
    "remove",
    "reorder",
    "restore",
    "unlink",
]
