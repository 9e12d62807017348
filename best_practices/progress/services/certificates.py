"""What can be done with certificates. Each act is one transaction and logged."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction

from accounts.models import User
from audit.services import record
from best_practices.progress import queries, seals
from best_practices.progress.choices import CertificateKind, RevocationReason
from best_practices.progress.models import Certificate, Issuer, ModuleCompletion
from best_practices.progress.serials import new_serial
from best_practices.progress.validity import months_later
from best_practices.quizzes.models import Attempt

RENEWABLE, SOONEST = timedelta(days=60), timedelta(days=30)
"""Passing the quiz again renews a certificate in its last sixty days and ever after, once in thirty days at most."""
SEAL = ("seal", "sealed_with")
AT_ONCE = 500
"""Certificates that one call of `run_due` looks at."""


class AlreadyRevoked(Exception):
    """Somebody else revoked it meanwhile."""


@transaction.atomic
def issue_certificate(
    *,
    user: User,
    kind: str,
    subject_key: UUID,
    titles: Mapping[str, str],
    issuer: Issuer,
    achieved_at: datetime,
    at: datetime,
    lessons: Sequence[Mapping[str, Any]] = (),
    minutes: int | None = None,
) -> Certificate:
    """A certificate for something done; once for a person and a thing, a second call gives the first one.

    `subject_key`: of a module, a quiz or a visit, by `kind`. `titles`: by language. One that was revoked stays
    revoked, and no other is issued beside it, unless its result did not stand and a later one does. That somebody
    was there is true for ever: it never expires.
    """
    here = {"user": user, "kind": kind, "subject_key": subject_key}
    known = Certificate.objects.select_for_update().filter(**here, replaced_at__isnull=True).first()
    if known is not None and not _is_outdone(known, achieved_at):
        return known
    if known is not None:
        known.replaced_at = at
        known.save(update_fields=["replaced_at"])
    new = Certificate(
        **here,
        **_names(user),
        **_wording(issuer),
        titles=dict(titles),
        lessons=[dict(lesson) for lesson in lessons],
        minutes=minutes,
        achieved_at=achieved_at,
        issued_at=max(at, achieved_at),
        expires_on=None if kind == CertificateKind.ATTENDANCE else _last_day(issuer, achieved_at),
        serial=new_serial(),
        replaces=known,
    )
    _seal(new)
    try:
        with transaction.atomic():
            new.save()
    except IntegrityError:  # issued meanwhile, by another tab
        return Certificate.objects.get(**here, replaced_at__isnull=True)
    _log("certificate.issued", new, None)
    return new


def _is_outdone(certificate: Certificate, achieved_at: datetime) -> bool:
    revoked_at = certificate.revoked_at
    return revoked_at is not None and certificate.reason == RevocationReason.RESULT and achieved_at >= revoked_at


def issue_for_module(*, completion: ModuleCompletion, at: datetime) -> Certificate | None:
    """The certificate of a completed module; None where nobody issues certificates for it."""
    issuer = queries.issuer_for(completion.module_key)
    if issuer is None:
        return None
    lessons, minutes = queries.lessons_in_languages(completion.module_key)
    return issue_certificate(
        user=completion.user,
        kind=CertificateKind.COMPLETION,
        subject_key=completion.module_key,
        titles=queries.titles_of_module(completion.module_key) or {"en": completion.module_title},
        lessons=lessons,
        minutes=minutes,
        issuer=issuer,
        achieved_at=completion.completed_at,
        at=at,
    )


def issue_for_quiz(*, attempt: Attempt) -> Certificate | None:
    """The certificate of a passed quiz that belongs to no module; None where nobody issues certificates for it."""
    issuer = queries.issuer_for(attempt.quiz_key)
    if issuer is None:
        return None
    ended_at = attempt.ended_at or attempt.started_at
    return issue_certificate(
        user=attempt.user,
        kind=CertificateKind.PASS,
        subject_key=attempt.quiz_key,
        titles=queries.titles_of_quiz(attempt.quiz_key) or {"en": attempt.quiz_title},
        issuer=issuer,
        achieved_at=ended_at,
        at=ended_at,
    )


@transaction.atomic
def renew_certificates(*, attempt: Attempt) -> list[Certificate]:
    """After a quiz was passed again: new ones for those whose last day is over or near. The old ones run out."""
    at = attempt.ended_at or attempt.started_at
    near = (at + RENEWABLE).date()
    due = queries.certificates_for_attempt(attempt).filter(
        expires_on__lte=near, revoked_at__isnull=True, issuer__active=True, achieved_at__lt=at - SOONEST
    )
    found = due.select_for_update(of=("self",)).select_related("user", "issuer")
    return [_instead_of(old, actor=None, at=at, achieved_at=at) for old in found]


@transaction.atomic
def reissue_certificate(*, certificate: Certificate, actor: Any, at: datetime, old_was_wrong: bool) -> Certificate:
    """Issue it anew with the person's name as it is now; its days stay. A second call gives the first result.

    The old one goes on saying what it said (a person's name changed), unless it was wrong: then it is revoked.
    """
    old = _locked(certificate)
    if old.replaced_at is not None:
        return Certificate.objects.select_related("user").get(replaces=old)
    if old_was_wrong and old.revoked_at is None:
        _revoke(old, reason=RevocationReason.REPLACED, note="", actor=actor, at=at)
    return _instead_of(old, actor=actor, at=at)


@transaction.atomic
def revoke_certificate(*, certificate: Certificate, reason: str, note: str, actor: Any, at: datetime) -> Certificate:
    """From now on everybody who asks is told that it is revoked. Raises AlreadyRevoked."""
    found = _locked(certificate)
    if found.revoked_at is not None:
        raise AlreadyRevoked
    _revoke(found, reason=reason, note=note, actor=actor, at=at)
    return found


def revoke_for_result(*, user_id: int, subject_keys: Collection[UUID], actor: Any, at: datetime) -> int:
    """Revoke what was issued for results that do not stand, also what was issued anew since; how many.

    Attendance stands whatever the result.
    """
    found = Certificate.objects.filter(user_id=user_id, subject_key__in=subject_keys, revoked_at__isnull=True)
    certificates = list(found.exclude(kind=CertificateKind.ATTENDANCE))
    for certificate in certificates:
        revoke_certificate(certificate=certificate, reason=RevocationReason.RESULT, note="", actor=actor, at=at)
    return len(certificates)


def issue_missing(*, at: datetime) -> int:
    """Certificates for modules that were completed before an issuer was there; how many were issued."""
    if not Issuer.objects.filter(active=True).exists():
        return 0
    missing = queries.completions_without_certificate()
    keys = missing.order_by().values_list("module_key", flat=True).distinct()
    issuable = [key for key in keys if queries.issuer_for(key)]
    found = list(missing.filter(module_key__in=issuable).select_related("user")[:AT_ONCE])
    for completion in found:
        issue_for_module(completion=completion, at=at)
    return len(found)


@transaction.atomic
def seal_anew() -> int:
    """After a new SECRET_KEY: the seals that hold with one of SECRET_KEY_FALLBACKS, with the present key; how many.

    A seal that holds with none of them is left alone: it goes on being broken.
    """
    if not settings.SECRET_KEY_FALLBACKS:
        return 0
    old = [seals.name_of_key(secret) for secret in settings.SECRET_KEY_FALLBACKS]
    found = Certificate.objects.select_for_update(of=("self",)).select_related("user").filter(sealed_with__in=old)
    sound = [certificate for certificate in found[:AT_ONCE] if queries.seal_holds(certificate)]
    for certificate in sound:
        _seal(certificate)
        certificate.save(update_fields=SEAL)
    return len(sound)


def _locked(certificate: Certificate) -> Certificate:
    return Certificate.objects.select_for_update(of=("self",)).select_related("user", "issuer").get(pk=certificate.pk)


def _names(user: User) -> dict[str, str]:
    """A person's name in both scripts; whoever gave none is called by their user name."""
    latin = user.name_latin or ("" if user.name_national else user.username)
    folded = f"{latin} {user.name_national} {user.username}".casefold()
    return {"name_latin": latin, "name_national": user.name_national, "folded": folded[:500]}


def _wording(issuer: Issuer) -> dict[str, Any]:
    wordings = list(issuer.wordings.all())
    names = {wording.language: wording.name for wording in wordings} or {"en": issuer.organisation.name(language="en")}
    return {
        "issuer": issuer,
        "issuer_names": names,
        "signatories": {wording.language: wording.signatory for wording in wordings if wording.signatory},
        "demonstration": issuer.demonstration,
        "time_zone": issuer.time_zone,
    }


def _last_day(issuer: Issuer, achieved_at: datetime) -> date | None:
    """The last day, where the issuer is; None if it holds for ever."""
    if issuer.valid_months is None:
        return None
    return months_later(achieved_at.astimezone(ZoneInfo(issuer.time_zone)).date(), issuer.valid_months)


def _instead_of(old: Certificate, *, actor: Any, at: datetime, achieved_at: datetime | None = None) -> Certificate:
    """A new one in the place of another: with the same days, or, for something achieved again, with new ones."""
    old.replaced_at = at
    old.save(update_fields=["replaced_at"])
    copied = ("user", "kind", "subject_key", "titles", "lessons", "minutes", "issuer", "demonstration", "time_zone")
    fields: dict[str, Any] = {name: getattr(old, name) for name in (*copied, "issuer_names", "signatories")}
    fields |= {"achieved_at": old.achieved_at, "expires_on": old.expires_on}
    if achieved_at is not None:
        fields |= {"achieved_at": achieved_at, "expires_on": _last_day(old.issuer, achieved_at)}
    new = Certificate(**fields, **_names(old.user), issued_at=at, serial=new_serial(), replaces=old)
    _seal(new)
    new.save()
    _log("certificate.reissued", new, actor, instead_of=old.shown_serial)
    return new


def _revoke(certificate: Certificate, *, reason: str, note: str, actor: Any, at: datetime) -> None:
    certificate.revoked_at, certificate.revoked_by = at, str(actor)[:200]
    certificate.reason, certificate.reason_note = reason, note
    _seal(certificate)
    certificate.save(update_fields=["revoked_at", "revoked_by", "reason", "reason_note", *SEAL])
    _log("certificate.revoked", certificate, actor, reason=reason)


def _seal(certificate: Certificate) -> None:
    """Sign what a certificate says, before it is saved."""
    certificate.seal, certificate.sealed_with = seals.seal(certificate.said), seals.name_of_key()


def _log(act: str, certificate: Certificate, actor: Any, **detail: Any) -> None:
    record(
        act=act,
        actor=actor,
        kind="progress.certificate",
        uuid=certificate.uuid,
        title=certificate.shown_serial,
        detail={"kind": certificate.kind, **detail},
    )
