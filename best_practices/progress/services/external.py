"""Certificates from elsewhere: kept, changed, removed by the person whose they are."""

from functools import partial
from typing import Any

from django.db import transaction

from audit.services import record
from best_practices.progress.models import ExternalCertificate


@transaction.atomic
def keep_certificate(*, certificate: ExternalCertificate, file: Any = None, drop_file: bool = False) -> None:
    """Save a certificate; `file` (checked already) takes the place of the one before, `drop_file` takes that away.

    A file that is no longer needed is deleted once the row is safe.
    """
    old = certificate.file.name if certificate.pk and certificate.file else ""
    storage = certificate.file.storage
    if file is not None:
        certificate.file.save(file.name, file, save=False)
    elif drop_file:
        certificate.file = ""
    certificate.save()
    if old and old != certificate.file.name:
        transaction.on_commit(partial(storage.delete, old))
    _log("certificate.kept", certificate)


@transaction.atomic
def remove_certificate(*, certificate: ExternalCertificate) -> None:
    """Delete a certificate and its file."""
    _log("certificate.removed", certificate)
    name, storage = certificate.file.name, certificate.file.storage
    certificate.delete()
    if name:
        transaction.on_commit(partial(storage.delete, name))


def _log(act: str, certificate: ExternalCertificate) -> None:
    """Without its title: that is the person's own business."""
    record(
        act=act,
        actor=certificate.user,
        kind="progress.externalcertificate",
        uuid=certificate.uuid,
        detail={"released": certificate.released, "file": bool(certificate.file)},
    )
