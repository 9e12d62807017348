"""What can be done with a visit's record. Every act is one transaction, saved at once and logged."""

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
    "SavedMeanwhile",
    "add_delegation",
    "create_visit",
    "join_team",
    "put_item",
    "put_observation",
    "put_visit",
    "remove",
    "reorder",
]
