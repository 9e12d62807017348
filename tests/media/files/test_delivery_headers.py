"""What goes with a file: headers, parts of it, and names that lead nowhere."""

import pytest

from content.handling import Handling
from core.labels import Label
from media.files.delivery import Span, Unsatisfiable, span_asked_for
from tests.factories.content import mark
from tests.factories.files import MP3, DocumentFactory, RecordingFactory
from tests.media.files.delivered import (
    FOR_ONE,
    PUBLIC,
    a_document,
    a_recording,
    a_rendition,
    address_of,
    thing_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.media.files.addresses")]


# Headers


def headers(answer, *names):
    return [answer.get(name) for name in names]


SAFETY = ("Content-Type", "Content-Disposition", "X-Content-Type-Options", "Content-Security-Policy")
SANDBOX = "default-src 'none'; sandbox"
FOR_PDF = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'"


@pytest.mark.parametrize(
    ("make", "content_type", "disposition", "policy"),
    [
        (a_document, "application/pdf", "inline", FOR_PDF),
        (lambda: DocumentFactory(name="a.txt", content=b"text"), "text/plain", "attachment", SANDBOX),
        (a_rendition, "image/jpeg", "inline", SANDBOX),
        (a_recording, "audio/mpeg", "inline", SANDBOX),
    ],
)
def test_headers_leave_nothing_to_run(make, content_type, disposition, policy, client):
    file = make()
    mark(thing_of(file), Label.CLEAR)

    answer = client.get(address_of(file))

    name = file.file.name.partition("/")[2]
    assert headers(answer, *SAFETY) == [content_type, f'{disposition}; filename="{name}"', "nosniff", policy]


def test_name_of_a_download_may_be_of_any_script(client_of, stranger):
    document = DocumentFactory(name="порядок.csv", content=b"a;b")
    mark(document, Label.CLEAR)

    answer = client_of(stranger).get(address_of(document))

    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"a;b")
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%D0%BF")


def test_known_file_is_not_sent_again(client_of, stranger):
    document = DocumentFactory()
    mark(document, Label.CLEAR)
    first = client_of(stranger).get(address_of(document))

    again = client_of(stranger).get(address_of(document), headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Cache-Control"] == PUBLIC


def test_compressed_files_are_not_compressed_again(client_of, stranger):
    recording, text = RecordingFactory(), DocumentFactory(name="a.txt", content=b"words " * 500)
    mark(recording, Label.CLEAR)
    mark(text, Label.CLEAR)

    zipped = {"Accept-Encoding": "gzip"}
    answers = [client_of(stranger).get(address_of(file), headers=zipped) for file in (recording, text)]

    assert [answer["Content-Encoding"] for answer in answers] == ["identity", "gzip"]
    assert answers[0]["Content-Length"] == str(len(MP3))


def test_head_says_what_would_come(client_of, stranger):
    recording = RecordingFactory()
    mark(recording, Label.CLEAR)

    answer = client_of(stranger).head(address_of(recording))

    assert (answer.status_code, answer.content) == (200, b"")
    assert headers(answer, "Content-Length", "Accept-Ranges") == [str(len(MP3)), "bytes"]


def test_nothing_is_changed_here(client_of, stranger):
    document = DocumentFactory()
    mark(document, Label.CLEAR)

    assert client_of(stranger).post(address_of(document)).status_code == 405


# Parts


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("bytes=0-9", Span(0, 10)),
        ("bytes=5-5", Span(5, 1)),
        ("bytes=90-", Span(90, 10)),
        ("bytes=-10", Span(90, 10)),
        ("bytes=-1000", Span(0, 100)),
        ("bytes=50-1000", Span(50, 50)),
        (" bytes=0-0 ", Span(0, 1)),
        (None, None),
        ("", None),
        ("bytes=", None),
        ("bytes=-", None),
        ("bytes=9-5", None),
        ("bytes=0-1,5-6", None),
        ("lines=1-2", None),
        ("bytes=a-b", None),
        ("bytes=" + "9" * 5000 + "-", None),
    ],
)
def test_span_asked_for(header, span):
    assert span_asked_for(header, 100) == span


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_span_behind_the_end_cannot_be_given(header):
    with pytest.raises(Unsatisfiable):
        span_asked_for(header, 100)


def test_part_of_a_recording(client_of, stranger):
    recording = RecordingFactory()
    mark(recording, Label.CLEAR)

    answer = client_of(stranger).get(address_of(recording), headers={"Range": "bytes=2-5"})

    assert (answer.status_code, b"".join(answer.streaming_content)) == (206, MP3[2:6])
    assert headers(answer, "Content-Range", "Content-Length") == [f"bytes 2-5/{len(MP3)}", "4"]


def test_part_behind_the_end(client_of, stranger):
    recording = RecordingFactory()
    mark(recording, Label.CLEAR)

    answer = client_of(stranger).get(address_of(recording), headers={"Range": f"bytes={len(MP3)}-"})

    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{len(MP3)}")


def test_download_goes_on_only_with_the_same_file(client_of, stranger):
    recording = RecordingFactory()
    mark(recording, Label.CLEAR)
    etag = client_of(stranger).get(address_of(recording))["ETag"]

    going_on = [{"Range": "bytes=5-", "If-Range": tag} for tag in (etag, '"another"')]
    statuses = [client_of(stranger).get(address_of(recording), headers=more).status_code for more in going_on]

    assert statuses == [206, 200]


# Names that lead nowhere


@pytest.mark.parametrize(
    "name",
    [
        "documents/../../../etc/passwd",
        "documents/..%2f..%2fetc/passwd",
        "../corridor.sqlite3",
        "documents/a%00.pdf",
        "documents/" + "a" * 10_000,
        "documents/%ff%fe.pdf",
        "documents/",
        "documents/no.pdf",
        "nowhere/procedure.pdf",
    ],
)
def test_name_that_leads_nowhere_is_404(name, client_of, stranger):
    answer = client_of(stranger).get(f"/uploads/1/{name}")

    assert (answer.status_code, answer["Cache-Control"]) == (404, FOR_ONE)


def test_name_with_a_header_in_it_is_404(client):
    assert client.get("/uploads/1/documents/%0d%0aSet-Cookie:a=b").status_code == 404


@pytest.mark.parametrize("version", ["0", "1", "99", "9" * 5000, "-1", "x"])
def test_version_that_is_not_the_current_one_is_404(version, client_of, stranger):
    document = DocumentFactory()
    mark(document, Label.CLEAR)

    assert client_of(stranger).get(f"/uploads/{version}/{document.file.name}").status_code == 404


def test_address_of_the_bare_storage_leads_nowhere(client_of, administrator):
    document = DocumentFactory()

    assert client_of(administrator).get(document.file.storage.url(document.file.name)).status_code == 404


def test_file_that_is_lost_on_the_disk_is_404(client_of, stranger):
    document = DocumentFactory()
    mark(document, Label.CLEAR)
    document.file.storage.delete(document.file.name)

    assert client_of(stranger).get(address_of(document)).status_code == 404


def test_file_without_marking_is_nobodys(client_of, administrator):
    document = DocumentFactory()
    Handling.objects.all().delete()

    addresses = [f"/uploads/{version}/{document.file.name}" for version in (0, 1)]
    assert [client_of(administrator).get(address).status_code for address in addresses] == [404, 404]
