"""The admin lets no hostile file in, and shows nobody what the markings keep from them."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as PillowImage
from wagtail.models import Collection
from wagtail.permissions import policy_registry
from wagtailmedia.views.media import permission_checker

from content.visibility import handling_of
from core.labels import Label
from media.files.models import Recording, SiteDocument, SiteImage
from tests.factories.content import mark
from tests.factories.files import MP3, PDF, DocumentFactory, ImageFactory, RecordingFactory, picture
from tests.media.files import hostile
from tests.media.files.people import with_image_permissions

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.media.files.addresses")]

MB = 1024 * 1024


@pytest.fixture
def editor(client_of, officer):
    """The browser of an officer of Training PCU East who edits files."""
    return client_of(with_image_permissions(officer))


def upload(content, name, **more):
    """What the form for a new file sends."""
    file = SimpleUploadedFile(name, content)
    return {"title": "New", "file": file, "tags": "", "release_scope": "none"} | more


ADDING = {
    "image": ("wagtailimages:add", (), SiteImage, {}),
    "document": ("wagtaildocs:add", (), SiteDocument, {"kind": "other"}),
    "recording": ("wagtailmedia:add", ("audio",), Recording, {"duration": "0"}),
}

HOSTILE_UPLOADS = {
    "60 MB picture": ("image", "a.jpg", picture() + bytes(60 * MB)),
    "drawing with a script": ("image", "a.svg", hostile.SVG),
    "drawing called PNG": ("image", "a.png", hostile.SVG),
    "program called PNG": ("image", "a.png", hostile.EXE),
    "30,000 x 30,000 pixels": ("image", "a.png", hostile.png_header(30_000, 30_000)),
    "10,000 x 10,000 pixels": ("image", "a.png", hostile.png_header(10_000, 10_000)),
    "PNG of rubbish": ("image", "a.png", b"\x89PNG\r\n\x1a\n" + bytes(range(200))),
    "JPEG of rubbish": ("image", "a.jpg", b"\xff\xd8\xff\xe0" + bytes(300)),
    "WebP of rubbish": ("image", "a.webp", b"RIFF\x10\x00\x00\x00WEBPVP8 " + bytes(40)),
    "half a JPEG": ("image", "a.jpg", picture(size=(400, 400))[:-500]),
    "endless comment": ("image", "a.png", hostile.png_with_endless_text()),
    "60 MB document": ("document", "a.pdf", PDF + bytes(60 * MB)),
    "program called PDF": ("document", "a.pdf", hostile.EXE),
    "drawing as document": ("document", "a.svg", hostile.SVG),
    "macros": ("document", "a.docx", hostile.DOCUMENTS["macros in a docx"][1]),
    "bomb": ("document", "a.docx", hostile.bomb()),
    "program called mp3": ("recording", "a.mp3", hostile.EXE),
    "web page called mp3": ("recording", "a.mp3", hostile.HTML),
}


@pytest.mark.parametrize(("kind", "name", "content"), HOSTILE_UPLOADS.values(), ids=HOSTILE_UPLOADS)
def test_hostile_upload_is_an_error_at_the_field(kind, name, content, editor):
    view, arguments, model, more = ADDING[kind]

    answer = editor.post(reverse(view, args=arguments), upload(content, name, **more))

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["file"]
    assert model.objects.count() == 0


@pytest.mark.parametrize("name", ["drawing called PNG", "PNG of rubbish", "half a JPEG"])
def test_hostile_upload_of_many_is_an_error_too(name, editor):
    _kind, file, content = HOSTILE_UPLOADS[name]

    sent = {"files[]": SimpleUploadedFile(file, content), "collection": Collection.get_first_root_node().pk}
    answer = editor.post(reverse("wagtailimages:add_multiple"), {"title": "New"} | sent)

    assert json.loads(answer.content)["success"] is False


def test_hostile_thumbnail_is_an_error_at_the_field(editor):
    thumbnail = SimpleUploadedFile("a.png", hostile.HTML)

    sent = upload(MP3, "a.mp3", duration="0", thumbnail=thumbnail)
    answer = editor.post(reverse("wagtailmedia:add", args=("audio",)), sent)

    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["thumbnail"])


GOOD_UPLOADS = {
    "image": ("a.jpg", picture(size=(3000, 30))),
    "document": ("a.pdf", PDF),
    "recording": ("a.mp3", MP3),
}


@pytest.mark.parametrize("kind", GOOD_UPLOADS)
def test_good_upload_is_kept_and_belongs_to_the_unit(kind, editor, pcu_east):
    name, content = GOOD_UPLOADS[kind]
    view, arguments, model, more = ADDING[kind]

    answer = editor.post(reverse(view, args=arguments), upload(content, name, **more))

    assert answer.status_code == 302
    kept = model.objects.get()
    assert (handling_of(kept).owner, handling_of(kept).label) == (pcu_east, "TLP:GREEN")
    with kept.file.open() as file:
        assert len(file.read()) == getattr(kept, "file_size", len(content))


def test_upload_by_the_admin_is_a_master(editor):
    editor.post(reverse("wagtailimages:add"), upload(picture(size=(3000, 30)), "a.jpg"))

    image = SiteImage.objects.get()
    assert (image.width, image.height, PillowImage.open(image.file).size) == (2560, 26, (2560, 26))
    assert (image.file_size, len(image.checksum)) == (image.file.size, 64)


def test_replaced_picture_has_another_name_and_no_old_rendition(editor, officer, pcu_east):
    image = ImageFactory(uploaded_by_user=officer)
    image.get_rendition("width-32")
    before = image.file.name

    sent = upload(picture(size=(99, 9)), "picture.jpg")
    answer = editor.post(reverse("wagtailimages:edit", args=(image.pk,)), sent)

    image = SiteImage.objects.get()
    assert (answer.status_code, image.file.name != before, image.width) == (302, True, 99)
    assert [image.renditions.count(), image.file.storage.exists(before)] == [0, False]


def test_editing_the_words_needs_no_new_file(editor, officer):
    document = DocumentFactory(uploaded_by_user=officer)

    answer = editor.post(
        reverse("wagtaildocs:edit", args=(document.pk,)), {"title": "Seals", "kind": "procedure", "tags": ""}
    )

    assert (answer.status_code, SiteDocument.objects.get().title) == (302, "Seals")


# What the markings keep


@pytest.fixture
def secret(border_post_west):
    """One file of each kind, AMBER and of Training Border Post West, and one for all members."""
    files = {
        "image": ImageFactory(title="Hidden seal"),
        "document": DocumentFactory(title="Hidden procedure"),
        "recording": RecordingFactory(title="Hidden briefing"),
    }
    for file in files.values():
        mark(file, Label.AMBER, owner=border_post_west)
    ImageFactory(title="Open picture")
    DocumentFactory(title="Open document")
    RecordingFactory(title="Open recording")
    return files


LISTS = [
    ("wagtailimages:index", {}, "Open picture"),
    ("wagtailimages:index", {"q": "seal"}, None),
    ("wagtailimages_chooser:choose", {}, "Open picture"),
    ("wagtailimages_chooser:choose_results", {"q": "hidden"}, None),
    ("wagtaildocs:index", {}, "Open document"),
    ("wagtaildocs:index", {"q": "procedure"}, None),
    ("wagtaildocs_chooser:choose", {}, "Open document"),
    ("wagtaildocs_chooser:choose_results", {"q": "hidden"}, None),
    ("wagtailmedia:index", {}, "Open recording"),
    ("wagtailmedia:index", {"q": "briefing"}, None),
    ("wagtailmedia:chooser", {}, "Open recording"),
    ("wagtailmedia:chooser", {"q": "hidden"}, None),
]


@pytest.mark.parametrize(("view", "query", "shown"), LISTS)
def test_lists_and_choosers_keep_hidden_files_hidden(view, query, shown, editor, secret):
    answer = editor.get(reverse(view), query)

    text = answer.content.decode()
    assert (answer.status_code, "Hidden" in text) == (200, False)
    assert shown is None or shown in text


@pytest.fixture
def owner(client_of, organiser):
    """The browser of somebody of Training Border Post West who edits files."""
    return client_of(with_image_permissions(organiser))


@pytest.mark.parametrize(("view", "query", "shown"), LISTS)
def test_owner_finds_them_in_the_same_lists(view, query, shown, owner, secret):
    assert "Hidden" in owner.get(reverse(view), query).content.decode()


PAGES = [
    ("wagtailimages:edit", "image"),
    ("wagtailimages:delete", "image"),
    ("wagtailimages:image_usage", "image"),
    ("wagtailimages_chooser:chosen", "image"),
    ("wagtailimages_chooser:select_format", "image"),
    ("wagtaildocs:edit", "document"),
    ("wagtaildocs:delete", "document"),
    ("wagtaildocs:document_usage", "document"),
    ("wagtaildocs_chooser:chosen", "document"),
    ("wagtailmedia:edit", "recording"),
    ("wagtailmedia:delete", "recording"),
    ("wagtailmedia:media_usage", "recording"),
    ("wagtailmedia:media_chosen", "recording"),
]


@pytest.mark.parametrize(("view", "kind"), PAGES)
def test_no_page_about_a_hidden_file_opens(view, kind, editor, secret):
    answer = editor.get(reverse(view, args=(secret[kind].pk,)))

    assert (answer.status_code, answer.get("Location")) in {(302, "/admin/"), (403, None)}


@pytest.mark.parametrize(("view", "kind"), PAGES)
def test_owner_opens_the_same_pages(view, kind, owner, secret):
    assert owner.get(reverse(view, args=(secret[kind].pk,))).status_code == 200


def test_preview_of_a_hidden_image_is_refused(editor, secret):
    answer = editor.get(reverse("wagtailimages:preview", args=(secret["image"].pk, "width-32")))

    assert (answer.status_code, answer.get("Content-Type", "").startswith("image/")) == (302, False)


def test_several_are_not_chosen_by_their_numbers(editor, secret):
    answer = editor.get(reverse("wagtailimages_chooser:chosen_multiple"), {"id": [secret["image"].pk]})

    assert json.loads(answer.content)["result"] == []


def test_bulk_deletion_passes_hidden_files_by(editor, secret):
    editor.post(f"/admin/bulk/files/siteimage/delete/?id={secret['image'].pk}&next=/admin/images/")

    assert SiteImage.objects.filter(title="Hidden seal").exists()


@pytest.mark.parametrize("kind", ["image", "document", "recording"])
def test_hidden_file_is_not_changed_by_a_post(kind, editor, secret):
    view = ADDING[kind][0].replace("add", "edit")
    changed = {"title": "Mine now", "tags": "", "release_scope": "none"} | ADDING[kind][3]

    editor.post(reverse(view, args=(secret[kind].pk,)), changed)

    assert type(secret[kind]).objects.get(pk=secret[kind].pk).title.startswith("Hidden")


@pytest.mark.parametrize("model", [SiteImage, SiteDocument, Recording])
def test_superuser_passes(model, administrator, secret):
    policy = policy_registry.get_by_type(model)

    assert policy.instances_user_has_permission_for(administrator, "change").count() == 2


def test_wagtailmedia_asks_the_registry():
    assert permission_checker.policy is policy_registry.get_by_type(Recording)


def test_wagtails_own_view_of_documents_is_not_there(editor):
    document = DocumentFactory()

    assert editor.get(f"/documents/{document.pk}/procedure.pdf").status_code == 404
