"""Galleries, documents and recordings in a lesson: for those who may see them, with what they cost."""

import re

import pytest

from content.queries.parts import stricter_parts
from core.labels import Label
from tests.factories.content import mark
from tests.factories.files import MP4, DocumentFactory, ImageFactory, RecordingFactory
from tests.factories.modules import LessonFactory

pytestmark = pytest.mark.django_db


def picture_of(image, caption="At the border"):
    return {"image": {"image": image.pk, "decorative": False, "alt_text": "A seal"}, "caption": caption}


def gallery(*images):
    return {"type": "gallery", "value": {"images": [picture_of(image) for image in images]}}


def document(file, note="To fill in"):
    return {"type": "document", "value": {"document": file.pk, "note": note}}


def recording(file, note="Listen to the number"):
    return {"type": "recording", "value": {"recording": file.pk, "note": note}}


def marked(thing, label=Label.CLEAR):
    mark(thing, label)
    return thing


@pytest.fixture
def page_of(site, module, client_of, stranger):
    """`page_of(block, ..., who=officer)`: the lesson of these blocks as somebody reads it."""
    made = {}

    def read(*blocks, who=stranger):
        key = str(blocks)
        if key not in made:
            made[key] = LessonFactory(parent=module, body=list(blocks))
        response = client_of(who).get(made[key].url)
        assert response.status_code == 200
        return response.content.decode()

    return read


def test_gallery_shows_each_picture_with_its_words_and_a_link_to_the_large_one(page_of):
    page = page_of(gallery(marked(ImageFactory()), marked(ImageFactory(credit="Training PCU East"))))

    assert len(re.findall(r'<a href="/uploads/[^"]+"><img [^>]*alt="A seal"[^>]*loading="lazy"', page)) == 2
    assert (page.count("At the border"), page.count("Picture: Training PCU East")) == (2, 1)


def test_picture_of_a_gallery_is_kept_from_those_who_may_not_see_it(page_of, officer, stranger):
    block = gallery(marked(ImageFactory()), marked(ImageFactory(), Label.GREEN))

    counts = [page_of(block, who=who).count("<img") for who in (officer, stranger, officer)]

    assert counts == [2, 1, 2]


def test_document_says_its_kind_its_size_and_its_time_on_a_slow_line(page_of):
    file = marked(DocumentFactory(title="Form 7", language="ru", name="form.txt", content=b"a" * 64_000))

    page = page_of(document(file))

    assert re.search(r'To fill in: <a href="/uploads/[^"]+\.txt" hreflang="ru">Form 7</a>', page)
    assert "TXT, 64 kB, about 2 s at 256 kbit/s</span>" in page


def test_marked_document_shows_its_label_to_members_and_nothing_to_a_stranger(page_of, officer, stranger):
    block = document(marked(DocumentFactory(title="Form 7"), Label.GREEN))

    members, strangers = page_of(block, who=officer), page_of(block, who=stranger)

    assert ("Form 7" in members, "TLP:GREEN</span>" in members) == (True, True)
    assert ("Form 7" in strangers, "/uploads/" in strangers, "To fill in" in strangers) == (False, False, False)
    assert "There is a document here that is not for you." in strangers


def test_recording_waits_to_be_started_and_has_its_transcript(page_of):
    file = marked(RecordingFactory(title="Reading aloud", duration=125, transcript="C, S, Q, U.\n\nThree."))

    page = page_of(recording(file))

    assert re.search(r'<audio controls preload="none" aria-label="Reading aloud">', page)
    assert "autoplay" not in page
    assert re.search(r"<summary>Transcript</summary><p>C, S, Q, U.</p>\s*<p>Three.</p></details>", page)
    assert "Reading aloud, 2:05" in page


def test_film_is_a_film_and_a_missing_transcript_is_said(page_of):
    page = page_of(recording(marked(RecordingFactory(name="door.mp4", content=MP4, type="video"))))

    assert (page.count("<video"), page.count("<audio")) == (1, 0)
    assert "This recording has no transcript yet." in page


def test_recording_is_kept_from_those_who_may_not_hear_it(page_of, stranger):
    page = page_of(recording(marked(RecordingFactory(transcript="Secret words"), Label.GREEN)), who=stranger)

    assert ("<audio" in page, "Secret words" in page, "/uploads/" in page) == (False, False, False)


def test_file_that_the_storage_lost_is_no_error(page_of):
    file = marked(DocumentFactory(title="Form 7"))
    file.file.storage.delete(file.file.name)

    assert 'Form 7</a> <span class="small soft">PDF</span>' in page_of(document(file))


def test_deleted_file_leaves_a_sentence(page_of):
    file = marked(RecordingFactory())
    block = recording(file)
    file.delete()

    assert "There is a recording here that is not for you." in page_of(block)


def test_files_stricter_than_the_lesson_are_named_to_the_author(module):
    files = [DocumentFactory(), RecordingFactory(), ImageFactory(), ImageFactory()]
    for file in files:
        mark(file, Label.GREEN)
    lesson = LessonFactory(parent=module, body=[document(files[0]), recording(files[1]), gallery(*files[2:])])

    assert {part.key for part in stricter_parts(lesson)} == {file.handling_key for file in files}


def test_three_of_each_file_cost_as_many_queries_as_one(count_queries, client, module, site):
    counts = []
    for number in (1, 3):
        blocks = []
        for _each in range(number):
            blocks += [document(marked(DocumentFactory())), recording(marked(RecordingFactory()))]
            blocks += [gallery(marked(ImageFactory()), marked(ImageFactory()))]
        lesson = LessonFactory(parent=module, slug=f"of-{number}", body=blocks)
        client.get(lesson.url)
        with count_queries() as counted:
            client.get(f"{lesson.url}?again")
        counts.append(counted.number)

    assert counts[0] == counts[1]
