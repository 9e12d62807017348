"""Copies of AMBER files carry label, organisation and day; what is kept is never changed."""

import io
from datetime import date

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as PillowImage
from PIL import ImageChops
from pypdf import PdfReader, PdfWriter

from audit.models import Entry
from core.labels import Label
from media.files.models import SiteDocument
from media.files.stamps import NotStamped, stamp_text, stamped
from reference.models import Organisation
from tests.factories.content import mark
from tests.factories.files import DocumentFactory, ImageFactory, RecordingFactory, picture
from tests.media.files.delivered import FOR_ONE, address_of
from tests.visits.records.papers import docx, pdf, pdf_of_pages

TEXT = "TLP:AMBER - Training PCU East - 2026-11-24"
WORDS = "The words of the report stand here."


# The text


@pytest.mark.parametrize(
    ("organisation", "shown"),
    [
        ("Training PCU East", "Training PCU East"),
        ("Służba Celna, Łódź", "Sluzba Celna, Lodz"),
        ("Учебный пост «Запад»", "post-west"),
        ("a" * 300, "a" * 80),
    ],
)
def test_stamp_has_letters_that_every_font_has(organisation, shown):
    text = stamp_text(label="TLP:AMBER", organisation=organisation, slug="post-west", day=date(2026, 11, 24))

    assert text == f"TLP:AMBER - {shown} - 2026-11-24"


@given(st.text(max_size=300))
def test_any_name_makes_a_stamp(name):
    stamp_text(label="TLP:AMBER", organisation=name, slug="unit", day=date(2026, 11, 24)).encode("ascii")


# PDF


def turned(content, angle):
    writer = PdfWriter(clone_from=io.BytesIO(content))
    for page in writer.pages:
        page.rotate(angle)
        page.cropbox.upper_right = (500, 700)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_every_page_of_a_pdf_says_it_twice_and_keeps_its_words(angle):
    content = turned(pdf_of_pages(*[b"BT /F1 11 Tf 50 600 Td (Page) Tj ET"] * 3), angle)

    with stamped(io.BytesIO(content), "a.pdf", TEXT) as copy:
        pages = [page.extract_text() for page in PdfReader(copy).pages]

    assert [("Page" in page, page.count(TEXT)) for page in pages] == [(True, 2)] * 3


def test_stamp_of_a_pdf_stands_inside_the_page_however_it_is_turned():
    for angle in (0, 90, 180, 270):
        with stamped(io.BytesIO(turned(pdf(WORDS), angle)), "a.pdf", TEXT) as copy:
            page = PdfReader(copy).pages[0]
            places = []
            page.extract_text(visitor_text=lambda text, cm, tm, _font, _size, into=places: into.append((text, cm, tm)))
        for text, (a, b, c, d, e, f), tm in places:
            if TEXT in text:
                x, y = tm[4] * a + tm[5] * c + e, tm[4] * b + tm[5] * d + f
                assert 0 <= x <= 500, angle
                assert 0 <= y <= 700, angle


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7 and rubbish %%EOF", b"", pdf(WORDS)[:300]],
    ids=["rubbish", "empty", "half"],
)
def test_broken_pdf_is_not_stamped(content):
    with pytest.raises(NotStamped):
        stamped(io.BytesIO(content), "a.pdf", TEXT)


# Pictures


@pytest.mark.parametrize(
    ("form", "mode", "size"),
    [
        ("JPEG", "RGB", (1280, 800)),
        ("JPEG", "L", (300, 900)),
        ("PNG", "RGBA", (64, 48)),
        ("PNG", "P", (480, 320)),
        ("WEBP", "RGB", (800, 600)),
        ("PNG", "RGB", (1, 1)),
        ("PNG", "RGB", (3, 2000)),
    ],
)
def test_picture_is_the_same_but_for_its_stamp(form, mode, size):
    content = picture(form, size, mode)

    copy = PillowImage.open(stamped(io.BytesIO(content), f"a.{form.lower()}", TEXT))

    before = PillowImage.open(io.BytesIO(content))
    assert (copy.format, copy.size) == (form, size)
    if size > (10, 10):
        changed = ImageChops.difference(before.convert("RGB"), copy.convert("RGB")).getbbox()
        assert changed is not None
        assert size[1] - changed[3] < 12


def test_picture_that_does_not_decode_is_not_stamped():
    with pytest.raises(NotStamped):
        stamped(io.BytesIO(picture(size=(400, 400))[:-500]), "a.jpg", TEXT)


# Delivery


delivery = pytest.mark.urls("tests.media.files.addresses")


def body(answer):
    return b"".join(answer.streaming_content)


def stamp_for(organisation, label):
    return f"{label} - {organisation.name(language='en')} - "


@delivery
@pytest.mark.parametrize("label", [Label.AMBER, Label.AMBER_STRICT])
def test_each_reader_gets_a_pdf_with_their_own_organisation(
    label, client_of, officer, organiser, pcu_east, border_post_west
):
    document = DocumentFactory(name="report.pdf", content=pdf(WORDS))
    kept = document.file.read()
    mark(document, label, owner=border_post_west, shared_with=[pcu_east])

    answers = [client_of(person).get(address_of(document)) for person in (officer, organiser)]

    for answer, organisation in zip(answers, (pcu_east, border_post_west), strict=True):
        text = PdfReader(io.BytesIO(body(answer))).pages[0].extract_text()
        assert WORDS in text
        assert stamp_for(organisation, label) in text
        assert answer["Cache-Control"] == FOR_ONE
        assert answer["Content-Disposition"].startswith(f'inline; filename="{label.replace(":", "-")}_report')
        assert answer["Content-Type"] == "application/pdf"
        assert (answer.get("ETag"), answer["Accept-Ranges"]) == (None, "none")
    assert SiteDocument.objects.get(pk=document.pk).file.read() == kept


