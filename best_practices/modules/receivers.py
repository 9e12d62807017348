"""A module's quiz carries the module's handling: changed with it, and when a quiz is chosen."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from best_practices.modules.models import ModulePage
from content.handling import Handling
from content.services import mark
from content.signals import handling_changed
from content.visibility import handling_of
from core.labels import Label


def mark_like(key: Any, handling: Handling) -> None:
    """Give the thing of a key the same handling, unless it has it."""
    other = Handling.objects.filter(key=key).first()
    if other is None:
        return
    terms = ("label", "owner_id", "embargo_until", "expires_at")
    shared = set(handling.shared_with.values_list("pk", flat=True))
    same = all(getattr(other, term) == getattr(handling, term) for term in terms)
    if same and shared == set(other.shared_with.values_list("pk", flat=True)):
        return
    mark(
        key=key,
        label=Label(handling.label),
        owner=handling.owner,
        shared_with=handling.shared_with.all(),
        embargo_until=handling.embargo_until,
        expires_at=handling.expires_at,
    )


@receiver(handling_changed)
def quiz_follows_module(sender: Any, handling: Handling, **kwargs: Any) -> None:
    if handling.kind != ModulePage._meta.label_lower:
        return
    keys = ModulePage.objects.filter(translation_key=handling.key, quiz__isnull=False).values_list(
        "quiz__translation_key", flat=True
    )
    for key in set(keys):
        mark_like(key, handling)


@receiver(post_save, sender=ModulePage)
def chosen_quiz_follows_module(sender: Any, instance: ModulePage, raw: bool = False, **kwargs: Any) -> None:
    if raw or instance.quiz is None:
        return
    handling = handling_of(instance)
    if handling is not None:
        mark_like(instance.quiz.translation_key, handling)
