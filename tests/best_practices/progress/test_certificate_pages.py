"""One's own certificates, on paper too; those of others for who looks after them."""

import io

import pytest
from django.utils import timezone
from pypdf import PdfReader

from accounts.choices import Role
from accounts.queries import viewer_for
from best_practices.progress.choices import RevocationReason
from best_practices.progress.models import Certificate
from best_practices.progress.presentation.certificates import paper
from best_practices.progress.services import revoke_certificate
from core.labels import Label
from core.printing import can_print
from core.printing import paper as press
from core.slots import fillings
from tests.best_practices.learning import passed
from tests.best_practices.progress.acts import finish
from tests.factories.accounts import PersonFactory
from tests.factories.certificates import IssuerFactory, certify
from tests.factories.content import mark

pytestmark = pytest.mark.django_db

OWN, OTHERS = "/en/me/certificates/", "/en/desk/certificates/"
needs_pango = pytest.mark.skipif(not can_print(), reason="this machine has no Pango")


@pytest.fixture
def coordinator(pcu_east):
    return PersonFactory(username="coordinator", organisation=pcu_east, role=Role.COORDINATOR)


@pytest.fixture
def of_the_organiser(organiser, issuer):
    """A certificate of another unit's person."""
    return certify(organiser, issuer, titles={"en": "Seals"})


def told(response):
    return response.content.decode()


# One's own


def test_own_certificates_are_listed_with_what_is_shared(site, client_of, officer, certificate, of_the_organiser):
    page = told(client_of(officer).get(OWN))

    assert "Gauge breaks" in page
    assert f"http://testserver/verify/{certificate.shown_serial}/" in page
    assert "Seals" not in page


def test_revoked_one_is_listed_with_its_reason_and_not_printed(site, client_of, officer, certificate, staff):
    revoke_certificate(
        certificate=certificate, reason=RevocationReason.OTHER, note="Mixed up.", actor=staff, at=timezone.now()
    )
    browser = client_of(officer)

    page = told(browser.get(OWN))

    assert "another reason" in page
    assert "Mixed up." in page
    for part in ("", "pdf/"):
        assert browser.get(f"{OWN}{certificate.uuid}/{part}").status_code == 404


def test_nobody_else_gets_the_paper(site, client_of, organiser, staff, administrator, stranger, certificate):
    for part in ("", "pdf/"):
        answers = [
            client_of(who).get(f"{OWN}{certificate.uuid}/{part}").status_code
            for who in (organiser, staff, administrator, stranger)
        ]
        assert answers == [404, 404, 404, 302]


def test_changed_row_is_not_printed(site, client_of, officer, certificate):
    Certificate.objects.filter(pk=certificate.pk).update(name_latin="Somebody Else")

    assert client_of(officer).get(f"{OWN}{certificate.uuid}/").status_code == 404


@needs_pango
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Certificate of completion", "Gauge breaks", "The Office", "A. Signer, Head of the Office"]),
        ("ru", ["Стыки колеи", "Офис"]),
    ],
)
def test_pdf_says_it_in_the_language_of_the_address(site, client_of, officer, issuer, language, said):
    officer.name_latin, officer.name_national = "Äigerim Serık", "Әйгерім Серікқызы Ғұңөүһі"
    officer.save()
    certificate = certify(officer, issuer)

    response = client_of(officer).get(f"/{language}/me/certificates/{certificate.uuid}/pdf/")

    reader = PdfReader(io.BytesIO(response.content))
    text = " ".join(reader.pages[0].extract_text().split())
    assert (response["Content-Type"], len(reader.pages)) == ("application/pdf", 1)
    assert response["Content-Disposition"] == f'attachment; filename="certificate-{certificate.shown_serial}.pdf"'
    assert "no-store" in response["Cache-Control"]
    for words in (*said, officer.name_latin, officer.name_national, certificate.shown_serial, "TLP:CLEAR"):
        assert words in text
    assert "Demonstration" not in text


@needs_pango
def test_long_names_and_many_lessons_stay_on_one_page(site, client_of, officer, issuer):
    officer.name_latin, officer.name_national = "Konstantinopolska " * 8, "Константинопольская " * 7
    officer.save()
    lessons = [{"code": f"A{n}", "titles": {"en": "A lesson with a rather long title " * 3}} for n in range(24)]
    certificate = certify(officer, issuer, titles={"en": "A title " * 30}, lessons=lessons, minutes=6000)

    response = client_of(officer).get(f"{OWN}{certificate.uuid}/pdf/")

    assert len(PdfReader(io.BytesIO(response.content)).pages) == 1


def test_demonstration_is_printed_as_one(site, client_of, officer, programme_office):
    demo = IssuerFactory(organisation=programme_office, demonstration=True)
    certificate = certify(officer, demo)

    page = told(client_of(officer).get(f"{OWN}{certificate.uuid}/"))

    assert '<p class="demo">Demonstration</p>' in page


def test_without_pango_the_browser_prints(site, client_of, officer, certificate, monkeypatch):
    monkeypatch.setattr(press, "PANGO", ("no-such-library.so",))
    can_print.cache_clear()
    browser = client_of(officer)
    try:
        pages = [told(browser.get(address)) for address in (OWN, f"{OWN}{certificate.uuid}/")]
        pdf = browser.get(f"{OWN}{certificate.uuid}/pdf/")
    finally:
        can_print.cache_clear()

    assert all("This installation makes no PDF files" in page for page in pages)
    assert f'href="/en/me/certificates/{certificate.uuid}/"' in pages[0]
    assert (pdf.status_code, pdf["Location"]) == (302, f"/en/me/certificates/{certificate.uuid}/")


