"""A person's training record, certificates from elsewhere, and who sees them."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.choices import Role
from accounts.queries import viewer_for
from accounts.services import leave
from best_practices.progress.models import ExternalCertificate
from best_practices.progress.queries import record_of
from best_practices.quizzes.models import Quiz
from core.printing import can_print
from tests.best_practices.learning import begin, hand_in, passed
from tests.best_practices.progress.acts import finish
from tests.factories.accounts import PersonFactory
from tests.factories.content import in_russian
from tests.factories.files import PDF, picture
from tests.factories.modules import LessonFactory, ModuleFactory
from tests.factories.progress import ExternalFactory
from tests.factories.quizzes import QuestionFactory, QuizFactory

TYPED = {"title": "Seals", "provider": "clikc", "issuer": "", "completed_on": "2026-03-01", "hours": "2.5"}


@pytest.fixture
def coordinator(pcu_east):
    return PersonFactory(username="coordinator", organisation=pcu_east, role=Role.COORDINATOR)


def told_at(response):
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


def rows_of(response):
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def test_record_adds_up_what_was_done_here_and_elsewhere(officer, organiser, module, lesson, second_lesson, quiz):
    finish(officer, lesson, second_lesson)
    hand_in(begin(officer, quiz))
    passed(officer, quiz)
    ExternalFactory(user=officer, hours="1.5")
    ExternalFactory(user=organiser, hours="99")

    record = record_of(viewer_for(officer), language="en")

    assert [(line.title, line.lessons, line.minutes) for line in record.modules] == [("G Gauge breaks", 2, 20)]
    assert [(line.title, line.tries, line.right, line.passed) for line in record.quizzes] == [
        ("Reading the line", 2, 3, True)
    ]
    assert (record.completed, str(record.hours), len(record.external)) == (1, "1.8", 1)


def test_record_keeps_the_title_of_a_module_that_is_gone(officer, module, lesson, quiz):
    finish(officer, lesson)
    passed(officer, quiz)
    module.unpublish()

    (line,) = record_of(viewer_for(officer), language="en").modules

    assert (line.title, line.url) == ("G Gauge breaks", "")


def test_quiz_is_named_in_the_readers_language_and_as_it_was_when_it_is_gone(officer, quiz):
    passed(officer, quiz)
    in_russian(quiz, title="Читаем линию")

    titles = [record_of(viewer_for(officer), language=language).quizzes[0].title for language in ("en", "ru")]
    for each in Quiz.objects.all():
        each.unpublish()

    assert titles == ["Reading the line", "Читаем линию"]
    assert record_of(viewer_for(officer), language="ru").quizzes[0].title == "Reading the line"


@pytest.mark.parametrize("number", [1, 3])
def test_record_needs_the_same_queries_for_one_and_for_three(number, officer, site, modules_index, count_queries):
    for _ in range(number):
        quiz = QuizFactory(questions=[QuestionFactory(), QuestionFactory(right="ac", kind="multiple")])
        module = ModuleFactory(parent=modules_index, quiz=quiz)
        finish(officer, LessonFactory(parent=module))
        hand_in(begin(officer, quiz))
        ExternalFactory(user=officer)
    viewer = viewer_for(officer)
    record_of(viewer, language="en")

    with count_queries() as counted:
        record = record_of(viewer, language="en")

    assert (len(record.modules), len(record.quizzes), len(record.external)) == (number, number, number)
    assert counted.number == 6


def test_table_of_the_record_runs_nothing(officer, lesson, client_of):
    finish(officer, lesson)
    ExternalFactory(user=officer, title='=HYPERLINK("http://x")', hours="2.5")

    rows = rows_of(client_of(officer).get(reverse("training_record_csv")))

    assert [row[:2] for row in rows[1:]] == [
        ["Module", "G Gauge breaks"],
        ["Certificate from elsewhere", '\'=HYPERLINK("http://x")'],
    ]
    assert rows[2][4] == "2.5"


def test_record_is_printed_where_the_machine_can(officer, lesson, client_of):
    finish(officer, lesson)

    response = client_of(officer).get(reverse("training_record_pdf"))

    assert response.status_code == (200 if can_print() else 302)
    assert response.content.startswith(b"%PDF") is can_print()


# Certificates from elsewhere


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [("proof.pdf", PDF, ".pdf"), ("proof.JPG", picture(), ".jpg"), ("proof.png", picture("PNG"), ".png")],
)
def test_certificate_is_kept_with_its_paper(name, content, kept, officer, client_of):
    browser = client_of(officer)

    browser.post(reverse("external_new"), TYPED | {"evidence": SimpleUploadedFile(name, content)})

    found = ExternalCertificate.objects.get()
    answer = browser.get(reverse("external_file", args=[found.uuid]))
    assert (found.user, found.title, str(found.hours), found.released) == (officer, "Seals", "2.5", False)
    assert found.file.name == f"evidence/{found.uuid.hex}{kept}"
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert b"".join(answer.streaming_content)
    assert client_of(officer).get(f"/uploads/0/{found.file.name}").status_code == 404


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 256}, "title"),
        ({"completed_on": "2099-01-01"}, "completed_on"),
        ({"completed_on": "yesterday"}, "completed_on"),
        ({"expires_on": "2026-02-28"}, "expires_on"),
        ({"hours": "-1"}, "hours"),
        ({"hours": "NaN"}, "hours"),
        ({"hours": "123456"}, "hours"),
        ({"provider": "nobody"}, "provider"),
        ({"evidence": SimpleUploadedFile("proof.exe", b"MZ")}, "evidence"),
        ({"evidence": SimpleUploadedFile("proof.pdf", b"<script>alert(1)</script>")}, "evidence"),
        ({"evidence": SimpleUploadedFile("proof.png", b"\x89PNG and nothing")}, "evidence"),
        ({"evidence": SimpleUploadedFile("proof_TLP_RED.pdf", PDF)}, "evidence"),
    ],
)
def test_bad_input_is_told_at_its_field_and_nothing_typed_is_lost(change, field, officer, client_of):
    response = client_of(officer).post(reverse("external_new"), TYPED | change)

    assert (response.status_code, list(told_at(response))) == (422, [field])
    assert not ExternalCertificate.objects.exists()
    assert response.context["form"]["title"].value() == change.get("title", "Seals")


def test_paper_that_is_replaced_or_removed_is_deleted(officer, client_of, django_capture_on_commit_callbacks):
    certificate = ExternalFactory(user=officer, evidence=PDF)
    storage, first = certificate.file.storage, certificate.file.name
    browser, address = client_of(officer), reverse("external", args=[certificate.uuid])

    with django_capture_on_commit_callbacks(execute=True):
        browser.post(address, TYPED | {"evidence": SimpleUploadedFile("new.png", picture("PNG"))})
    certificate.refresh_from_db()
    second = certificate.file.name
    there = [storage.exists(name) for name in (first, second)]
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(address, {"remove": "1"})

    assert there == [False, True]
    assert (storage.exists(second), ExternalCertificate.objects.exists()) == (False, False)


@pytest.mark.parametrize(("released", "status"), [(True, 200), (False, 404)])
def test_coordinator_sees_a_paper_that_is_released(released, status, officer, coordinator, client_of):
    certificate = ExternalFactory(user=officer, evidence=PDF, released=released)

    answer = client_of(coordinator).get(reverse("external_file", args=[certificate.uuid]))

    assert answer.status_code == status


def test_released_paper_is_for_no_other_coordinator_and_for_none_after_leaving(
    officer, coordinator, staff, pcu_east, border_post_west, client_of
):
    certificate = ExternalFactory(user=officer, evidence=PDF, released=True)
    other = PersonFactory(organisation=border_post_west, role=Role.COORDINATOR)
    address = reverse("external_file", args=[certificate.uuid])

    answers = [client_of(person).get(address).status_code for person in (other, staff)]
    leave(user=officer, organisation=pcu_east)

    assert answers == [404, 404]
    assert client_of(coordinator).get(address).status_code == 404


def test_expired_certificate_says_so(officer, client_of):
    ExternalFactory(user=officer, expires_on=date(2026, 3, 2))
    ExternalFactory(user=officer, completed_on=date.today(), expires_on=date.today() + timedelta(days=400))

    page = client_of(officer).get(reverse("training_record")).content.decode()

    assert (page.count("expired on"), page.count("valid until")) == (1, 1)
