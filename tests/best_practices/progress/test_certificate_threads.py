"""Two at the same moment: one certificate, one new one instead of it."""

import pytest
from django.utils import timezone

from accounts.models import User
from best_practices.progress.models import Certificate, Issuer
from best_practices.progress.services import reissue_certificate
from reference.models import Organisation
from tests.best_practices.quizzes import test_threads
from tests.factories.accounts import OrganisationFactory
from tests.factories.certificates import IssuerFactory, certify

alone, at_once, real_database = test_threads.alone, test_threads.at_once, test_threads.real_database
KEY = "11111111-2222-4333-8444-555555555555"


def clean_up():
    Certificate.objects.filter(subject_key=KEY).update(replaces=None)
    Certificate.objects.filter(subject_key=KEY).delete()
    Issuer.objects.filter(organisation__slug="racing-office").delete()
    Organisation.objects.filter(slug="racing-office").delete()


@pytest.fixture
def racer(real_database):
    """The keys of a person (taken away with the database) and of an issuer."""

    def make():
        issuer = IssuerFactory(organisation=OrganisationFactory(slug="racing-office", name="Racing Office"))
        return User.objects.create(username="racer").pk, issuer.pk

    yield alone(make)
    alone(clean_up)


def certify_racer(person, issuer):
    found = certify(User.objects.get(pk=person), Issuer.objects.get(pk=issuer), subject_key=KEY)
    return found.serial


def test_certificate_of_two_tabs_is_one(racer):
    serials = at_once(*[lambda: certify_racer(*racer)] * 4)

    assert len(set(serials)) == 1
    assert alone(Certificate.objects.filter(subject_key=KEY).count) == 1


def test_certificate_issued_anew_by_two_is_one(racer):
    serial = alone(lambda: certify_racer(*racer))

    def again():
        old = Certificate.objects.get(serial=serial)
        return reissue_certificate(certificate=old, actor=None, at=timezone.now(), old_was_wrong=False).serial

    serials = at_once(*[again] * 3)

    assert len(set(serials)) == 1
    assert alone(Certificate.objects.filter(subject_key=KEY).count) == 2
