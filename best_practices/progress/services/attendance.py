"""Certificates of attendance: for whoever took part in a quiz that was taken together."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from accounts.models import User
from best_practices.progress import queries
from best_practices.progress.choices import CertificateKind, RevocationReason
from best_practices.progress.models import Certificate
from best_practices.progress.services.certificates import AT_ONCE, issue_certificate, revoke_certificate
from best_practices.quizzes.models import Sitting

SETTLED = timedelta(days=1)
"""A list of who was there is put right on the day itself; what still stands on it after a day is certified."""


def issue_for_attendance(*, at: datetime) -> int:
    """One for each person and quiz, where somebody issues certificates for the quiz; how many were issued."""
    missing = queries.participations_without_certificate().filter(recorded_at__lte=at - SETTLED)
    keys = missing.order_by().values_list("sitting__quiz_key", flat=True).distinct()
    issuers = {key: issuer for key in keys if (issuer := queries.issuer_for(key))}
    found = list(missing.filter(sitting__quiz_key__in=issuers).select_related("user", "sitting")[:AT_ONCE])
    issued = set()
    for participation in found:
        sitting, issuer = participation.sitting, issuers[participation.sitting.quiz_key]
        noon = datetime.combine(sitting.held_on, time(12), tzinfo=ZoneInfo(issuer.time_zone))
        certificate = issue_certificate(
            user=participation.user,
            kind=CertificateKind.ATTENDANCE,
            subject_key=sitting.quiz_key,
            titles=queries.titles_of_quiz(sitting.quiz_key) or {"en": sitting.quiz_title},
            issuer=issuer,
            achieved_at=min(noon, participation.recorded_at),
            at=at,
        )
        issued.add(certificate.pk)
    return len(issued)


@transaction.atomic
def revoke_for_absence(*, user: User, sitting: Sitting, actor: Any, at: datetime) -> Certificate | None:
    """Revoke what was issued for a sitting from whose list somebody was taken, unless they were at another of it."""
    found = queries.certificates_of(user.pk).filter(
        kind=CertificateKind.ATTENDANCE, subject_key=sitting.quiz_key, revoked_at__isnull=True
    )
    certificate = found.first()
    if certificate is None or queries.took_part(user_id=user.pk, quiz_key=sitting.quiz_key):
        return None
    return revoke_certificate(
        certificate=certificate, reason=RevocationReason.MISTAKE, note=sitting.code, actor=actor, at=at
    )
