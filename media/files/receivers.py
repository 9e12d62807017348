"""What follows when a file comes, changes or goes."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from content.signals import content_changed
from media.files.models import SiteImage, guarded_file_models
from media.files.services import forget_handling, give_handling, log_kept_marking
from media.files.signals import file_not_stamped
from media.files.tasks import make_renditions, tell_by_mail


def file_saved(sender: Any, instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if created and not raw:
        give_handling(file=instance)
    if getattr(instance, "kept_marked", False) and not raw:
        log_kept_marking(file=instance)
    content_changed.send(sender=sender, key=instance.handling_key, kind=sender._meta.label_lower)


def file_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    forget_handling(file=instance)
    content_changed.send(sender=sender, key=instance.handling_key, kind=sender._meta.label_lower)


def image_saved(sender: Any, instance: SiteImage, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        transaction.on_commit(lambda: make_renditions.enqueue(instance.pk))


@receiver(file_not_stamped)
def owner_is_told(sender: Any, file: Any, **kwargs: Any) -> None:
    person = file.uploaded_by_user
    if person is not None and person.email:
        transaction.on_commit(partial(tell_by_mail.enqueue, sender._meta.label_lower, file.pk))


for model in guarded_file_models():
    post_save.connect(file_saved, sender=model, dispatch_uid=f"files-saved-{model.__name__}")
    post_delete.connect(file_deleted, sender=model, dispatch_uid=f"files-deleted-{model.__name__}")
post_save.connect(image_saved, sender=SiteImage, dispatch_uid="files-image-saved")
