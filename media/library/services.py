"""What happens to the files of a resource: their marking, and the reading of their words."""

from typing import Any

from django.db import transaction

from content.choices import DEFAULT_LABEL
from content.services import mark, mark_like
from content.signals import content_changed
from content.visibility import handling_of
from core.labels import Label
from jobs.models import Job
from jobs.services import running
from media.files.inspection.words import words_in
from media.files.models import SiteDocument
from media.library.models import ResourcePage
from media.library.queries import is_published_elsewhere, resources_with


@transaction.atomic
def files_follow(*, page: ResourcePage, only_stricter: bool = False) -> None:
    """Give the files of a resource its handling; `only_stricter` for a draft, which must free nothing yet."""
    page.__dict__.pop("_handling", None)
    handling = handling_of(page)
    if handling is None:
        return
    for document in SiteDocument.objects.filter(pk__in=page.document_ids):
        own = handling_of(document)
        if only_stricter and own and Label(own.label).strictness >= Label(handling.label).strictness:
            continue
        mark_like(key=document.handling_key, handling=handling)


@transaction.atomic
def withdraw_files(*, page: ResourcePage) -> None:
    """A resource was taken from the site: what its files had been free for everyone is for members again."""
    if is_published_elsewhere(page):
        return
    for document in SiteDocument.objects.filter(pk__in=page.document_ids):
        handling = handling_of(document)
        if handling is not None and handling.label == Label.CLEAR:
            mark(key=document.handling_key, label=DEFAULT_LABEL, owner=handling.owner)


def read_words(*, document: SiteDocument, job: Job) -> None:
    """Keep the words of a document, so that it is found by them; the job says how many there are."""
    with running(job):
        words = words_in(document.file, str(document.file.name))
        job.result = {"document": str(document.uuid), "checksum": document.checksum, "characters": len(words)}
        if words == document.extracted_text:
            return
        with transaction.atomic():
            SiteDocument.objects.filter(pk=document.pk, checksum=document.checksum).update(extracted_text=words)
            for page in resources_with(document):
                tell(page=page)


def tell(*, page: Any) -> None:
    """What can be found of a resource has changed."""
    content_changed.send(sender=ResourcePage, key=page.translation_key, kind=ResourcePage._meta.label_lower)
