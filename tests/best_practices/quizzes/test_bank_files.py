"""Questions through a file and back: nothing is lost in silence, nothing is published, nobody else gets in."""

import io

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from wagtail.models import Workflow, WorkflowState

from accounts.choices import Role
from audit.models import Entry as LogEntry
from best_practices.quizzes.exports import gift_of, xlsx_of, xlsx_report
from best_practices.quizzes.imports import CHANGE, SAME, WRONG, FileRefused, plans_for, read_file
from best_practices.quizzes.models import Question
from best_practices.quizzes.queries import bank
from best_practices.quizzes.services import BankChanged, import_questions
from core.labels import Label
from tests.content.reviewing import person
from tests.factories.content import language, mark
from tests.factories.quizzes import PARTS, QuestionFactory, question_of

pytestmark = pytest.mark.django_db
HEADER = ["Code", "Kind", "Question", "1 key", "1 text", "1 right", "2 key", "2 text", "2 right"]
ROW = ["N-1", "single", "How wide?", "a", "1520 mm", "yes", "b", "1435 mm", "no"]


def sheet(*rows, change=lambda sheet: None):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(content, name="bank.xlsx"):
    return read_file(name, content, language="en", languages=["en", "ru"])


def plans(content, user, name="bank.xlsx"):
    return plans_for(read(content, name).found, user=user)


@pytest.fixture
def whole_bank(db):
    for kind in PARTS:
        question_of(kind, sources="S60 S79", difficulty=3, volatile=True)
    QuestionFactory(code="Q-single", stem="=1+1 'is' a formula\r\nwith two lines", unit="kg")
    QuestionFactory(code="Q-multiple", kind="multiple", right="ab")
    QuestionFactory(code="Q-true", kind="true_false", options={"true": "True", "false": "False"}, right="true")
    QuestionFactory(code="Q-numeric", numeric=True, answer="-0.125", tolerance="0.5", unit="m")


@pytest.fixture
def editor(site, programme_office):
    """Programme staff with what the editors' group may."""
    call_command("prepare_site", verbosity=0)
    return person(Role.STAFF, programme_office)


@pytest.fixture
def english():
    return language("en")


def exported(user):
    entries, left = xlsx_report(bank.entries_of(bank.bank_of(user)))
    return xlsx_of(entries, left, label=Label.GREEN)


def test_whole_bank_in_xlsx_is_the_same_bank(whole_bank, administrator):
    before = bank.entries_of(bank.bank_of(administrator))
    content = exported(administrator)
    Question.objects.all().delete()

    import_questions(rows=plans(content, administrator), actor=administrator, file_name="bank.xlsx")

    after = bank.entries_of(bank.bank_of(administrator))
    assert [entry.kind for entry in after] == [entry.kind for entry in before]
    assert [entry.stem.replace("\r\n", "\n") for entry in before] == [entry.stem for entry in after]
    assert [vars(entry) | {"stem": ""} for entry in after] == [vars(entry) | {"stem": ""} for entry in before]
    assert not Question.objects.filter(live=True).exists()


def test_bank_that_is_there_is_the_same_and_nothing_happens(whole_bank, administrator):
    found = plans(exported(administrator), administrator)

    assert len(found) == 9
    assert [(plan.act, plan.errors) for plan in found] == [(SAME, [])] * 9


def test_export_has_no_formula(whole_bank, administrator):
    book = load_workbook(io.BytesIO(exported(administrator)))

    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert any(str(cell.value).startswith("'=1+1") for cell in cells)


def test_gift_names_what_it_leaves_out(whole_bank, administrator):
    entries = bank.entries_of(bank.bank_of(administrator))

    content, number, left = gift_of(entries, language="en", label=Label.GREEN)

    assert number == 6
    assert [each.code for each in left if each.whole] == ["Q-gaps", "Q-hotspot", "Q-ordering"]
    assert "// Left out: Q-ordering: all of it: GIFT has no “putting in order”" in content.decode()
    again = plans(content, administrator, "bank.gift")
    assert {plan.entry.code for plan in again} == {entry.code for entry in entries} - {
        "Q-gaps",
        "Q-hotspot",
        "Q-ordering",
    }
    assert [(plan.act, plan.errors) for plan in again] == [(SAME, [])] * 6


def test_draft_that_is_ahead_of_what_is_published_is_exported(administrator):
    question = QuestionFactory(stem="Published")
    question.stem = "Newer draft"
    question.save_revision()

    entries = bank.entries_of(bank.bank_of(administrator))

    assert [entry.stem for entry in entries] == ["Newer draft"]
    assert len(entries[0].parts) == 3


