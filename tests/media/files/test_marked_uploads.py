"""A file that carries a marking of secrecy is not taken, unless for a reason that is kept and logged; RED never."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as PillowImage
from PIL.PngImagePlugin import PngInfo

from audit.models import Entry
from media.files.choices import MarkingCheck
from media.files.inspection.fronts import look_at
from media.files.models import SiteDocument, SiteImage
from tests.factories.files import DocumentFactory, picture
from tests.media.files.people import with_image_permissions
from tests.media.files.stamped import FREE, MARKED, docx_with_header, pdf
from tests.visits.records.papers import SCANNED, docx

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.media.files.addresses")]

REASON = "A blank form, released by the owner."
SECRET = docx_with_header("Секретно")


@pytest.fixture
def editor(client_of, officer):
    return client_of(with_image_permissions(officer))


def add(editor, name, content, *, kind="document", reason="", follow=False):
    file = SimpleUploadedFile(name, content)
    sent = {"title": "New", "file": file, "tags": "", "release_scope": "none", "kind": "other"}
    view = {"document": "wagtaildocs:add", "image": "wagtailimages:add"}[kind]
    return editor.post(reverse(view), sent | {"marking_reason": reason}, follow=follow)


@pytest.mark.parametrize(("name", "content"), MARKED.values(), ids=MARKED)
def test_marking_is_found_where_offices_put_it(name, content):
    seen = look_at(ContentFile(content), name)

    assert seen.marking is not None
    assert seen.readable


@pytest.mark.parametrize(("name", "content"), FREE.values(), ids=FREE)
def test_words_of_a_text_are_no_marking(name, content):
    assert look_at(ContentFile(content), name).marking is None


def test_marked_document_is_an_error_at_the_field_that_says_what_was_found(editor):
    answer = add(editor, "a.docx", SECRET)

    form = answer.context["form"]
    assert list(form.errors) == ["file"]
    assert "This file says “Секретно”." in form.errors["file"][0]
    assert "why it may be kept here" in answer.content.decode().lower()
    assert not SiteDocument.objects.exists()


def test_with_a_reason_it_is_kept_and_who_gave_it_is_logged(editor, officer):
    add(editor, "a.docx", SECRET, reason=REASON)

    document = SiteDocument.objects.get()
    entry = Entry.objects.get(act="file.kept_marked")
    assert (document.marking_check, document.marking_found) == (MarkingCheck.KEPT, "Секретно")
    assert document.marking_reason == REASON
    assert (entry.actor_uuid, entry.object_uuid) == (officer.uuid, document.uuid)
    assert entry.detail == {"marking": "Секретно", "reason": REASON}


def test_reason_of_a_kept_document_stays_and_is_logged_once(editor):
    add(editor, "a.docx", SECRET, reason=REASON)
    document = SiteDocument.objects.get()
    edit = reverse("wagtaildocs:edit", args=[document.pk])
    sent = {"title": "Renamed", "tags": "", "kind": "other"}

    without = editor.post(edit, sent | {"marking_reason": " "})
    with_it = editor.post(edit, sent | {"marking_reason": REASON})

    assert list(without.context["form"].errors) == ["marking_reason"]
    assert with_it.status_code == 302
    assert SiteDocument.objects.get().title == "Renamed"
    assert Entry.objects.filter(act="file.kept_marked").count() == 1


@pytest.mark.parametrize("reason", ["", REASON])
def test_red_is_never_stored_whatever_the_reason(editor, reason):
    answer = add(editor, "a.docx", docx_with_header("TLP:RED"), reason=reason)

    assert "TLP:RED is for the people in the room only" in answer.context["form"].errors["file"][0]
    assert not SiteDocument.objects.exists()


def test_red_is_not_stored_by_code_either(db):
    with pytest.raises(ValidationError) as refused:
        DocumentFactory(name="a.docx", content=docx_with_header("TLP:RED"), marking_reason=REASON)

    assert refused.value.code == "red"
    assert not SiteDocument.objects.exists()


def test_one_of_many_is_refused_with_what_to_do_instead(editor):
    sent = {"title": "New", "files[]": SimpleUploadedFile("a.docx", SECRET)}
    answer = editor.post(reverse("wagtaildocs:add_multiple"), sent, HTTP_X_REQUESTED_WITH="XMLHttpRequest")

    told = json.loads(answer.content)
    assert told["success"] is False
    assert "add it by itself" in told["error_message"]
    assert not SiteDocument.objects.exists()


def test_replacing_the_file_by_a_marked_one_is_refused(editor, officer):
    add(editor, "a.docx", docx("Plain words."))
    document = SiteDocument.objects.get()
    sent = {"title": "New", "tags": "", "kind": "other", "file": SimpleUploadedFile("b.docx", SECRET)}

    answer = editor.post(reverse("wagtaildocs:edit", args=[document.pk]), sent)

    assert list(answer.context["form"].errors) == ["file"]
    assert SiteDocument.objects.get().checksum == document.checksum


@pytest.mark.parametrize(
    ("name", "content", "check"),
    [
        ("a.pdf", SCANNED, MarkingCheck.UNREADABLE),
        ("a.docx", docx(""), MarkingCheck.UNREADABLE),
        ("a.pdf", pdf("Words of a report."), MarkingCheck.CLEAR),
        ("a.docx", docx("Words of a report."), MarkingCheck.CLEAR),
    ],
)
def test_scan_says_that_it_could_not_be_checked(editor, name, content, check):
    answer = add(editor, name, content, follow=True)

    document = SiteDocument.objects.get()
    again = editor.get(reverse("wagtaildocs:edit", args=[document.pk])).content.decode()
    assert document.marking_check == check
    told = "Could not be checked: no text was found in this file."
    assert [told in answer.content.decode(), told in again] == [check == MarkingCheck.UNREADABLE] * 2


def png_with(text):
    noted = PngInfo()
    noted.add_itxt("Description", text)
    return picture("PNG", pnginfo=noted)


def jpeg_with(text):
    exif = PillowImage.Exif()
    exif[0x010E] = text
    return picture(exif=exif)


@pytest.mark.parametrize(
    ("name", "content"), [("a.png", png_with("Секретно")), ("a.jpg", jpeg_with("RESTRICTED"))], ids=["PNG", "JPEG"]
)
def test_what_is_written_into_a_picture_counts(editor, name, content):
    refused = add(editor, name, content, kind="image")
    add(editor, name, content, kind="image", reason=REASON)

    image = SiteImage.objects.get()
    assert list(refused.context["form"].errors) == ["file"]
    assert (image.marking_check, image.marking_reason) == (MarkingCheck.KEPT, REASON)
    assert Entry.objects.get(act="file.kept_marked").object_uuid == image.uuid


def test_picture_says_that_its_stamps_are_not_seen(editor):
    add(editor, "a.jpg", picture(), kind="image")

    page = editor.get(reverse("wagtailimages:edit", args=[SiteImage.objects.get().pk])).content.decode()
    assert SiteImage.objects.get().marking_check == MarkingCheck.UNREADABLE
    assert "What is drawn or stamped in a picture is not seen by the check" in page
