"""Certificates: issued once, sealed, revoked, issued anew; what they say stays."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from audit.models import Entry
from best_practices.progress import due
from best_practices.progress.choices import CertificateKind, CertificateState, RevocationReason
from best_practices.progress.models import Certificate, ModuleCompletion
from best_practices.progress.queries import certificates_of, issuer_for, seal_holds
from best_practices.progress.services import (
    AlreadyRevoked,
    issue_missing,
    reissue_certificate,
    revoke_certificate,
)
from core.labels import Label
from tests.best_practices.learning import NOON, begin, hand_in, passed
from tests.best_practices.progress.acts import finish
from tests.factories.certificates import IssuerFactory, certify
from tests.factories.content import in_russian, mark

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(days=1)


def revoke(certificate, by, *, at=LATER, note=""):
    return revoke_certificate(certificate=certificate, reason=RevocationReason.MISTAKE, note=note, actor=by, at=at)


def afresh(certificate):
    return Certificate.objects.select_related("user").get(pk=certificate.pk)


# Issuing


def test_completed_module_brings_one_certificate(site, officer, issuer, owned, quiz, lesson, second_lesson):
    in_russian(owned, title="Стыки колеи")
    in_russian(lesson, title="Два стыка")
    finish(officer, lesson, second_lesson)

    passed(officer, quiz, at=LATER)
    passed(officer, quiz, at=LATER + timedelta(hours=1))

    certificate = Certificate.objects.get()
    assert (certificate.user, certificate.kind, certificate.subject_key) == (
        officer,
        CertificateKind.COMPLETION,
        owned.translation_key,
    )
    assert certificate.titles == {"en": "Gauge breaks", "ru": "Стыки колеи"}
    assert certificate.lessons == [
        {"code": "G1", "titles": {"en": "Two gauge breaks", "ru": "Два стыка"}},
        {"code": "G2", "titles": {"en": "Reading a number"}},
    ]
    assert (certificate.minutes, certificate.achieved_at, certificate.issued_at) == (20, LATER, LATER)
    assert certificate.issuer_names == {"en": "The Office", "ru": "Офис"}
    assert seal_holds(certificate)


def test_failed_quiz_brings_none(officer, issuer, owned, quiz, lesson):
    finish(officer, lesson)

    hand_in(begin(officer, quiz))

    assert not Certificate.objects.exists()


def test_passed_quiz_without_a_module_brings_one_of_its_own(officer, issuer, quiz, programme_office):
    mark(quiz, Label.GREEN, owner=programme_office)

    passed(officer, quiz)

    assert Certificate.objects.values_list("kind", "subject_key", "titles").get() == (
        CertificateKind.PASS,
        quiz.translation_key,
        {"en": "Reading the line"},
    )


def test_without_an_issuer_the_module_is_complete_all_the_same(officer, owned, quiz, lesson):
    finish(officer, lesson)

    passed(officer, quiz)

    assert ModuleCompletion.objects.count() == 1
    assert not Certificate.objects.exists()


def test_issuer_comes_later_and_issues_what_is_missing(officer, organiser, owned, quiz, lesson, programme_office):
    for person in (officer, organiser):
        finish(person, lesson)
        passed(person, quiz)
    IssuerFactory(organisation=programme_office)

    assert issue_missing(at=LATER) == 2
    assert issue_missing(at=LATER) == 0
    assert list(Certificate.objects.values_list("achieved_at", "issued_at")) == [(NOON, LATER)] * 2


def test_nearest_organisation_above_the_owner_issues(owned, issuer, pcu_east, border_post_west):
    mark(owned, Label.CLEAR, owner=pcu_east)
    above = issuer_for(owned.translation_key)
    own = IssuerFactory(organisation=pcu_east)
    IssuerFactory(organisation=border_post_west)

    assert (above, issuer_for(owned.translation_key)) == (issuer, own)


def test_issuer_that_issues_no_more_is_passed_over(owned, programme_office):
    IssuerFactory(organisation=programme_office, active=False)

    assert issuer_for(owned.translation_key) is None


def test_person_without_a_name_is_called_by_the_user_name(officer, issuer):
    officer.name_latin = ""

    assert certify(officer, issuer).name == "officer"


def test_serial_tells_nothing_of_the_person(officer, issuer):
    serials = [certify(officer, issuer).serial for _each in range(5)]

    assert len({serial[:3] for serial in serials}) == 5


def test_database_keeps_one_for_a_person_and_a_thing(certificate):
    again = afresh(certificate)
    again.pk, again.serial = None, "K7QF2M9XRTBE"
    again.uuid = certificate.subject_key

    with pytest.raises(IntegrityError, match=r"subject_key|one_certificate"), transaction.atomic():
        again.save()


# Its days


@pytest.mark.parametrize(
    ("at", "state"),
    [
        (datetime(2027, 5, 4, 18, 59, 59, tzinfo=UTC), CertificateState.VALID),
        (datetime(2027, 5, 4, 19, 0, tzinfo=UTC), CertificateState.EXPIRED),
    ],
)
def test_last_day_ends_where_the_issuer_is(officer, programme_office, at, state):
    almaty = IssuerFactory(organisation=programme_office, valid_months=12, time_zone="Asia/Almaty")

    certificate = certify(officer, almaty)

    assert certificate.expires_on == date(2027, 5, 4)
    assert certificate.state(at) == state


def test_day_of_issue_is_that_of_the_issuer(officer, programme_office):
    almaty = IssuerFactory(organisation=programme_office, time_zone="Asia/Almaty", valid_months=1)

    certificate = certify(officer, almaty, achieved_at=datetime(2026, 5, 4, 22, tzinfo=UTC))

    assert (certificate.issued_on, certificate.expires_on) == (date(2026, 5, 5), date(2026, 6, 5))


def test_without_months_it_holds_for_ever(certificate):
    assert certificate.state(datetime(2126, 1, 1, tzinfo=UTC)) == CertificateState.VALID


def test_passing_again_near_the_end_renews_it(officer, programme_office, owned, quiz, lesson):
    IssuerFactory(organisation=programme_office, valid_months=12)
    finish(officer, lesson)
    passed(officer, quiz)
    passed(officer, quiz, at=NOON + timedelta(days=200))
    too_early = Certificate.objects.count()

    passed(officer, quiz, at=NOON + timedelta(days=330))
    passed(officer, quiz, at=NOON + timedelta(days=331))

    old, new = Certificate.objects.order_by("pk")
    assert too_early == 1
    assert (new.replaces, new.expires_on) == (old, date(2028, 3, 30))
    assert old.state(NOON + timedelta(days=340)) == CertificateState.VALID
    assert list(certificates_of(officer.pk)) == [new]


# The seal


@pytest.mark.parametrize(
    "change",
    [
        {"name_latin": "Somebody Else"},
        {"titles": {"en": "Another module"}},
        {"expires_on": date(2099, 1, 1)},
        {"kind": CertificateKind.PASS},
        {"minutes": 6000},
        {"demonstration": True},
        {"issuer_names": {"en": "The Ministry"}},
        {"issued_at": LATER},
        {"serial": "K7QF2M9XRTBE"},
    ],
)
def test_changed_row_breaks_the_seal(certificate, change):
    Certificate.objects.filter(pk=certificate.pk).update(**change)

    assert seal_holds(certificate)
    assert not seal_holds(afresh(certificate))


def test_certificate_given_to_somebody_else_breaks_the_seal(certificate, organiser):
    Certificate.objects.filter(pk=certificate.pk).update(user=organiser)

    assert not seal_holds(afresh(certificate))


def test_revocation_taken_back_in_the_database_breaks_the_seal(certificate, staff):
    revoke(certificate, staff)
    assert seal_holds(afresh(certificate))

    Certificate.objects.filter(pk=certificate.pk).update(revoked_at=None, reason="")

    assert not seal_holds(afresh(certificate))


def test_seal_lives_through_a_new_secret(certificate, settings):
    former = settings.SECRET_KEY
    settings.SECRET_KEY = "another one"
    without = seal_holds(afresh(certificate))
    settings.SECRET_KEY_FALLBACKS = [former]
    with_former = seal_holds(afresh(certificate))

    made_anew = [due.run()["seals"], due.run()["seals"]]
    settings.SECRET_KEY_FALLBACKS = []

    assert (without, with_former, made_anew) == (False, True, [1, 0])
    assert seal_holds(afresh(certificate))


def test_broken_seal_is_not_made_anew(certificate, settings):
    Certificate.objects.filter(pk=certificate.pk).update(name_latin="Somebody Else")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another one"

    assert due.run()["seals"] == 0
    assert not seal_holds(afresh(certificate))


# Revoking and issuing anew


def test_revoked_once_and_logged(certificate, staff, administrator):
    revoke(certificate, staff, note="Two people of one name.")

    with pytest.raises(AlreadyRevoked):
        revoke(certificate, administrator, at=LATER + timedelta(days=1))

    found = afresh(certificate)
    assert (found.state(LATER), found.revoked_by, found.revoked_at) == (CertificateState.REVOKED, "Staff", LATER)
    entry = Entry.objects.get(act="certificate.revoked")
    assert (entry.actor_uuid, entry.object_uuid, entry.object_title) == (
        staff.uuid,
        certificate.uuid,
        certificate.shown_serial,
    )
    assert entry.detail == {"kind": "completion", "reason": "mistake"}


def test_revoked_is_not_issued_again_by_itself(certificate, officer, issuer, owned, staff):
    revoke(certificate, staff)

    again = certify(officer, issuer, subject=owned, at=LATER)

    assert (again.pk, Certificate.objects.count()) == (certificate.pk, 1)


def test_name_that_changed_is_on_the_new_one_and_the_old_one_goes_on(certificate, officer, staff):
    officer.name_latin, officer.name_national = "Aigerim Serikova", "Айгерим Серикова"
    officer.save()

    new = reissue_certificate(certificate=certificate, actor=staff, at=LATER, old_was_wrong=False)

    old = afresh(certificate)
    assert (old.name_latin, old.state(LATER), seal_holds(old)) == ("Officer", CertificateState.VALID, True)
    assert (new.name_latin, new.name_national, new.achieved_at) == ("Aigerim Serikova", "Айгерим Серикова", NOON)
    assert (new.replaces, new.issued_at, seal_holds(afresh(new))) == (old, LATER, True)
    assert new.serial != old.serial


def test_wrong_one_is_revoked_when_it_is_issued_anew(certificate, staff):
    new = reissue_certificate(certificate=certificate, actor=staff, at=LATER, old_was_wrong=True)

    old = afresh(certificate)
    assert (old.state(LATER), old.reason) == (CertificateState.REVOKED, RevocationReason.REPLACED)
    assert new.state(LATER) == CertificateState.VALID


def test_issued_anew_twice_is_issued_once(certificate, staff):
    new = reissue_certificate(certificate=certificate, actor=staff, at=LATER, old_was_wrong=False)

    again = reissue_certificate(certificate=certificate, actor=staff, at=LATER, old_was_wrong=True)

    assert again == new
    assert Certificate.objects.count() == 2