def test_question_that_is_there_is_changed_as_a_draft(administrator):
    question = QuestionFactory(code="N-1", stem="Old")
    found = plans(sheet(HEADER, ROW), administrator)

    import_questions(rows=found, actor=administrator, file_name="n.xlsx")

    question.refresh_from_db()
    assert [plan.act for plan in found] == [CHANGE]
    assert (question.stem, question.live, question.has_unpublished_changes) == ("Old", True, True)
    assert question.get_latest_revision_as_object().stem == "How wide?"
    assert LogEntry.objects.get(act="questions.imported").detail == {"new": 0, "changed": 1}


def test_other_language_of_a_code_is_its_translation(administrator):
    language("ru")
    original = QuestionFactory(code="N-1", options={"a": "x", "b": "y"}, right="b")
    found = plans(sheet([*HEADER, "Язык"], [*ROW, "ru"]), administrator)

    import_questions(rows=found, actor=administrator, file_name="n.xlsx")

    assert Question.objects.get(locale=language("ru")).translation_key == original.translation_key
    assert "Not the same as in English" in found[0].notes[0]


def test_question_that_came_in_meanwhile_stops_the_import(administrator):
    found = plans(sheet(HEADER, ROW, ["N-2", *ROW[1:]]), administrator)
    QuestionFactory(code="N-2")

    with pytest.raises(BankChanged):
        import_questions(rows=found, actor=administrator, file_name="n.xlsx")

    assert list(Question.objects.values_list("code", flat=True)) == ["N-2"]


WRONG_ROWS = [
    (["", *ROW[1:]], "code: This field cannot be blank."),
    (["N-1", "riddle", *ROW[2:]], "“riddle” is no kind of question."),
    (["N-1", "", *ROW[2:]], "The kind of question is missing."),
    ([*ROW[:5], "maybe", *ROW[6:]], "Write yes or no: “1 right: maybe”."),
    ([*ROW[:5], "no", *ROW[6:]], "Mark exactly one right answer"),
    ([*ROW[:3], "A!", *ROW[4:]], "1: key:"),
    ([*ROW[:4], "=1+1", *ROW[5:]], "Here stands a formula."),
    (["N-1", "numeric", *ROW[2:]], "A question of this kind has no part 1."),
    (["N" * 31, *ROW[1:]], "code: Ensure this value has at most 30 characters"),
    (["N-1", "single", "", *ROW[3:]], "question: This field cannot be blank."),
]


@pytest.mark.parametrize(("row", "message"), WRONG_ROWS)
def test_wrong_row_says_what_is_wrong(administrator, row, message, english):
    found = plans(sheet(HEADER, row), administrator)

    assert [plan.act for plan in found] == [WRONG]
    assert message in " ".join(found[0].errors)


def test_merged_cells_and_a_code_twice_are_named(administrator, english):
    found = plans(sheet(HEADER, ROW, ROW, change=lambda page: page.merge_cells("C2:C3")), administrator)

    assert "Cells are merged here" in found[0].errors[0]
    assert "Cells are merged here" in found[1].errors[0]
    again = plans(sheet(HEADER, ROW, ROW), administrator)
    assert again[1].errors == ["The same code stands in line 2."]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.xlsx", b"no zip", "cannot be read as XLSX"),
        ("a.docx", b"x", "Take an XLSX file"),
        ("a.gift", b" \n", "The file is empty."),
        ("a.gift", b"// a comment", "There is no question"),
        ("a.gift", b"Caf\x81\x8d {T}", "cannot be read in any way"),
        ("a.gift", b"x" * 2_000_001, "larger than 2 MB"),
    ],
)
def test_file_that_cannot_be_taken_says_why(name, content, message):
    with pytest.raises(FileRefused, match=message):
        read(content, name)


def test_sheet_with_20000_rows_is_refused_whole(english):
    with pytest.raises(FileRefused, match="more than 900 questions"):
        read(sheet(HEADER, *[[f"N-{n}", *ROW[1:]] for n in range(20_000)]))


def test_columns_nobody_knows_are_named():
    found = read(sheet([*HEADER, "Mood", ""], [*ROW, "good", "stray"]))

    assert found.notes == ("These columns are not known here and are left out: Mood, 11.",)


@pytest.mark.parametrize(
    ("encoding", "text", "named"),
    [
        ("utf-8-sig", "Ширина {T}", ""),
        ("utf-16", "Ширина {T}", ""),
        ("utf-16-le", "Gauge of the rails {T}", ""),
        ("cp1251", "Ширина колеи {T}", "Windows-1251"),
        ("cp1252", "Écartement à l’écran {T}", "Windows-1252"),
    ],
)
def test_encoding_is_found_or_said_to_be_guessed(encoding, text, named):
    found = read(text.encode(encoding), "a.gift")

    assert found.found[0].entry.stem == text.removesuffix(" {T}")
    assert [named in note for note in found.notes] == ([True] if named else [])


