"""What an editor may put into a lesson, and where a mistake is shown."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.blocks import StreamBlockValidationError
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from best_practices.modules.models import LessonPage, ModulePage
from tests.factories.content import release
from tests.factories.reference import TermFactory

pytestmark = pytest.mark.django_db

BODY = LessonPage._meta.get_field("body").stream_block
FILLED = {"aspect": "Direction", "left": "west", "right": "east", "both": ""}


def body(*blocks):
    return BODY.to_python([{"type": kind, "value": value} for kind, value in blocks])


def comparison(**row):
    return body(("comparison", {"left": "Poland", "right": "Kazakhstan", "rows": [FILLED | row]}))


# Terms


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", "<p>At a [[nowhere]].</p>"),
        ("callout", {"kind": "note", "text": "At a [[nowhere|place]]."}),
        ("procedure", {"title": "", "steps": [{"name": "Look", "text": "At a [[nowhere]]."}]}),
        ("comparison", {"left": "Poland", "right": "Kazakhstan", "rows": [FILLED | {"left": "[[nowhere]]"}]}),
    ],
    ids=lambda part: part if isinstance(part, str) and part.isalpha() else "",
)
def test_term_that_is_not_in_the_glossary_is_refused_at_its_block(kind, value):
    TermFactory(slug="somewhere")

    with pytest.raises(StreamBlockValidationError) as refusal:
        BODY.clean(body(("text", "<p>[[somewhere]]</p>"), (kind, value)))

    assert {n: error.messages for n, error in refusal.value.block_errors.items()} == {
        1: ["Not in the glossary: nowhere"]
    }


def test_term_of_the_glossary_is_accepted():
    TermFactory(slug="somewhere")

    cleaned = BODY.clean(body(("text", "<p>[[somewhere|there]]</p>")))

    assert isinstance(cleaned[0].value, RichText)


def test_draft_may_have_a_term_that_is_still_to_be_written():
    assert len(BODY.clean_deferred(body(("text", "<p>[[nowhere]]</p>")))) == 1


# In the editor


@pytest.fixture
def form(lesson):
    """What the edit form of the lesson sends."""

    def filled(text):
        return nested_form_data(
            {
                "title": lesson.title,
                "slug": lesson.slug,
                "code": lesson.code,
                "minutes": "10",
                "lead": "Anew",
                "check_status": "draft",
                "completion": "click",
                "body": streamfield([("text", rich_text(text))]),
                "comments": inline_formset([]),
            }
        )

    return filled


def test_editor_reads_the_mistake_at_the_block_and_nothing_is_published(client_of, administrator, site, lesson, form):
    address = reverse("wagtailadmin_pages:edit", args=[lesson.pk])

    response = client_of(administrator).post(address, form("<p>[[nowhere]]</p>") | {"action-publish": "1"})

    lesson.refresh_from_db()
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["body"]
    assert "Not in the glossary: nowhere" in response.content.decode()
    assert lesson.lead == "After this lesson you can read a container number."


def test_editor_saves_a_draft_with_the_term_and_it_is_published_once_it_is_there(
    client_of, administrator, site, lesson, form
):
    editor, address = client_of(administrator), reverse("wagtailadmin_pages:edit", args=[lesson.pk])

    drafted = editor.post(address, form("<p>[[nowhere]]</p>"))
    TermFactory(slug="nowhere")
    submitted = editor.post(address, form("<p>[[nowhere]]</p>") | {"action-publish": "1"})
    lesson.refresh_from_db()
    release(lesson)

    lesson.refresh_from_db()
    assert (drafted.status_code, submitted.status_code) == (302, 302)
    assert lesson.lead == "Anew"


# Comparison


@pytest.mark.parametrize(
    "row",
    [{"both": "the same"}, {"left": "", "right": "", "both": ""}, {"right": "", "both": "the same"}],
    ids=["all three", "none", "one side and both"],
)
def test_comparison_has_either_two_sides_or_what_both_share(row):
    with pytest.raises(ValidationError) as refusal:
        BODY.clean(comparison(**row))

    (rows,) = [error.block_errors["rows"] for error in refusal.value.block_errors.values()]
    assert list(rows.block_errors[0].block_errors) == ["both"]


@pytest.mark.parametrize("row", [{}, {"left": "", "right": "", "both": "the same"}, {"right": ""}])
def test_comparison_with_sides_or_with_what_both_share_is_accepted(row):
    assert BODY.clean(comparison(**row))[0].value["rows"][0]["aspect"] == "Direction"


# Other fields


@pytest.mark.parametrize("slug", ["quiz", "desk", "ru", "uploads", "admin"])
def test_reserved_slug_is_refused_at_its_field(modules_index, slug):
    module = ModulePage(title="Gauge", code="G", slug=slug, locale=modules_index.locale)

    with pytest.raises(ValidationError) as refusal:
        module.clean()

    assert list(refusal.value.message_dict) == ["slug"]


@pytest.mark.parametrize("countries", ["KZ, PL", "kz", "KAZ", "KZ  PL", "K"])
def test_countries_are_two_letter_codes_with_single_spaces(modules_index, countries):
    module = ModulePage(title="Gauge", code="G", slug="g", locale=modules_index.locale, jurisdiction=countries)

    with pytest.raises(ValidationError) as refusal:
        module.clean_fields(exclude={"path", "depth"})

    assert list(refusal.value.message_dict) == ["jurisdiction"]
