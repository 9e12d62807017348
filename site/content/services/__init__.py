"""What can be done with texts: marking them, putting them into the tree, having them reviewed."""

from content.services.marking import (
    MarkingRefused,
    ensure_handling,
    follow_new_whole,
    handling_for_new_page,
    mark,
    mark_like,
    mark_page,
)
from content.services.opening import OpeningRefused, assign, break_glass, end_opening, open_assigned
from content.services.pages import draft_page, put_page, put_translation
from content.services.review import (
    NotWaiting,
    ReviewRefused,
    approve,
    decide_together,
    how_it_ended,
    send_back,
    submit_for_review,
    submit_together,
    withdraw_together,
)

__all__ = [
    "MarkingRefused",
    "NotWaiting",
    "OpeningRefused",
    "ReviewRefused",
    "approve",
    "assign",
    "break_glass",
    "decide_together",
    "draft_page",
    "end_opening",
    "ensure_handling",
    "follow_new_whole",
    "handling_for_new_page",
    "how_it_ended",
    "mark",
    "mark_like",
    "mark_page",
    "open_assigned",
    "put_page",
    "put_translation",
    "send_back",
    "submit_for_review",
    "submit_together",
    "withdraw_together",
]