def test_paper_carries_the_label_of_what_it_is_about(certificate):
    assert paper(certificate, label=Label.AMBER.value)["handling_label"] == "TLP:AMBER"


def test_result_of_the_quiz_and_desk_show_the_certificate(site, client_of, officer, issuer, owned, quiz, lesson):
    finish(officer, lesson)
    attempt = passed(officer, quiz)
    serial = Certificate.objects.get().shown_serial
    browser = client_of(officer)

    assert serial in told(browser.get(f"/en/quiz/{attempt.uuid}/"))
    assert serial in told(browser.get("/en/desk/"))


# Those of others


def test_staff_see_all_and_coordinators_their_people(
    site, client_of, staff, coordinator, officer, certificate, of_the_organiser
):
    serials = (certificate.shown_serial, of_the_organiser.shown_serial)

    pages = [told(client_of(who).get(OTHERS)) for who in (staff, coordinator)]

    assert [[serial in page for serial in serials] for page in pages] == [[True, True], [True, False]]
    assert [f"{OTHERS}{certificate.uuid}/" in page for page in pages] == [True, False]
    assert client_of(coordinator).get(f"{OTHERS}{certificate.uuid}/").status_code == 404
    assert client_of(officer).get(OTHERS).status_code == 404


@pytest.mark.parametrize(
    ("words", "found"),
    [("officer", True), ("восточ", True), ("ОФИЦЕР off", True), ("organ", False), ("gauge", False), ("\x00", True)],
)
def test_people_are_found_by_name_in_either_script(site, client_of, staff, officer, issuer, words, found):
    officer.name_national = "Офицер Восточный"
    certificate = certify(officer, issuer)

    page = told(client_of(staff).get(OTHERS, {"q": words}))

    assert (certificate.shown_serial in page) is found


def test_serial_finds_its_certificate(site, client_of, staff, certificate, of_the_organiser):
    page = told(client_of(staff).get(OTHERS, {"q": certificate.serial.lower()}))

    assert (certificate.shown_serial in page, of_the_organiser.shown_serial in page) == (True, False)


def test_titles_of_marked_things_are_not_told(site, client_of, staff, certificate, owned, border_post_west):
    mark(owned, Label.AMBER_STRICT, owner=border_post_west)

    browser = client_of(staff)

    for address in (OTHERS, f"{OTHERS}{certificate.uuid}/"):
        assert "Gauge breaks" not in told(browser.get(address))


def test_staff_revoke_with_a_reason(site, client_of, staff, certificate):
    browser, address = client_of(staff), f"{OTHERS}{certificate.uuid}/"
    refused = [browser.post(address, {"reason": reason}).status_code for reason in ("", "x", "replaced", "other")]

    done = browser.post(address, {"reason": "mistake", "note": "Twice."}, follow=True)
    again = browser.post(address, {"reason": "mistake"}, follow=True)

    certificate.refresh_from_db()
    assert refused == [422] * 4
    assert (certificate.revoked_by, certificate.reason, certificate.reason_note) == ("Staff", "mistake", "Twice.")
    assert "Whoever asks is told so" in told(done)
    assert "Nothing was changed" in told(again)


def test_staff_issue_anew(site, client_of, staff, certificate):
    done = client_of(staff).post(f"{OTHERS}{certificate.uuid}/", {"reissue": "1", "old_was_wrong": "on"}, follow=True)

    certificate.refresh_from_db()
    assert certificate.reason == RevocationReason.REPLACED
    assert certificate.replaced_by.shown_serial in told(done)


def test_broken_seal_is_told_to_staff(site, client_of, staff, certificate):
    Certificate.objects.filter(pk=certificate.pk).update(minutes=6000)
    browser, address = client_of(staff), f"{OTHERS}{certificate.uuid}/"

    assert "Its seal is broken" in told(browser.get(address))
    assert "nothing can be issued instead of it" in told(browser.post(address, {"reissue": "1"}, follow=True))
    assert Certificate.objects.count() == 1


# Constant numbers of questions


@pytest.mark.parametrize(
    ("address", "who", "most"), [(OWN, "officer", 6), (OTHERS, "staff", 8), (OTHERS, "coordinator", 11)]
)
def test_lists_ask_the_same_for_one_and_for_three(
    site, client_of, request, officer, issuer, count_queries, address, who, most
):
    browser = client_of(request.getfixturevalue(who))
    found = []
    for number in (1, 2):
        for _each in range(number):
            certify(officer, issuer)
        browser.get(address)
        with count_queries() as counted:
            assert browser.get(address).status_code == 200
        found.append(counted.number)

    assert found[0] == found[1]
    assert found[0] <= most, found


def test_fillings_need_no_more_than_they_declare(
    site, officer, issuer, owned, quiz, lesson, coordinator, count_queries, rf
):
    finish(officer, lesson)
    attempt = passed(officer, quiz)
    for _each in range(3):
        certify(officer, issuer)
    names = {"my_certificates", "every_certificate", "certificates_of_others", "earned_certificate"}
    over = {}
    for filling in (filling for filling in fillings() if filling.filler.__name__ in names):
        names.remove(filling.filler.__name__)
        for who in (officer, coordinator):
            request = rf.get("/en/")
            request.user, viewer = who, viewer_for(who)
            request.viewer = viewer
            with count_queries() as counted:
                filling.filler(request=request, viewer=viewer, subject=attempt)
            if counted.number > filling.queries:
                over[filling.filler.__name__] = counted.statements

    assert (over, names) == ({}, set())
