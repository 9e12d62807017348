"""Questions about certificates."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.choices import Role
from accounts.models import NO_SCOPE, Membership
from accounts.queries import units_for
from accounts.rights import EVERYWHERE
from accounts.viewer import STRANGER, Viewer
from best_practices.modules.models import LessonPage, ModulePage
from best_practices.modules.queries import modules_with_quiz
from best_practices.progress import seals
from best_practices.progress.choices import CertificateKind
from best_practices.progress.models import Certificate, Issuer, ModuleCompletion
from best_practices.progress.serials import read_serial
from best_practices.quizzes.models import Attempt, Participation, Quiz
from content.handling import Handling
from content.visibility import visible_keys

ON_A_PAGE = 50


def seal_holds(certificate: Certificate) -> bool:
    """Whether the row says what was sealed (no query if its person is loaded)."""
    return seals.holds(certificate.said, certificate.seal)


def certificate_with(serial: str) -> Certificate | None:
    """The certificate with a serial as `read_serial` gives it, whatever it is worth (1 query)."""
    return Certificate.objects.select_related("user").filter(serial=serial).first()


def certificates_of(user_id: int) -> QuerySet[Certificate]:
    """A person's certificates, those issued anew left out, the newest first (1 query)."""
    return Certificate.objects.select_related("user").filter(user_id=user_id, replaced_at__isnull=True)


def own_certificate(*, user_id: int, uuid: UUID) -> Certificate | None:
    """A certificate of this person and of nobody else, also one that was replaced (1 query)."""
    return Certificate.objects.select_related("user").filter(user_id=user_id, uuid=uuid).first()


def certificates_for_attempt(attempt: Attempt) -> QuerySet[Certificate]:
    """What a person has of the quiz of an attempt, or of a module that ends with it (1 query)."""
    modules = modules_with_quiz(attempt.quiz_key).values("translation_key")
    return certificates_of(attempt.user_id).filter(
        Q(kind=CertificateKind.COMPLETION, subject_key__in=modules)
        | Q(kind=CertificateKind.PASS, subject_key=attempt.quiz_key)
    )


# Those who look after people


def oversees_certificates(viewer: Viewer) -> bool:
    """Whether somebody has a list of other people's certificates at all (no query)."""
    return viewer.has_role(Role.COORDINATOR, *EVERYWHERE)


def may_decide(viewer: Viewer) -> bool:
    """Whether somebody revokes certificates and issues them anew (no query)."""
    return viewer.has_role(*EVERYWHERE)


def certificates_for(viewer: Viewer, at: datetime) -> QuerySet[Certificate]:
    """Those that somebody looks after: staff all, coordinators those of the people of their units (2 queries and 1).

    Certificates issued anew stay in it: their papers are still about.
    """
    found = Certificate.objects.select_related("user", "replaced_by")
    if may_decide(viewer):
        return found
    if not oversees_certificates(viewer):
        return found.none()
    people = Membership.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=at),
        organisation__in=[unit.pk for unit in units_for(viewer)],
        scope_uuid=NO_SCOPE,
        starts_at__lte=at,
    )
    return found.filter(user_id__in=people.values("user_id"))


def found_by(certificates: QuerySet[Certificate], words: str) -> QuerySet[Certificate]:
    """Those whose person's name has every word, or the one with a serial. Titles are not searched: some are marked."""
    words = words.replace("\x00", "")[:200]
    if serial := read_serial(words):
        return certificates.filter(serial=serial)
    for word in words.casefold().split()[:8]:
        certificates = certificates.filter(folded__contains=word)
    return certificates


def certificate_page(certificates: QuerySet[Certificate], number: str) -> Page[Certificate]:
    """One page of a list (2 queries)."""
    return Paginator(certificates, ON_A_PAGE).get_page(number)


