"""What can be done with a visit's record. Every act is one transaction, saved at once and logged."""

from visits.records.services.becoming import BecomingRefused, draft_module_from, link_to_module, unlink
from visits.records.services.record import (
    SavedMeanwhile,
    add_delegation,
    create_visit,
    join_team,
    put_item,
    put_observation,
    put_visit,
    remove,
    reorder,
)

__all__ = [
    "BecomingRefused",
    "SavedMeanwhile",
    "add_delegation",
    "create_visit",
    "draft_module_from",
    "join_team",
    "link_to_module",
    "put_item",
    "put_observation",
    "put_visit",
    "remove",
    "reorder",
    "unlink",
]
