"""`/verify/`: what everybody is told of a certificate, and what nobody is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from best_practices.progress.choices import RevocationReason
from best_practices.progress.models import Certificate
from best_practices.progress.seals import seal
from best_practices.progress.services import reissue_certificate, revoke_certificate
from core.labels import Label
from tests.factories.certificates import IssuerFactory, certify
from tests.factories.content import mark

pytestmark = pytest.mark.django_db

UNKNOWN = "/verify/K7QF-2M9X-RTBE/"


@pytest.fixture
def address(certificate, officer, home):
    officer.name_national = "Офицер Восточный"
    return f"/verify/{certificate.shown_serial}/"


def told(response):
    return response.content.decode()


def test_valid_one_says_so_without_the_person(client, address, certificate, pcu_east):
    response = client.get(address)

    page = told(response)
    assert response.status_code == 200
    for said in ("This certificate is valid", "Gauge breaks", "The Office", "4 May 2026", certificate.shown_serial):
        assert said in page
    for secret in ("Officer", str(pcu_east), str(certificate.uuid), str(certificate.user.uuid)):
        assert secret not in page


def test_page_is_kept_by_nobody_and_marks_nobody(client, address):
    response = client.get(address)

    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert 'name="robots" content="noindex"' in told(response)
    assert {"no-store", "private"} <= set(response["Cache-Control"].replace(" ", "").split(","))
    assert not response.cookies
    assert not client.post(address, {"name": "Officer"}).cookies


def test_language_is_that_of_the_browser_and_others_are_linked(client, address):
    russian = client.get(address, headers={"accept-language": "ru,en;q=0.5"})
    chosen = client.get(f"{address}?language=en", headers={"accept-language": "ru"})

    assert (russian["Content-Language"], chosen["Content-Language"]) == ("ru", "en")
    assert "Стыки колеи" in told(russian)
    assert f'href="{address}?language=en"' in told(russian)


@pytest.mark.parametrize(("days", "heading"), [(0, "This certificate is valid"), (-1, "This certificate has expired")])
def test_last_day_is_a_day_of_it(client, home, officer, issuer, days, heading):
    issuer.valid_months = 1
    certificate = certify(officer, issuer)
    today = timezone.now().date() + timedelta(days=days)
    found = Certificate.objects.select_related("user").get(pk=certificate.pk)
    found.expires_on = today
    Certificate.objects.filter(pk=found.pk).update(expires_on=today, seal=seal(found.said))

    assert heading in told(client.get(f"/verify/{certificate.shown_serial}/"))


def test_revoked_one_says_so_at_once_and_not_why(client, address, certificate, staff):
    before = told(client.get(address))

    revoke_certificate(
        certificate=certificate,
        reason=RevocationReason.RESULT,
        note="The notes were copied.",
        actor=staff,
        at=timezone.now(),
    )

    page = told(client.get(address))
    assert "This certificate is valid" in before
    assert "This certificate is revoked" in page
    assert "copied" not in page
    assert "the result does not stand" not in page


def test_old_serial_stays_true_after_a_new_name(client, address, certificate, officer, staff):
    officer.name_latin = "Aigerim Serikova"
    officer.save()
    new = reissue_certificate(certificate=certificate, actor=staff, at=timezone.now(), old_was_wrong=False)

    answers = [
        told(client.post(f"/verify/{serial}/", {"name": name}))
        for serial in (certificate.shown_serial, new.shown_serial)
        for name in ("Officer", "Aigerim Serikova")
    ]

    assert ["The name agrees" in answer for answer in answers] == [True, False, False, True]
    assert all("This certificate is valid" in answer for answer in answers)


@pytest.mark.parametrize("typed", ["K7QF-2M9X-RTBE", "k7qf-2m9x-rtbf", "x", "a b", "%00", "А" * 400, "..", "🦊"])
def test_unknown_serial_is_told_with_help(client, home, typed):
    response = client.get(f"/verify/{typed}/")

    assert response.status_code == 404
    assert "No certificate of ours has this serial" in told(response)


def test_changed_row_is_unknown(client, address, certificate):
    Certificate.objects.filter(pk=certificate.pk).update(titles={"en": "Another module"})

    response = client.get(address)

    assert response.status_code == 404
    assert "Another module" not in told(response)


def test_what_is_not_for_everybody_is_not_named(client, address, owned, programme_office):
    mark(owned, Label.AMBER, owner=programme_office)

    page = told(client.get(address))

    assert "This certificate is valid" in page
    assert "Gauge breaks" not in page


def test_serial_is_typed_on_any_keyboard(client, certificate):
    typed = f" {certificate.shown_serial.lower()} ".translate(str.maketrans("abekmhpctyx", "авекмнрстух"))

    response = client.get("/verify/", {"serial": typed, "language": "ru"})

    assert (response.status_code, response["Location"]) == (
        302,
        f"/verify/{certificate.shown_serial}/?language=ru",
    )


@pytest.mark.parametrize("typed", ["", "K7QF-2M9X-RTBF", "nothing", "\x00", "1" * 5000])
def test_mistyped_serial_is_told_at_the_field_and_kept(client, home, typed):
    response = client.get("/verify/", {"serial": typed})

    assert response.status_code == 422
    assert 'aria-invalid="true"' in told(response)
    assert (f'value="{typed}"' in told(response)) is (typed not in {"", "\x00"})


@pytest.mark.parametrize(("typed", "status"), [("", 422), ("x" * 151, 422), ("a\x00b", 422), ("Somebody", 200)])
def test_name_that_is_none_is_told(client, address, typed, status):
    response = client.post(address, {"name": typed})

    assert response.status_code == status
    assert "The name agrees" not in told(response)


def test_whoever_tries_serials_is_stopped_and_others_are_not(client, address):
    tried = [client.get(UNKNOWN).status_code for _time in range(31)]

    assert tried == [404] * 30 + [429]
    assert client.get(address).status_code == 429
    assert client.get(address, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_mistyped_serials_are_not_counted(client, address):
    for _time in range(40):
        client.get("/verify/K7QF-2M9X-RTBF/")

    assert client.get(address).status_code == 200


def test_names_are_not_tried_for_ever(client, address):
    tried = [client.post(address, {"name": f"Somebody {n}"}).status_code for n in range(11)]

    assert tried == [200] * 10 + [429]


def test_verifying_asks_the_same_however_many_there_are(client, address, officer, issuer, count_queries):
    client.get(address)
    found = []
    for number in (1, 2):
        for _each in range(number):
            certify(officer, issuer)
        with count_queries() as counted:
            client.get(address)
        found.append(counted.number)

    assert found[0] == found[1]
    assert found[0] <= 5, found


def test_issuer_of_a_demonstration_says_so(client, home, officer, programme_office):
    demo = IssuerFactory(organisation=programme_office, demonstration=True)

    page = told(client.get(f"/verify/{certify(officer, demo).shown_serial}/"))

    assert "No administration stands behind it." in page