@pytest.mark.parametrize("number", [1, 3])
def test_looking_at_a_file_takes_the_same_queries(administrator, number, django_assert_num_queries):
    rows = [[f"N-{n}", *ROW[1:]] for n in range(number)]
    for row in rows:
        QuestionFactory(code=row[0])
    found = read(sheet(HEADER, *rows, *[[f"M-{n}", *ROW[1:]] for n in range(number)])).found

    with django_assert_num_queries(11):
        plans_for(found, user=administrator)


def test_file_is_looked_at_before_it_is_taken_in(client_of, administrator, english):
    client = client_of(administrator)
    file = io.BytesIO(sheet(HEADER, ROW, ["N-2", "riddle", *ROW[2:]]))
    file.name = "bank.xlsx"

    looked = client.post(reverse("quiz_bank"), {"file": file, "language": "en"})

    assert (looked.status_code, Question.objects.count()) == (302, 0)
    page = client.get(looked.url).content.decode()
    assert "“riddle” is no kind of question." in page
    taken = client.post(looked.url)
    assert (taken.status_code, Question.objects.get().code) == (302, "N-1")
    assert client.get(looked.url).status_code == 302


def test_what_is_there_is_changed_only_if_ticked(client_of, administrator):
    question = QuestionFactory(code="N-1", stem="Old")
    file = io.BytesIO(sheet(HEADER, ROW))
    file.name = "bank.xlsx"
    client = client_of(administrator)
    address = client.post(reverse("quiz_bank"), {"file": file, "language": "en"}).url

    assert client.post(address).status_code == 422
    assert not Question.objects.get().has_unpublished_changes
    assert client.post(address, {"change": "2"}).status_code == 302
    question.refresh_from_db()
    assert question.get_latest_revision_as_object().stem == "How wide?"


def test_more_than_can_be_taken_in_at_once_is_taken_in_by_nobody(client_of, administrator, english):
    file = io.BytesIO(sheet(HEADER, *[[f"N-{n}", *ROW[1:]] for n in range(201)]))
    file.name = "bank.xlsx"
    client = client_of(administrator)
    address = client.post(reverse("quiz_bank"), {"file": file, "language": "en"}).url

    answer = client.post(address)

    assert (answer.status_code, Question.objects.count()) == (422, 0)
    assert "at most 200 are taken in at once" in answer.content.decode()


def test_question_in_review_is_not_changed(administrator, english):
    question = QuestionFactory(code="N-1")
    WorkflowState.objects.create(
        content_type=ContentType.objects.get_for_model(Question),
        object_id=str(question.pk),
        base_content_type=ContentType.objects.get_for_model(Question),
        workflow=Workflow.objects.create(name="Review"),
        requested_by=administrator,
    )

    found = plans(sheet(HEADER, ROW), administrator)

    assert [(plan.act, plan.errors) for plan in found] == [(WRONG, ["It is in review: it cannot be changed now."])]


def test_somebody_else_has_nothing_of_a_file(client_of, administrator, editor, english):
    file = io.BytesIO(sheet(HEADER, ROW))
    file.name = "bank.xlsx"
    address = client_of(administrator).post(reverse("quiz_bank"), {"file": file, "language": "en"}).url

    client_of(editor).post(address)

    assert Question.objects.count() == 0


def test_question_that_somebody_may_not_see_is_not_in_their_file(client_of, editor, pcu_east):
    seen, hidden = QuestionFactory(), QuestionFactory()
    mark(hidden, Label.AMBER_STRICT, owner=pcu_east)

    answer = client_of(editor).get(reverse("quiz_bank_xlsx"))

    codes = [row[0] for row in load_workbook(io.BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True)]
    assert codes == ["Code", seen.code]
    assert LogEntry.objects.get(act="questions.exported").detail["number"] == 1


def test_gift_is_shown_before_it_is_taken(client_of, editor, whole_bank):
    page = client_of(editor).get(reverse("quiz_bank_gift"), {"language": "en"})
    file = client_of(editor).get(reverse("quiz_bank_gift"), {"language": "en", "download": "1"})

    assert "GIFT has no “putting in order”" in page.content.decode()
    assert file["Content-Disposition"] == 'attachment; filename="questions.en.gift"'
    assert client_of(editor).get(reverse("quiz_bank_gift"), {"language": "xx"}).status_code == 302


def test_officer_is_not_let_in(client_of, officer):
    assert client_of(officer).get(reverse("quiz_bank")).status_code == 404
    assert client_of(officer).get(reverse("quiz_bank_xlsx")).status_code == 404
