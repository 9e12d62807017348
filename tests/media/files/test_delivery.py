"""Who gets a file, and what goes with it."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import RequestFactory
from django.utils import timezone

from accounts.viewer import Viewer
from content.handling import Handling
from core.labels import Label
from media.files.delivery import Span, Unsatisfiable, span_asked_for
from media.files.views import deliver
from tests.factories.content import mark
from tests.factories.files import MP3, DocumentFactory, ImageFactory, RecordingFactory, picture
from tests.media.files.people import with_image_permissions

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.media.files.addresses")]

PUBLIC, FOR_ONE = "public, max-age=86400", "private, no-store"
LABELS = {"CLEAR": Label.CLEAR, "GREEN": Label.GREEN, "AMBER": Label.AMBER, "STRICT": Label.AMBER_STRICT}


@pytest.fixture
def everybody(client_of, stranger, staff, organiser, officer):
    """The browsers of a stranger, of programme staff, and of a member of either unit."""
    return [client_of(person) for person in (stranger, staff, organiser, officer)]


def a_document():
    return DocumentFactory()


def a_recording():
    return RecordingFactory()


def a_rendition():
    return ImageFactory().get_rendition("width-32")


def a_thumbnail():
    return RecordingFactory(thumbnail=ContentFile(picture(), name="a.jpg"))


def thing_of(file):
    return getattr(file, "image", file)


def address_of(file, part="url"):
    """The address now: a marking makes a new one."""
    fresh = type(file).objects.get(pk=file.pk)
    return fresh.thumbnail.url if part == "thumbnail" else fresh.url


@pytest.mark.parametrize("make", [a_document, a_recording, a_rendition, a_thumbnail])
@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("CLEAR", [PUBLIC, PUBLIC, PUBLIC, PUBLIC]),
        ("GREEN", [None, FOR_ONE, FOR_ONE, FOR_ONE]),
        ("AMBER", [None, None, FOR_ONE, FOR_ONE]),
        ("STRICT", [None, None, FOR_ONE, FOR_ONE]),
    ],
)
def test_who_gets_what(make, label, expected, everybody, pcu_east, border_post_west):  # noqa: PLR0917 -- fixtures
    """Expected for a stranger, a member of neither, a member it is shared with, a member of the owner."""
    file = make()
    mark(thing_of(file), LABELS[label], owner=pcu_east, shared_with=[border_post_west])
    address = address_of(file, "thumbnail" if make is a_thumbnail else "url")

    answers = [browser.get(address) for browser in everybody]

    assert [answer.status_code for answer in answers] == [200 if cache else 404 for cache in expected]
    assert [answer["Cache-Control"] for answer in answers] == [cache or FOR_ONE for cache in expected]


def test_sharing_with_an_office_reaches_its_units_unless_strict(client_of, officer, programme_office):
    document = DocumentFactory()
    mark(document, Label.AMBER, shared_with=[programme_office])
    assert client_of(officer).get(address_of(document)).status_code == 200

    mark(document, Label.AMBER_STRICT, shared_with=[programme_office])

    assert client_of(officer).get(address_of(document)).status_code == 404


def test_marking_makes_the_old_address_404_and_a_new_one(client_of, officer, pcu_east):
    document = DocumentFactory()
    old = address_of(document)
    assert client_of(officer).get(old).status_code == 200

    mark(document, Label.GREEN, owner=pcu_east)

    assert [client_of(officer).get(address).status_code for address in (old, address_of(document))] == [404, 200]


def test_file_under_embargo_is_its_owners_alone_and_kept_by_no_cache(client_of, stranger, officer, pcu_east):
    document = DocumentFactory()
    mark(document, Label.CLEAR, owner=pcu_east, embargo_until=timezone.now() + timedelta(days=1))
    address = address_of(document)

    assert client_of(stranger).get(address).status_code == 404
    assert client_of(officer).get(address)["Cache-Control"] == FOR_ONE


def test_public_file_is_kept_no_longer_than_it_is_public(client_of, stranger):
    document = DocumentFactory()
    mark(document, Label.CLEAR, expires_at=timezone.now() + timedelta(minutes=10))

    kept = client_of(stranger).get(address_of(document))["Cache-Control"]

    assert kept in {f"public, max-age={seconds}" for seconds in range(590, 601)}


# Release


@pytest.mark.parametrize(
    ("scope", "expected"),
    [("none", [404, 404, 404, 200]), ("members", [404, 200, 200, 200]), ("public", [200, 200, 200, 200])],
)
def test_recognisable_persons_are_shown_as_far_as_they_agreed(scope, expected, everybody, pcu_east):
    image = ImageFactory(recognisable_persons=True, release_scope=scope)
    mark(image, Label.CLEAR, owner=pcu_east)
    address = address_of(image.get_rendition("width-32"))

    assert [browser.get(address).status_code for browser in everybody] == expected


def test_ended_release_takes_the_renditions_from_everybody(everybody, pcu_east):
    yesterday = timezone.localdate() - timedelta(days=1)
    image = ImageFactory(release_expires=yesterday)
    mark(image, Label.CLEAR, owner=pcu_east)
    address = address_of(image.get_rendition("width-32"))

    assert [browser.get(address).status_code for browser in everybody] == [404, 404, 404, 404]


def test_last_day_of_a_release_is_still_a_day(client_of, stranger):
    image = ImageFactory(release_expires=timezone.localdate())
    mark(image, Label.CLEAR)

    answer = client_of(stranger).get(address_of(image.get_rendition("width-32")))

    assert (answer.status_code, answer["Cache-Control"].startswith("public, max-age=")) == (200, True)
    assert int(answer["Cache-Control"].partition("=")[2]) <= 86_400


def test_original_goes_to_its_editors_only(client_of, stranger, officer, organiser, pcu_east):
    image = ImageFactory()
    mark(image, Label.CLEAR, owner=pcu_east)
    editor = with_image_permissions(organiser)

    answers = [client_of(person).get(address_of(image)) for person in (stranger, officer, editor)]

    assert [answer.status_code for answer in answers] == [404, 404, 200]
    assert answers[2]["Cache-Control"] == FOR_ONE


def test_original_of_an_ended_release_goes_to_editors_of_its_owner(client_of, officer, organiser, pcu_east):
    image = ImageFactory(release_expires=timezone.localdate() - timedelta(days=1))
    mark(image, Label.CLEAR, owner=pcu_east)
    editors = [with_image_permissions(person) for person in (officer, organiser)]

    assert [client_of(editor).get(address_of(image)).status_code for editor in editors] == [200, 404]


# Nobody is asked


class NobodyAsks:
    def __getattr__(self, name):
        raise AssertionError(f"request.{name} was touched")


def request_for(address, **parts):
    request = RequestFactory().get(address)
    for name, part in parts.items():
        setattr(request, name, part)
    return request


@pytest.mark.parametrize("make", [a_document, a_rendition])
def test_clear_file_is_handed_out_without_asking_who_is_there(make, count_queries):
    file = make()
    mark(thing_of(file), Label.CLEAR)
    untouchable = {"viewer": NobodyAsks(), "user": NobodyAsks(), "session": NobodyAsks()}

    with count_queries() as counted:
        answer = deliver(request_for("/", **untouchable), 2, file.file.name)

    assert (answer.status_code, answer.get("Vary"), counted.number) == (200, None, 2)


def test_number_of_queries_is_that_of_one_file(count_queries, pcu_east):
    files = [DocumentFactory() for _ in range(3)]
    mark(files[0], Label.AMBER, shared_with=[pcu_east])
    member = Viewer(organisations=frozenset({pcu_east.pk}), lineage=frozenset({pcu_east.pk}))

    with count_queries() as counted:
        deliver(request_for("/", viewer=member), 2, files[0].file.name)

    assert counted.number == 3


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

    expected = [content_type, f'{disposition}; filename="{file.file.name.partition("/")[2]}"', "nosniff", policy]
    assert headers(answer, *SAFETY) == expected


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

    statuses = [
        client_of(stranger).get(address_of(recording), headers={"Range": "bytes=5-", "If-Range": tag}).status_code
        for tag in (etag, '"another"')
    ]

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
