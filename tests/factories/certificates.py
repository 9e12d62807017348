"""Issuers of certificates, and certificates as the service issues them."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import factory
from factory.django import DjangoModelFactory

from best_practices.progress.choices import CertificateKind
from best_practices.progress.models import Certificate, Issuer, IssuerWording
from best_practices.progress.services import issue_certificate

ISSUED = datetime(2026, 5, 4, 12, tzinfo=UTC)


class IssuerFactory(DjangoModelFactory):
    """In English and Russian; its certificates hold for ever unless `valid_months` says otherwise."""

    class Meta:
        model = Issuer
        skip_postgeneration_save = True

    @factory.post_generation
    def wordings(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        for language, name, signatory in (
            ("en", "The Office", "A. Signer, Head of the Office"),
            ("ru", "Офис", "А. Подписывающий, руководитель офиса"),
        ):
            IssuerWording.objects.create(issuer=self, language=language, name=name, signatory=signatory)


def certify(person: Any, issuer: Issuer, **fields: Any) -> Certificate:
    """A certificate of completion of a module that nobody has marked; `subject`: one that somebody has."""
    subject = fields.pop("subject", None)
    given: dict[str, Any] = {
        "kind": CertificateKind.COMPLETION,
        "subject_key": subject.translation_key if subject else uuid4(),
        "titles": {"en": "Gauge breaks", "ru": "Стыки колеи"},
        "achieved_at": ISSUED,
        "at": ISSUED,
    }
    return issue_certificate(user=person, issuer=issuer, **(given | fields))
