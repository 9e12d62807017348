"""What follows when an answer is released or taken back: pages that were kept are old."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver

from content.version import bump_content_version
from feedback.signals import released_answers_changed


@receiver(released_answers_changed)
def outdate_pages(sender: Any, **kwargs: Any) -> None:
    transaction.on_commit(bump_content_version)
