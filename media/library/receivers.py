"""The files of a resource follow it; the words of a document are read once it is here."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.signals import page_unpublished

from content.handling import Handling
from content.signals import handling_changed
from jobs.services import open_job
from media.files.models import SiteDocument
from media.library.choices import EXTRACT_WORDS
from media.library.models import ResourcePage
from media.library.queries import resources_of_key, words_are_read
from media.library.services import files_follow, withdraw_files
from media.library.tasks import extract_words


@receiver(handling_changed)
def files_follow_the_marking(sender: Any, handling: Handling, **kwargs: Any) -> None:
    if handling.kind == ResourcePage._meta.label_lower:
        for page in resources_of_key(handling.key):
            files_follow(page=page, only_stricter=not page.live)


@receiver(post_save, sender=ResourcePage)
def files_follow_their_page(sender: Any, instance: ResourcePage, raw: bool = False, **kwargs: Any) -> None:
    columns = kwargs.get("update_fields")
    if not raw and (columns is None or "files" in columns):  # a draft writes other columns, and brings its files along
        files_follow(page=instance, only_stricter=not instance.live)


@receiver(page_unpublished, sender=ResourcePage)
def files_leave_with_their_page(sender: Any, instance: ResourcePage, **kwargs: Any) -> None:
    withdraw_files(page=instance)


@receiver(post_save, sender=SiteDocument)
def read_its_words(sender: Any, instance: SiteDocument, raw: bool = False, **kwargs: Any) -> None:
    changed = kwargs.get("update_fields") is None or "file" in kwargs["update_fields"]
    if raw or not changed or words_are_read(instance):
        return
    job = open_job(kind=EXTRACT_WORDS, owner=instance.uploaded_by_user)
    transaction.on_commit(partial(extract_words.enqueue, instance.pk, str(job.uuid)))
