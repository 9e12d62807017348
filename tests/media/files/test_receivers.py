"""Marking, caches and the disk follow the rows."""

import pytest

from content.handling import Handling
from content.signals import content_changed
from content.visibility import handling_of
from media.files.models import SiteImage
from tests.factories.accounts import PersonFactory
from tests.factories.files import DocumentFactory, ImageFactory, RecordingFactory, picture

pytestmark = pytest.mark.django_db

KINDS = [
    (ImageFactory, "files.siteimage"),
    (DocumentFactory, "files.sitedocument"),
    (RecordingFactory, "files.recording"),
]


@pytest.fixture
def changes():
    """The kinds of which `content_changed` spoke."""
    seen = []

    def listen(sender, key, kind, **kwargs):
        seen.append((kind, key))

    content_changed.connect(listen)
    yield seen
    content_changed.disconnect(listen)


@pytest.mark.parametrize(("factory", "kind"), KINDS)
def test_new_file_is_for_members_and_of_the_organisation_of_who_brought_it(factory, kind, officer, pcu_east):
    file = factory(uploaded_by_user=officer, title="Seals")

    handling = handling_of(file)

    assert (handling.kind, handling.title, handling.label) == (kind, "Seals", "TLP:GREEN")
    assert (handling.owner, handling.version, handling.key) == (pcu_east, 1, file.uuid)


@pytest.mark.parametrize("uploader", [lambda: None, PersonFactory], ids=["nobody", "member of nothing"])
def test_file_of_somebody_without_organisation_has_no_owner(uploader):
    assert handling_of(ImageFactory(uploaded_by_user=uploader())).owner is None


@pytest.mark.parametrize(("factory", "kind"), KINDS)
def test_every_save_and_the_deletion_change_the_content(factory, kind, changes):
    file = factory()
    key = file.uuid
    file.save()
    file.delete()

    assert changes == [(kind, key)] * 3


@pytest.mark.parametrize(("factory", "kind"), KINDS)
def test_deleted_row_takes_its_marking_and_its_file_along(factory, kind, django_capture_on_commit_callbacks):
    file, other = factory(), factory()
    stored = [(row.file.storage, row.file.name) for row in (file, other)]

    with django_capture_on_commit_callbacks(execute=True):
        file.delete()

    assert list(Handling.objects.values_list("key", flat=True)) == [other.uuid]
    assert [storage.exists(name) for storage, name in stored] == [False, True]


def test_deleted_image_takes_its_renditions_along(django_capture_on_commit_callbacks):
    image = ImageFactory()
    rendition = image.get_rendition("width-32")
    storage, name = rendition.file.storage, rendition.file.name
    assert storage.exists(name)

    with django_capture_on_commit_callbacks(execute=True):
        image.delete()

    assert not storage.exists(name)


def test_sizes_of_figures_are_made_before_anybody_asks(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ImageFactory(content=picture(size=(1400, 700)))

    renditions = SiteImage.objects.get().renditions.order_by("width")
    assert [(made.width, made.height, made.file.name[-5:]) for made in renditions] == [
        (480, 240, ".webp"),
        (800, 400, ".webp"),
        (1280, 640, ".webp"),
    ]
