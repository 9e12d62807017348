"""The words of a document: read by a job, whatever the file is, and found by the search."""

import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.demonstration import DemoFolder
from home.management.commands.load_demo import FOLDER
from jobs.models import Job
from media.files.inspection.words import MOST_WORDS, words_in
from media.files.models import SiteDocument
from media.library.search_kinds import resources_to_find
from tests.factories.content import in_russian, language
from tests.factories.files import PDF, DocumentFactory, archive, opendocument, openxml
from tests.factories.library import ResourceFactory

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PROSE = f'<w:document xmlns:w="{W}"><w:p><w:t>Two gauge </w:t><w:t>breaks</w:t></w:p><w:p><w:t>Шов</w:t></w:p>'


def docx(text):
    return openxml(**{"word/document.xml": text.encode()})


def read(content, name):
    return words_in(io.BytesIO(content), name)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", docx(PROSE + "</w:document>"), "Two gauge breaks\nШов"),
        ("a.docx", docx(PROSE), "Two gauge breaks\nШов"),
        ("a.DOCX", docx(PROSE + "</w:document>"), "Two gauge breaks\nШов"),
        (
            "a.odt",
            opendocument(**{"content.xml": b'<o xmlns:t="t"><t:p>A <t:b>bold</t:b> word</t:p></o>'}),
            "A bold word",
        ),
        ("a.txt", "Пломба\n\n цела ".encode(), "Пломба\nцела"),
        ("a.txt", "Пломба цела".encode("cp1251"), "Пломба цела"),
        ("a.csv", "\ufeffa;b\n1;2".encode(), "a;b\n1;2"),
        ("a.xlsx", openxml("xlsx"), ""),
        ("a.pdf", PDF, ""),
        ("a.pdf", b"%PDF-1.4\n" + bytes(range(256)) * 20 + b"%%EOF", ""),
        ("a.docx", b"PK\x03\x04 and no more", ""),
        ("a.docx", archive({"other.xml": b"<a/>"}), ""),
        ("a.docx", docx('<!DOCTYPE a [<!ENTITY x "boom">]><a>&x;</a>'), ""),
        ("a.txt", b"\x00a\x00", "a"),
        ("a", b"words", ""),
    ],
)
def test_words_of_a_file_are_read_or_it_has_none(name, content, words):
    assert read(content, name) == words


@pytest.mark.parametrize("name", ["report", "card"])
@pytest.mark.parametrize("code", ["en", "ru"])
def test_words_of_the_files_of_the_demonstration_are_those_of_their_texts(name, code):
    text = DemoFolder(FOLDER, say=str).read(f"library/{name}.{code}.yaml")

    words = read((FOLDER / "library" / text["file"]).read_bytes(), text["file"])

    wanted = [part["heading"] for part in text["sheet"].get("parts", [])] + [text["sheet"]["title"]]
    assert [line for line in wanted if line not in words] == []


def test_words_end_somewhere():
    assert len(read(b"word " * MOST_WORDS, "a.txt")) <= MOST_WORDS


def test_document_of_blanks_that_unpacks_to_much_is_soon_done():
    begun = time.monotonic()

    read(docx(PROSE + " " * 60_000_000 + "</w:document>"), "a.docx")

    assert time.monotonic() - begun < 20


@given(st.binary(max_size=400), st.sampled_from(["a.pdf", "a.docx", "a.odt", "a.txt"]))
def test_no_bytes_make_it_fail(content, name):
    assert "\x00" not in read(content, name)


# The job


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """`with committed(): ...`: what waits for the end of the transaction is done at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.mark.django_db
def test_new_document_is_read_by_a_job_once(committed, officer):
    with committed():
        document = DocumentFactory(name="a.txt", content=b"Seal holds.", uploaded_by_user=officer)
    with committed():
        SiteDocument.objects.get(pk=document.pk).save()

    job = Job.objects.get()
    assert SiteDocument.objects.get().extracted_text == "Seal holds."
    assert (job.kind, job.state, job.owner_uuid) == ("extract_words", "done", officer.uuid)
    assert job.result["characters"] == len("Seal holds.")


@pytest.mark.django_db
def test_same_file_of_another_document_is_read_as_well(committed):
    with committed():
        for _document in range(2):
            DocumentFactory(name="a.txt", content=b"Seal holds.")

    assert set(SiteDocument.objects.values_list("extracted_text", flat=True)) == {"Seal holds."}


@pytest.mark.django_db
def test_document_deleted_before_the_job_leaves_no_job_behind(committed):
    with committed():
        DocumentFactory(name="a.txt", content=b"Seal holds.").delete()

    assert list(Job.objects.all()) == []


@pytest.mark.django_db
def test_editor_says_which_file_has_no_text(client_of, administrator, library, committed):
    with committed():
        scan, text = DocumentFactory(title="Scan"), DocumentFactory(title="Text", name="a.txt", content=b"Words.")
    page = ResourceFactory(parent=library, documents=[scan, text])

    form = client_of(administrator).get(f"/admin/pages/{page.pk}/edit/").content.decode()

    assert "<p>Scan: <strong>no text was found in this file.</strong>" in form
    assert "<p>Text: 6 characters were read" in form


# The search


@pytest.mark.django_db
def test_search_finds_a_resource_by_the_words_of_its_files_in_its_language(library, committed):
    with committed():
        files = [
            DocumentFactory(name="a.txt", content=words.encode(), language=code)
            for code, words in (("en", "kingfisher"), ("ru", "зимородок"), ("", "halcyon"))
        ]
    page = ResourceFactory(parent=library, title="Birds", documents=files)
    in_russian(page, title="Птицы")
    ResourceFactory(parent=library, title="Other").copy_for_translation(language("ru"), alias=True)

    found = {(entry.language, entry.title): entry for entry in resources_to_find(None)}

    assert set(found) == {("en", "Birds"), ("ru", "Птицы"), ("en", "Other")}
    words = {code: entry.text for (code, title), entry in found.items() if title != "Other"}
    assert ["kingfisher" in words["en"], "зимородок" in words["en"], "halcyon" in words["en"]] == [True, False, True]
    assert ["kingfisher" in words["ru"], "зимородок" in words["ru"], "halcyon" in words["ru"]] == [False, True, True]
    assert [entry.language for entry in resources_to_find({page.translation_key})] == ["en", "ru"]


@pytest.mark.django_db
def test_search_is_told_of_the_resource_when_words_are_read(library, django_capture_on_commit_callbacks):
    from content.signals import content_changed

    told = []

    def listen(sender, key, kind, **kwargs):
        told.append((kind, key))

    content_changed.connect(listen)
    with django_capture_on_commit_callbacks(execute=True):
        document = DocumentFactory(name="a.txt", content=b"Seal holds.")
        page = ResourceFactory(parent=library, documents=[document])
        told.clear()
    content_changed.disconnect(listen)

    assert ("library.resourcepage", page.translation_key) in told


@pytest.mark.django_db
def test_search_asks_the_same_for_one_and_for_three(library, count_queries):
    asked = []
    for more in (1, 2):
        for _resource in range(more):
            ResourceFactory(parent=library, documents=[DocumentFactory()])
        list(resources_to_find(None))  # the roots of the site are found once
        with count_queries() as counted:
            list(resources_to_find(None))
        asked.append(counted.number)

    assert asked[0] == asked[1]
