"""Who gets a file, and what goes with it."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from accounts.viewer import Viewer
from core.labels import Label
from media.files.views import deliver
from tests.factories.content import mark
from tests.factories.files import PDF, DocumentFactory, ImageFactory
from tests.media.files.delivered import (
    FOR_ONE,
    PUBLIC,
    a_document,
    a_recording,
    a_rendition,
    a_thumbnail,
    address_of,
    thing_of,
)
from tests.media.files.people import with_image_permissions

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.media.files.addresses")]

LABELS = {"CLEAR": Label.CLEAR, "GREEN": Label.GREEN, "AMBER": Label.AMBER, "STRICT": Label.AMBER_STRICT}


@pytest.fixture
def everybody(client_of, stranger, staff, organiser, officer):
    """The browsers of a stranger, of programme staff, and of a member of either unit."""
    return [client_of(person) for person in (stranger, staff, organiser, officer)]


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
def test_who_gets_what(make, label, expected, everybody, pcu_east, border_post_west):
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

    addresses = (old, address_of(document))
    assert [client_of(officer).get(address).status_code for address in addresses] == [404, 200]


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


@pytest.mark.parametrize(("name", "content", "number"), [("a.txt", b"text", 3), ("a.pdf", PDF, 6)])
def test_number_of_queries_is_that_of_one_file(name, content, number, count_queries, pcu_east):
    """A stamped copy asks for the organisation of its reader too."""
    files = [DocumentFactory(name=name, content=content) for _ in range(3)]
    mark(files[0], Label.AMBER, shared_with=[pcu_east])
    member = Viewer(organisations=frozenset({pcu_east.pk}), lineage=frozenset({pcu_east.pk}))

    with count_queries() as counted:
        deliver(request_for("/", viewer=member), 2, files[0].file.name)

    assert counted.number == number
