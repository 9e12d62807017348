"""Assignments and certificates from elsewhere."""

from datetime import UTC, date, datetime
from typing import Any

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from best_practices.progress.choices import Provider
from best_practices.progress.models import Assignment, ExternalCertificate
from best_practices.progress.services import assign_module, keep_certificate


class AssignmentFactory(DjangoModelFactory):
    """Of a `module` (a page) to everybody of an `organisation`, to a `role` there or to a `person`."""

    role = ""
    person = None
    due_on = None
    actor = None
    at = datetime(2026, 5, 4, 12, tzinfo=UTC)

    class Meta:
        model = Assignment

    @classmethod
    def _create(cls, model_class: type[Assignment], *args: Any, **kwargs: Any) -> Assignment:
        module = kwargs.pop("module")
        return assign_module(module_key=module.translation_key, module_title=f"{module.code} {module.title}", **kwargs)


class ExternalFactory(DjangoModelFactory):
    """A course at CLiKC!, without a paper unless `evidence` has the bytes of one."""

    title = factory.Sequence(lambda n: f"Course {n}")
    provider = Provider.CLIKC
    completed_on = date(2026, 3, 1)
    evidence = b""
    name = "certificate.pdf"

    class Meta:
        model = ExternalCertificate

    @classmethod
    def _create(cls, model_class: type[ExternalCertificate], *args: Any, **kwargs: Any) -> ExternalCertificate:
        evidence, name = kwargs.pop("evidence"), kwargs.pop("name")
        certificate = model_class(**kwargs)
        keep_certificate(certificate=certificate, file=ContentFile(evidence, name=name) if evidence else None)
        return certificate
