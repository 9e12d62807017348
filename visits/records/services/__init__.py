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
from visits.records.services.words import WrittenMeanwhile, put_words

__all__ = [
    "BecomingRefused",
    "NoSuchSentence",
    "NotRestored",
    "SavedMeanwhile",
    "SourceRefused",
    "StatementGone",
    "WrittenMeanwhile",
    "add_item_from",
    "add_observation_from",
    "add_source",
    "create_visit",
    "draft_module_from",
    "join_team",
    "keep_positions_only",
    "link_to_module",
    "mark_sentences",
    "put_delegation",
    "put_item",
    "put_observation",
    "put_visit",
    "put_words",
    "remove",
    "remove_source",
    "reorder",
    "restore",
    "unlink",
    "unmark",
]
