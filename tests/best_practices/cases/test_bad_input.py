"""What a case may not say, and where the editor is told so; nothing typed is lost."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from best_practices.cases.models import CaseStudyPage
from best_practices.cases.queries import originals_of
from best_practices.cases.search_kinds import cases_to_find
from tests.factories.cases import CaseFactory, goods_line
from tests.factories.content import in_russian, language

pytestmark = pytest.mark.django_db

RICH = ("selection_basis", "false_positives", "concealed", "done_well", "done_better", "for_others")
TOMORROW = timezone.localdate() + timedelta(days=1)


def errors_of(case, **change):
    """The fields that are complained about, with what is said."""
    page = CaseStudyPage.objects.get(pk=case.pk)
    for name, value in change.items():
        setattr(page, name, value)
    try:
        page.full_clean()
    except ValidationError as error:
        return {name: " ".join(messages) for name, messages in error.message_dict.items()}
    return {}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"date": None}, "date"),
        ({"date": TOMORROW}, "date"),
        ({"place_precision": "site"}, "place"),
        ({"place_precision": "region"}, "region"),
        ({"country": ""}, "country"),
        ({"country": "kz"}, "country"),
        ({"sources": "an article"}, "sources"),
        ({"methods": []}, "methods"),
        ({"methods": ["guessing"]}, "methods"),
        ({"methods": "documents"}, "methods"),
        ({"outcomes": ["unknown", "seized"]}, "outcomes"),
        ({"mode": "13"}, "mode"),
        ({"mode": ""}, "mode"),
        ({"trigger": ""}, "trigger"),
        ({"concealment": ""}, "concealment"),
        ({"release_basis": ""}, "release_basis"),
        ({"case_ref": ""}, "case_ref"),
        ({"declared_hs": "2402.20"}, "declared_hs"),
        ({"size_type": "45"}, "size_type"),
    ],
)
def test_what_does_not_hold_is_said_at_its_field(case, change, field):
    before, after = errors_of(case), errors_of(case, **change)

    assert before == {}
    assert list(after) == [field]


@pytest.mark.parametrize("precision", ["unknown", ""])
def test_date_may_be_unknown(case, precision):
    assert "date" not in errors_of(case, date=None, date_precision=precision)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("title", "Find in MSCU1234565"),
        ("lead", "Ask officer@post.example.kz"),
        ("for_others", "<p>Call +7 (727) 123-45-67</p>"),
        ("container_number", "MSCU 123456 5"),
        ("follow_up", "The truck 123 ABC 02 was kept"),
    ],
)
def test_identifier_in_any_text_is_refused_until_an_editor_lets_it_stay(case, field, text):
    refused = errors_of(case, **{field: text})
    number = refused[field].split(": ", 1)[1].split(". ")[0].removeprefix("container number ")
    number = number.removeprefix("e-mail address ").removeprefix("telephone number ").removeprefix("number plate ")

    assert list(refused) == [field]
    assert number in text
    assert errors_of(case, **{field: text, "may_stay": f"another\n {number} \n"}) == {}


def test_identifier_in_a_line_of_goods_is_refused(case):
    stream = CaseStudyPage._meta.get_field("goods")
    goods = stream.to_python([{"type": "line", "value": goods_line(goods="in MSCU1234565")}])

    assert list(errors_of(case, goods=goods)) == ["goods"]


def test_fictitious_case_takes_container_numbers_of_exercises_only(case):
    assert errors_of(case, record_kind="fictitious", container_number="ZZZU 123456 4") == {}
    for text in ("MSCU 123456 5", "CSQU3054383"):
        told = errors_of(case, record_kind="fictitious", lead=text, may_stay=text)
        assert "ZZZU" in told["lead"]


# In the editor


@pytest.fixture
def editor(client_of, administrator):
    return client_of(administrator)


def typed(case, **change):
    """What the form of a case sends."""
    line = goods_line() | {"value": ""}
    fields = {
        **{name: getattr(case, name) for name in ("title", "slug", "case_ref", "record_kind", "sources", "mode")},
        **{name: getattr(case, name) for name in ("release_basis", "date_precision", "place_precision", "country")},
        **{name: getattr(case, name) for name in ("trigger", "concealment")},
        **{name: rich_text("") for name in RICH},
        "date": "2017-07-01",
        "goods": streamfield([("line", line)]),
        "route_points": streamfield([]),
        "check_status": "draft",
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000},
    }
    ticked = {name: getattr(case, name) for name in ("methods", "techniques", "outcomes")}
    lists = {name: change.pop(name, codes) for name, codes in ticked.items()}
    return nested_form_data(fields | change) | lists


def edit(editor, case, **change):
    return editor.post(reverse("wagtailadmin_pages:edit", args=[case.pk]), typed(case, **change))


def test_draft_may_lack_what_a_published_case_needs(editor, case):
    unfinished = {"release_basis": "", "trigger": "", "methods": [], "goods": streamfield([]), "date_precision": ""}

    saved = edit(editor, case, **unfinished)
    published = edit(editor, case, **unfinished, **{"action-publish": "1"})

    assert saved.status_code == 302
    assert published.status_code == 200
    assert set(published.context["form"].errors) == {"release_basis", "trigger", "methods", "goods", "date_precision"}
    assert CaseStudyPage.objects.get().trigger == "unknown"


def test_refused_form_keeps_what_was_typed(editor, case):
    told = edit(editor, case, lead="Ask officer@post.example.kz", follow_up="Kept as typed")

    page = told.content.decode()
    assert told.status_code == 200
    assert "e-mail address officer@post.example.kz" in page
    assert 'value="Kept as typed"' in page


def test_case_can_be_written_in_the_editor_and_previewed(editor, case):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[case.pk])
    told = editor.post(address, typed(case, lead="A lead in the making"))
    preview = editor.get(address)

    submitted = edit(editor, case, lead="Written in the editor", **{"action-publish": "1"})

    assert (told.json()["is_valid"], submitted.status_code) == (True, 302)
    assert "A lead in the making" in preview.content.decode()
    assert CaseStudyPage.objects.get().get_latest_revision_as_object().lead == "Written in the editor"


def test_preview_of_a_draft_that_lacks_everything_says_so(editor, case):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[case.pk])
    empty = dict.fromkeys(["group", "goods", "hs", "quantity", "unit", "basis", "packing", "value", "currency"], "")
    lacking = dict.fromkeys(["record_kind", "date_precision", "place_precision", "mode", "trigger", "concealment"], "")
    lists = {"goods": streamfield([("line", empty)]), "methods": [], "techniques": [], "outcomes": []}
    point = {"role": "", "country": "", "place": ""}

    told = editor.post(address, typed(case, **lacking, **lists, route_points=streamfield([("point", point)]), date=""))
    page = editor.get(address)

    assert (told.json()["is_valid"], page.status_code) == (True, 200)
    assert page.content.decode().count("not stated in the source") > 15


# In the search


def test_search_finds_originals_in_each_language_with_their_text(case):
    in_russian(case, title="Ртуть", follow_up="Дело закрыто")
    other = CaseFactory(parent=case.get_parent(), title="Other", date=date(2019, 1, 1))
    other.copy_for_translation(language("ru"), alias=True)

    documents = list(cases_to_find(None))

    assert {(found.language, found.title) for found in documents} == {
        *(("en", "Mercury on a truck"), ("ru", "Ртуть"), ("en", "Other"))
    }
    russian = next(found for found in documents if found.language == "ru")
    assert (russian.key, russian.address) == (case.translation_key, "/ru/cases/mercury/")
    assert ("Дело закрыто" in russian.text, "mercury" in russian.text, "[S60]" in russian.text) == (True, True, False)
    assert [found.title for found in cases_to_find({other.translation_key})] == ["Other"]


def test_search_asks_the_same_for_one_and_for_three(case, count_queries):
    asked = []
    for _more in range(2):
        with count_queries() as counted:
            [list(page.topics.all()) for page in originals_of(None)]
        asked.append(counted.number)
        CaseFactory(parent=case.get_parent())
        CaseFactory(parent=case.get_parent())

    assert asked[0] == asked[1]
