"""What can be done with texts: marking them, putting them into the tree, having them reviewed."""

from content.services.looking_again import ask_for_work, review_in, still_right, write_to_reviewers
from content.services.marking import (
    MarkingRefused,
    ensure_handling,
    follow_new_whole,
    hand_over,
    handling_for_new_page,
    mark,
    mark_like,
    mark_page,
)
from content.services.opening import OpeningRefused, assign, break_glass, end_opening, open_assigned
from content.services.pages import draft_page, put_index, put_missing_translation, put_page, put_translation
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
from content.services.translating import keep_translations_for_review, submit_text, submit_translated

__all__ = [
    "MarkingRefused",
    "NotWaiting",
    "OpeningRefused",
    "ReviewRefused",
    "approve",
    "ask_for_work",
    "assign",
    "break_glass",
    "decide_together",
    "draft_page",
    "end_opening",
    "ensure_handling",
    "follow_new_whole",
    "hand_over",
    "handling_for_new_page",
    "how_it_ended",
    "keep_translations_for_review",
    "mark",
    "mark_like",
    "mark_page",
    "open_assigned",
    "put_index",
    "put_missing_translation",
    "put_page",
    "put_translation",
    "review_in",
    "send_back",
    "still_right",
    "submit_for_review",
    "submit_text",
    "submit_together",
    "submit_translated",
    "withdraw_together",
    "write_to_reviewers",
]
