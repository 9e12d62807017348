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
from visits.records.services.sources import (
    NoSuchSentence,
    SourceRefused,
    StatementGone,
    add_item_from,
    add_observation_from,
    add_source,
    keep_positions_only,
    mark_sentences,
    remove_source,
    unmark,
)

__all__ = [
    "NoSuchSentence",
    "SavedMeanwhile",
    "SourceRefused",
    "StatementGone",
    "add_delegation",
    "add_item_from",
    "add_observation_from",
    "add_source",
    "create_visit",
    "join_team",
    "keep_positions_only",
    "mark_sentences",
    "put_item",
    "put_observation",
    "put_visit",
    "remove",
    "remove_source",
    "reorder",
    "unmark",
]
