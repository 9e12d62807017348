"""The text blocks of a lesson, what a translator is asked, what is found, and what stands on paper."""

import re

import pytest
from wagtail.blocks import StreamBlockValidationError
from wagtail_localize.segments.extract import extract_segments

from best_practices.modules.models import LessonPage
from best_practices.modules.search_kinds import lessons
from core.labels import Label
from tests.factories.cases import CaseFactory, CaseIndexFactory
from tests.factories.content import mark
from tests.factories.files import DocumentFactory, ImageFactory, RecordingFactory
from tests.factories.modules import LessonFactory
from tests.factories.quizzes import QuestionFactory
from tests.factories.reference import SourceFactory

pytestmark = pytest.mark.django_db

INDICATOR = {
    "indicator": "The seal differs",
    "why": "Opened on the way.",
    "innocent": "Replaced under control.",
    "ask": "Who replaced it?",
    "source": "[S83]",
}
EXAMPLE = {"title": "How heavy are 980?", "steps": [{"text": "Divide."}, {"text": "Multiply."}], "result": "5,880 kg"}


def as_saved(raw):
    """Blocks as the editor keeps them: each item of a list with its name."""
    body = LessonPage._meta.get_field("body").stream_block
    return body.get_prep_value(
        body.normalize([(part["type"], body.child_blocks[part["type"]].to_python(part["value"])) for part in raw])
    )


@pytest.fixture
def everything(module, home):
    """A lesson with one of each block that is new here."""
    case = CaseFactory(parent=CaseIndexFactory(parent=home), title="A case of its own")
    things = [DocumentFactory(title="Form 7"), RecordingFactory(title="Aloud", transcript="Heard"), ImageFactory()]
    question = QuestionFactory(stem="What changes here?")
    for thing in (*things, case, question):
        mark(thing, Label.CLEAR)
    document, recording, image = things
    picture = {"image": {"image": image.pk, "decorative": False, "alt_text": "A door"}, "caption": "Caption"}
    blocks = {
        "risk_indicators": {"title": "Four of them", "rows": [INDICATOR]},
        "worked_example": EXAMPLE,
        "gallery": {"images": [picture, picture]},
        "document": {"document": document.pk, "note": "To fill in"},
        "recording": {"recording": recording.pk, "note": "To hear"},
        "check_digit": {"title": "Try it", "example": "ZZZU1234564"},
        "case_excerpt": {"case": case.pk, "why": "Look here"},
        "knowledge_check": {"question": question.pk},
    }
    made = LessonFactory(
        parent=module,
        slug="two",
        objectives="Name the seal.\n\n  Compute the digit.  ",
        body=as_saved([{"type": kind, "value": value} for kind, value in blocks.items()]),
    )
    return LessonPage.objects.get(pk=made.pk)


def test_indicator_has_its_innocent_explanation_and_its_source(client, site, everything):
    SourceFactory(code="S83")

    page = client.get(everything.url).content.decode()

    assert [INDICATOR[part] in page for part in ("indicator", "why", "innocent", "ask")] == [True] * 4
    assert '<a class="src" href="#s-S83">[S83]</a>' in page


def test_worked_example_is_closed_on_the_screen_and_open_on_paper(client, site, everything):
    screen = client.get(everything.url).content.decode()
    paper = client.get("/en/best-practices/gauge/?print=all").content.decode()

    assert (len(re.findall(r"<details>", screen)), len(re.findall(r"<details open>", screen))) == (4, 0)
    assert (len(re.findall(r"<details>", paper)), len(re.findall(r"<details open>", paper))) == (0, 4)
    assert re.findall(r"<summary>(.*?)</summary>", screen)[:3] == ["Step 1 of 2", "Step 2 of 2", "Result"]


def test_paper_has_the_sum_of_the_example_and_nothing_to_press(client, site, everything):
    paper = client.get("/en/best-practices/gauge/?print=all").content.decode()

    assert "ZZZU 123456 4 fits" in paper
    assert re.findall(r">(?:Check|Answer)</button>|name=\"number\"", paper) == []


def test_objectives_stand_at_the_top_of_a_lesson(client, site, everything):
    page = client.get(everything.url).content.decode()

    objectives = re.search(r'<section aria-labelledby="objectives">.*?</section>', page, re.S)[0]
    assert re.findall(r"<li>(.*?)</li>", objectives) == ["Name the seal.", "Compute the digit."]


def test_lesson_without_objectives_has_no_empty_list(client, site, lesson):
    assert "objectives" not in client.get(lesson.url).content.decode()


def test_translator_is_asked_for_words_only(everything):
    asked = [segment.string.data for segment in extract_segments(everything) if hasattr(segment, "string")]

    words = {"Four of them", "The seal differs", "Who replaced it?", "How heavy are 980?", "Divide.", "5,880 kg"}
    words |= {"Caption", "A door", "To fill in", "To hear", "Try it", "Look here"}
    assert words <= set(asked)
    assert [text for text in asked if text.isdecimal() or "ZZZU" in text] == []


def test_search_finds_the_words_of_the_lesson_and_nothing_of_what_it_names(everything):
    (found,) = lessons({everything.translation_key})

    assert [word in found.text for word in ("Opened on the way.", "5,880 kg", "Caption", "Name the seal.")] == [
        *(True, True, True, True)
    ]
    named = ("Form 7", "Aloud", "Heard", "A case of its own", "Look here", "What changes here?", "A door")
    assert [word for word in named if word in found.text] == []


@pytest.mark.parametrize("example", ["CSQU30543", "hello", "C5QU305438"])
def test_example_that_is_no_container_number_is_refused_at_its_field(example):
    body = LessonPage._meta.get_field("body").stream_block
    value = body.to_python([{"type": "check_digit", "value": {"title": "", "example": example}}])

    with pytest.raises(StreamBlockValidationError) as refusal:
        body.clean(value)

    assert list(refusal.value.block_errors[0].block_errors) == ["example"]
