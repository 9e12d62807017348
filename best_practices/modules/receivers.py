"""A module's quiz carries the module's handling: changed with it, and when a quiz is chosen."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from best_practices.modules.models import ModulePage
from content.handling import Handling
from content.services import mark_like
from content.signals import handling_changed
from content.visibility import handling_of


@receiver(handling_changed)
def quiz_follows_module(sender: Any, handling: Handling, **kwargs: Any) -> None:
    if handling.kind != ModulePage._meta.label_lower:
        return
    keys = ModulePage.objects.filter(translation_key=handling.key, quiz__isnull=False).values_list(
        "quiz__translation_key", flat=True
    )
    for key in set(keys):
        mark_like(key=key, handling=handling)


@receiver(post_save, sender=ModulePage)
def chosen_quiz_follows_module(sender: Any, instance: ModulePage, raw: bool = False, **kwargs: Any) -> None:
    if raw or instance.quiz is None:
        return
    handling = handling_of(instance)
    if handling is not None:
        mark_like(key=instance.quiz.translation_key, handling=handling)