@delivery
@pytest.mark.parametrize("label", [Label.CLEAR, Label.GREEN])
def test_free_file_is_handed_out_as_it_is(label, client_of, officer):
    document = DocumentFactory(name="report.pdf", content=pdf(WORDS))
    mark(document, label)

    answer = client_of(officer).get(address_of(document))

    assert body(answer) == pdf(WORDS)
    assert answer["Content-Disposition"].startswith('inline; filename="report')


@delivery
def test_picture_is_stamped_and_its_rendition_too(client_of, officer, pcu_east):
    image = ImageFactory(name="a.jpg", content=picture(size=(900, 600)))
    rendition = image.get_rendition("width-800")
    mark(image, Label.AMBER, owner=pcu_east)

    answer = client_of(officer).get(address_of(rendition))

    with rendition.file.open() as kept:
        plain = PillowImage.open(kept).convert("RGB")
    shown = PillowImage.open(io.BytesIO(body(answer))).convert("RGB")
    assert answer["Content-Type"] == "image/jpeg"
    assert shown.size == plain.size
    assert ImageChops.difference(plain, shown).getbbox() is not None


@delivery
@pytest.mark.parametrize(
    "make",
    [lambda: DocumentFactory(name="a.docx", content=docx(WORDS)), lambda: RecordingFactory(name="a.mp3")],
    ids=["document", "recording"],
)
def test_other_kinds_carry_the_label_in_their_name_and_stay_as_they_are(make, client_of, officer, pcu_east):
    file = make()
    with file.file.open() as opened:
        kept = opened.read()
    mark(file, Label.AMBER, owner=pcu_east)

    answer = client_of(officer).get(address_of(file))

    assert body(answer) == kept
    assert 'filename="TLP-AMBER_a' in answer["Content-Disposition"]
    assert answer["Accept-Ranges"] == "bytes"


@delivery
def test_part_or_known_tag_brings_the_whole_stamped_copy(client_of, officer, pcu_east):
    document = DocumentFactory(content=pdf(WORDS))
    mark(document, Label.AMBER, owner=pcu_east)
    asked = {"Range": "bytes=0-9", "If-None-Match": "*"}

    answer = client_of(officer).get(address_of(document), headers=asked)
    head = client_of(officer).head(address_of(document))

    assert (answer.status_code, body(answer)[:5]) == (200, b"%PDF-")
    assert (head.status_code, head.content, head["Accept-Ranges"]) == (200, b"", "none")


def test_broken_pdf_is_refused_and_its_owner_told_once(
    site, client_of, officer, pcu_east, django_capture_on_commit_callbacks, mailoutbox
):
    officer.email = "officer@example.org"
    officer.save()
    document = DocumentFactory(name="a.pdf", content=b"%PDF-1.7 and rubbish /Type %%EOF", uploaded_by_user=officer)
    mark(document, Label.AMBER, owner=pcu_east)

    with django_capture_on_commit_callbacks(execute=True):
        answers = [client_of(officer).get(address_of(document)) for _time in range(2)]

    assert [(answer.status_code, answer["Cache-Control"]) for answer in answers] == [(422, FOR_ONE)] * 2
    assert "Its owner was told." in answers[0].content.decode()
    assert b"rubbish" not in answers[0].content
    assert Entry.objects.get(act="file.not_stamped").object_uuid == document.uuid
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        ([officer.email], f"“{document.title}” cannot be handed out")
    ]
    assert SiteDocument.objects.get(pk=document.pk).not_stamped_on is not None


def test_new_file_in_its_place_is_handed_out_again(site, client_of, officer, pcu_east):
    document = DocumentFactory(name="a.pdf", content=b"%PDF-1.7 and rubbish %%EOF")
    mark(document, Label.AMBER, owner=pcu_east)
    client_of(officer).get(address_of(document))
    document = SiteDocument.objects.get(pk=document.pk)

    document.file = ContentFile(pdf(WORDS), name="b.pdf")
    document.save()

    assert client_of(officer).get(address_of(document)).status_code == 200
    assert SiteDocument.objects.get(pk=document.pk).not_stamped_on is None


@delivery
def test_organisation_on_the_stamp_is_the_one_it_is_shared_with(client_of, officer, pcu_east, border_post_west):
    officer.memberships.create(organisation=border_post_west, role="officer")
    document = DocumentFactory(content=pdf(WORDS))
    mark(document, Label.AMBER, shared_with=[border_post_west])

    text = PdfReader(io.BytesIO(body(client_of(officer).get(address_of(document))))).pages[0].extract_text()

    assert stamp_for(Organisation.objects.get(pk=border_post_west.pk), Label.AMBER) in text


@delivery
def test_stamped_file_costs_three_queries_more(client_of, officer, pcu_east, count_queries):
    numbers = []
    for content, name in ((pdf(WORDS), "a.pdf"), (docx(WORDS), "a.docx")):
        document = DocumentFactory(content=content, name=name)
        mark(document, Label.AMBER, owner=pcu_east)
        address = address_of(document)
        client = client_of(officer)
        with count_queries() as counted:
            client.get(address)
        numbers.append(counted.number)

    assert numbers[0] - numbers[1] == 3
