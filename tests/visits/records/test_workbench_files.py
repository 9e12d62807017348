"""Words out of files: TXT, DOCX and PDF; what is no report is refused at the field, with everything typed kept."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from audit.models import Entry
from media.files.inspection.extraction import MOST_PAGES, text_of_docx, text_of_pdf, text_of_txt
from media.files.inspection.unwrapping import unwrapped
from tests.factories.files import openxml
from tests.factories.visits import REPORT, SourceTextFactory, VisitFactory
from tests.media.files.hostile import EXE, HTML, OLE, bomb, encrypted
from tests.media.files.hostile import pdf as hostile_pdf
from tests.visits.records.papers import (
    SCANNED,
    docx,
    docx_of_body,
    docx_with_link,
    pdf,
    pdf_of_pages,
    run,
)
from visits.records.models import SourceText
from visits.records.sentences import laid_out, paragraphs

PARAGRAPHS = REPORT.strip().split("\n\n")
RUSSIAN = "Пять сотрудников посетили пост «Запад».\nОни взвесили каждый пятый контейнер."
PLAIN = RUSSIAN.replace("«", "").replace("»", "")


# Plain text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
def test_russian_text_is_read_in_every_encoding_that_offices_use(encoding: str):
    assert text_of_txt(RUSSIAN.encode(encoding)) == RUSSIAN


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("Źródło: punkt kontroli, ładunek, żółta plomba, część łączna".encode("cp1250"), "encoding"),
        (PLAIN.encode("koi8-r"), "encoding"),
        (PLAIN.encode("cp866"), "encoding"),
        (b"\xff\xfe\x00\xd8", "encoding"),
        (EXE, "not_text"),
        (b"One.\x00 Two.", "not_text"),
        (b" \n\n ", "no_text"),
    ],
)
def test_text_that_cannot_be_read_honestly_is_refused(content: bytes, code: str):
    with pytest.raises(ValidationError) as refused:
        text_of_txt(content)

    assert refused.value.code == code


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes):
    for read in (text_of_txt, text_of_docx, text_of_pdf):
        try:
            text = read(content)
        except ValidationError:
            continue
        assert text.strip()


# Lines and paragraphs


def test_lines_of_a_page_become_the_paragraphs_they_were():
    wrapped = (
        "Five officers spent three days at the post and\nweighed every fifth container on the way in.\n"
        "\nThey looked at the seals with a mirror on a\npole, and with-\nout a ladder.\n- one list\n- two lists"
    )

    assert unwrapped(wrapped) == (
        "Five officers spent three days at the post and weighed every fifth container on the way in.\n"
        "They looked at the seals with a mirror on a pole, and without a ladder.\n- one list\n- two lists"
    )


def test_text_whose_lines_are_paragraphs_is_left_as_it_is():
    assert unwrapped(REPORT) == "\n".join(PARAGRAPHS)


@given(st.text(alphabet="ab A.1•-\n", max_size=300))
def test_no_letter_is_lost_when_lines_are_joined(text: str):
    assert [c for c in unwrapped(text) if c not in " \n-"] == [c for c in text if c not in " \n-"]


# DOCX and PDF


def test_docx_gives_its_paragraphs():
    assert text_of_docx(docx(*PARAGRAPHS)) == "\n".join(PARAGRAPHS)


def test_docx_reads_as_with_all_changes_accepted():
    body = (
        f"<w:p>{run('We ')}<w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:ins>{run('always ')}</w:ins>"
        f"<w:r><w:tab/></w:r>{run('weigh.')}<w:r><w:pict><w:txbxContent><w:p>{run('In a box.')}</w:p></w:txbxContent>"
        f"</w:pict></w:r></w:p><w:tbl><w:tr><w:tc><w:p>{run('In a cell.')}</w:p></w:tc></w:tr></w:tbl>"
    )

    assert text_of_docx(docx_of_body(body)) == "We always weigh.\nIn a box.\nIn a cell."


def test_pdf_gives_its_paragraphs_as_they_were_typed():
    assert paragraphs(text_of_pdf(pdf(*PARAGRAPHS))) == paragraphs(REPORT)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (SCANNED, "no_text"),
        (pdf_of_pages(*([b"q Q"] * (MOST_PAGES + 1))), "too_long"),
        (pdf_of_pages(b"q Q\n" * 2_500_000), "too_long"),
        (b"%PDF-1.7 and rubbish %%EOF", "unreadable"),
    ],
    ids=["scanned", "pages", "drawn", "rubbish"],
)
def test_pdf_without_readable_text_is_refused(content: bytes, code: str):
    with pytest.raises(ValidationError) as refused:
        text_of_pdf(content)

    assert refused.value.code == code


@pytest.mark.parametrize("kind", ["image", "attachedTemplate", "hyperlink", "oleObject", "frame"])
def test_docx_that_points_elsewhere_is_refused(kind: str):
    with pytest.raises(ValidationError) as refused:
        text_of_docx(docx_with_link(kind, "https://example.org/x"))

    assert refused.value.code == "external"


def test_docx_that_nests_without_end_is_refused():
    deep = "<w:sdt>" * 20_000 + "</w:sdt>" * 20_000

    with pytest.raises(ValidationError) as refused:
        text_of_docx(docx_of_body(deep))

    assert refused.value.code == "wrong_kind"


# At the field


@pytest.fixture
def client(client_of, organiser, site):
    return client_of(organiser)


@pytest.fixture
def visit(organiser, border_post_west):
    return VisitFactory(slug="west", creator=organiser, organisation=border_post_west)


TYPED = {"title": "An old report", "publisher": "Training Office", "address": "example.org", "language": "ru"}


def send(client, visit, name="", content=b"", **typed):
    file = {"file": SimpleUploadedFile(name, content)} if name else {}
    return client.post(f"/en/desk/visits/{visit.slug}/sources/", TYPED | typed | file)


@pytest.mark.parametrize(
    ("name", "content"),
    [("report.txt", REPORT.encode()), ("report.docx", docx(*PARAGRAPHS)), ("REPORT.PDF", pdf(*PARAGRAPHS))],
    ids=["txt", "docx", "pdf"],
)
def test_same_report_has_the_same_places_in_every_kind_of_file(client, visit, name, content):
    answer = send(client, visit, name, content)

    source = SourceText.objects.get(visit=visit)
    assert answer["Location"] == f"/en/desk/visits/west/sources/{source.uuid}/"
    assert (source.text, source.sentences) == (laid_out(REPORT), [3, 3, 4, 3])
    assert (source.title, source.language, source.code) == ("An old report", "ru", "S1")


REFUSED = {
    "a scan": ("a.pdf", SCANNED, "This PDF holds pictures of pages and no text. Type or paste the text."),
    "a large DOCX": ("a.docx", docx("One.") + bytes(20 * 1024 * 1024), "This file has 21 MB; the most is 10 MB."),
    "macros": ("a.docx", docx("One.", **{"word/vbaProject.bin": b"x"}), "This document carries macros"),
    "a link": ("a.docx", docx_with_link("image", "https://example.org/a.png"), "links to something outside it"),
    "a bomb": ("a.docx", bomb(), "far too large once unpacked"),
    "a locked DOCX": ("a.docx", encrypted(), "has a password"),
    "a locked PDF": ("a.pdf", hostile_pdf(b"<< >>", b"<< /Root 1 0 R /Encrypt 5 0 R >>"), "has a password"),
    "a script": ("a.pdf", hostile_pdf(b"<< /S /JavaScript /JS (x) >>"), "holds scripts"),
    "an old document": ("a.doc", OLE, "Save it as one of these and try again: docx, pdf, txt."),
    "an old document called DOCX": ("a.docx", OLE, "old Office file"),
    "a table": ("a.xlsx", openxml("xlsx"), "Save it as one of these and try again: docx, pdf, txt."),
    "a page called PDF": ("a.pdf", HTML, "This is not a PDF"),
    "a program called text": ("a.txt", EXE, "This is not plain text"),
    "a DOCX without words": ("a.docx", docx(""), "This file holds no words."),
    "a DOCX without a body": ("a.docx", openxml("docx"), "or it is damaged"),
    "an empty file": ("a.txt", b"", "This file is empty"),
    "no sentences to speak of": ("a.txt", b"A. B1. " * 3_001, "the most is 3000"),
    "a book": ("a.txt", b"word " * 50_000, "the most is 200000"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_bad_file_is_refused_at_the_field_and_nothing_typed_is_lost(client, visit, what):
    name, content, said = REFUSED[what]

    answer = send(client, visit, name, content)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page[page.index('id="id_file_error"') :]
    assert 'value="An old report"' in page
    assert 'value="Training Office"' in page
    assert '<option value="ru" selected>' in page
    assert SourceText.objects.count() == 0


def test_pasted_text_stays_when_another_field_is_wrong(client, visit):
    answer = send(client, visit, text="What was seen. <b>There</b>.", title="", published_on="yesterday")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "What was seen. &lt;b&gt;There&lt;/b&gt;.</textarea>" in page
    assert 'id="id_title_error"' in page
    assert 'id="id_published_on_error"' in page


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"address": ""}, "text", "Paste the text here, or choose a file below, or give the web address."),
        (
            {"text": " \n ", "address": ""},
            "text",
            "Paste the text here, or choose a file below, or give the web address.",
        ),
        ({"text": "x" * 200_001}, "text", "the most is 200000"),
        ({"text": "One.\x00"}, "text", "Null characters are not allowed."),
        ({"text": "One.", "name": "a.txt", "content": b"Two."}, "file", "Take one of the two."),
    ],
    ids=["nothing", "blank", "long", "null", "both"],
)
def test_text_is_needed_once(client, visit, typed, field, said):
    answer = send(client, visit, **typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page[page.index(f'id="id_{field}_error"') :]


def test_same_text_sent_twice_is_one_source(client, visit):
    answers = [send(client, visit, text=REPORT), send(client, visit, text=REPORT)]

    assert SourceText.objects.count() == 1
    assert answers[0]["Location"] == answers[1]["Location"]


def test_page_of_the_web_is_kept_without_its_text_to_be_cited_as_a_whole(client, visit):
    answer = send(client, visit, title="A press note", address="example.org/note", text="")

    source = SourceText.objects.get()
    page = client.get(answer["Location"]).content.decode()
    assert (source.address, source.text, source.sentences) == ("example.org/note", "", [])
    assert "This source has no text here. It can be cited as a whole." in page
    assert 'name="s" value="0.0"' in page
    assert "without a text, cited as a whole" in client.get("/en/desk/visits/west/sources/").content.decode()


def test_file_is_not_kept(client, visit, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    send(client, visit, "report.docx", docx(*PARAGRAPHS))

    assert list(tmp_path.iterdir()) == []
    assert "the file itself is not kept" in client.get("/en/desk/visits/west/sources/").content.decode()


def test_words_are_deleted_for_good_and_places_stay(client, visit):
    source = SourceTextFactory(visit=visit)

    client.post("/en/desk/visits/west/sources/", {"drop": str(source.uuid)})

    source.refresh_from_db()
    page = client.get(f"/en/desk/visits/west/sources/{source.uuid}/").content.decode()
    assert (source.text, source.sentences) == ("", [3, 3, 4, 3])
    assert "Five officers" not in page
    assert page.count('name="s"') == 13 + 1  # and the whole


def test_source_is_removed_and_again_is_no_error(client, visit):
    source = SourceTextFactory(visit=visit)

    answers = [client.post("/en/desk/visits/west/sources/", {"remove": str(source.uuid)}) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert SourceText.objects.count() == 0
    assert client.post("/en/desk/visits/west/sources/", {"remove": "x"}).status_code == 404


# Markings of secrecy


REASON = "A blank form, released by the owner."


@pytest.mark.parametrize(
    ("name", "content", "typed", "field"),
    [
        ("a.docx", docx("ДСП", *PARAGRAPHS), {}, "file"),
        ("a.pdf", pdf("RESTRICTED", *PARAGRAPHS), {}, "file"),
        ("", b"", {"text": f"Для служебного пользования\n\n{REPORT}"}, "text"),
    ],
    ids=["docx", "pdf", "pasted"],
)
def test_source_with_a_marking_is_taken_for_a_reason_only(client, visit, name, content, typed, field):
    refused = send(client, visit, name, content, **typed)
    taken = send(client, visit, name, content, marking_reason=REASON, **typed)

    form = refused.context["form"]
    assert (refused.status_code, list(form.errors)) == (422, [field])
    assert 'name="marking_reason"' in refused.content.decode()
    source = SourceText.objects.get(visit=visit)
    assert taken["Location"] == f"/en/desk/visits/west/sources/{source.uuid}/"
    entry = Entry.objects.get(act="source.kept_marked")
    assert (entry.object_uuid, entry.detail["reason"]) == (source.uuid, REASON)


def test_source_that_says_red_is_never_taken(client, visit):
    answer = send(client, visit, "a.docx", docx("TLP:RED", *PARAGRAPHS), marking_reason=REASON)

    assert "TLP:RED is for the people in the room only" in answer.context["form"].errors["file"][0]
    assert not SourceText.objects.exists()


def test_field_for_the_reason_is_not_shown_without_a_marking(client, visit):
    assert 'name="marking_reason"' not in client.get("/en/desk/visits/west/sources/").content.decode()