def keys_seen(viewer: Viewer, certificates: Iterable[Certificate]) -> set[UUID]:
    """Which of the things that certificates are about a viewer may see, and so read the titles of (1 query)."""
    keys = [certificate.subject_key for certificate in certificates]
    return set(visible_keys(viewer).filter(key__in=keys).values_list("key", flat=True))


def is_public(certificate: Certificate) -> bool:
    """Whether everybody may read what the certificate is about (1 query)."""
    return bool(keys_seen(STRANGER, [certificate]))


def label_of(certificate: Certificate) -> str | None:
    """The handling label of what the certificate is about; None if that has none any more (1 query)."""
    return Handling.objects.filter(key=certificate.subject_key).values_list("label", flat=True).first()


# Issuing


def issuer_for(subject_key: UUID) -> Issuer | None:
    """Who issues certificates for a thing: its owner, else the nearest that the owner is part of (4 queries)."""
    handling = Handling.objects.select_related("owner").filter(key=subject_key).first()
    if handling is None or handling.owner is None:
        return None
    above = Issuer.objects.filter(active=True, organisation_id__in=handling.owner.lineage_ids)
    found = above.select_related("organisation").prefetch_related("wordings", "organisation__names")
    return max(found, key=lambda issuer: len(issuer.organisation.lineage_ids), default=None)


def titles_of_module(module_key: UUID) -> dict[str, str]:
    """The titles of a module by language, published pages only (1 query)."""
    pages = ModulePage.objects.live().filter(translation_key=module_key, alias_of__isnull=True)
    return dict(pages.values_list("locale__language_code", "title"))


def titles_of_quiz(quiz_key: UUID) -> dict[str, str]:
    """The titles of a quiz by language (1 query)."""
    quizzes = Quiz.objects.filter(translation_key=quiz_key, live=True)
    return dict(quizzes.values_list("locale__language_code", "title"))


def lessons_in_languages(module_key: UUID) -> tuple[list[dict[str, Any]], int | None]:
    """The published lessons of a module as a certificate keeps them; their minutes if all state them (2 queries)."""
    modules = list(ModulePage.objects.filter(translation_key=module_key, alias_of__isnull=True))
    below = Q()
    for module in modules:
        below |= Q(path__startswith=module.path, depth=module.depth + 1)
    found: dict[UUID, dict[str, Any]] = {}
    minutes: dict[UUID, int | None] = {}
    pages = LessonPage.objects.live().filter(below, alias_of__isnull=True) if modules else LessonPage.objects.none()
    for key, code, language, title, lasts in pages.order_by("path").values_list(
        "translation_key", "code", "locale__language_code", "title", "minutes"
    ):
        found.setdefault(key, {"code": code, "titles": {}})["titles"][language] = title
        minutes[key] = minutes.get(key) or lasts
    known = [lasts for lasts in minutes.values() if lasts]
    return list(found.values()), sum(known) if known and len(known) == len(minutes) else None


def completions_without_certificate() -> QuerySet[ModuleCompletion]:
    """Modules that people completed before anybody issued certificates for them, the oldest first."""
    issued = Certificate.objects.filter(
        user_id=OuterRef("user_id"), kind=CertificateKind.COMPLETION, subject_key=OuterRef("module_key")
    )
    return ModuleCompletion.objects.filter(~Exists(issued)).order_by("completed_at", "pk")


def participations_without_certificate() -> QuerySet[Participation]:
    """Who took part in a sitting and has no certificate of attendance for its quiz, the first recorded first."""
    issued = Certificate.objects.filter(
        user_id=OuterRef("user_id"), kind=CertificateKind.ATTENDANCE, subject_key=OuterRef("sitting__quiz_key")
    )
    return Participation.objects.filter(~Exists(issued)).order_by("recorded_at", "pk")


def took_part(*, user_id: int, quiz_key: UUID) -> bool:
    """Whether a person stands on the list of any sitting of a quiz (1 query)."""
    return Participation.objects.filter(user_id=user_id, sitting__quiz_key=quiz_key).exists()
