"""Parts of a lesson that answer a reader: a number to check, a question, a case that not everybody may see."""

import re

import pytest

from best_practices.cases.models import CaseStudyPage
from best_practices.modules.signals import knowledge_check_answered
from content.queries.parts import stricter_parts
from core.labels import Label
from tests.factories.cases import CaseFactory, CaseIndexFactory
from tests.factories.content import mark
from tests.factories.modules import LessonFactory
from tests.factories.quizzes import QuestionFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/en/best-practices/gauge/tries/"


def checker(example=""):
    return {"type": "check_digit", "value": {"title": "Try", "example": example}}


def check(question):
    return {"type": "knowledge_check", "value": {"question": question.pk}}


def excerpt(case, why="What gave it away?"):
    return {"type": "case_excerpt", "value": {"case": case.pk, "why": why}}


@pytest.fixture
def lesson_of(site, module):
    """`lesson_of(block, ...)`: a lesson of these blocks at ADDRESS."""

    def made(*blocks):
        return LessonFactory(parent=module, code="G9", slug="tries", body=list(blocks))

    return made


@pytest.fixture
def question(db):
    made = QuestionFactory(code="K-1", stem="What changes here?", right="b", feedback="Because of the track.")
    mark(made, Label.CLEAR)
    return made


@pytest.fixture
def case(home):
    made = CaseFactory(parent=CaseIndexFactory(parent=home), title="Tiles at the gauge break")
    mark(made, Label.GREEN)
    return made


def text_of(response, status=200):
    assert response.status_code == status
    return response.content.decode()


# A container number


def test_number_is_checked_without_a_script_and_the_sum_is_shown(client, lesson_of):
    lesson_of(checker())

    page = text_of(client.get(ADDRESS, {"part": "0", "number": "CSQU 304538 3"}))

    assert "CSQU 304538 3 does not fit: the sum gives 1, and the number ends with 3." in page
    assert "<strong>CSQU 305438 3</strong>" in page
    assert re.findall(r"<td>(\d+)</td></tr>", page)[-1] == "6249"
    assert 'value="CSQU 304538 3"' in page


def test_example_stands_in_the_field_and_nothing_is_summed_before_it_is_asked(client, lesson_of):
    lesson_of(checker("ZZZU1234564"))

    page = text_of(client.get(ADDRESS))

    assert ('value="ZZZU1234564"' in page, "Sum so far" in page) == (True, False)


def test_only_the_checker_that_was_asked_answers(client, lesson_of):
    lesson_of(checker(), checker())

    page = text_of(client.get(ADDRESS, {"part": "1", "number": "CSQU3054383"}))

    assert page.count("fits: the check digit is 3") == page.count("Sum so far") == 1
    assert page.index('id="part-1"') < page.index("Sum so far")


@pytest.mark.parametrize("number", ["", "<script>alert(1)</script>", "Ж" * 5000, "\x00", "C5QU305438", "\u202e"])
def test_whatever_is_typed_gets_a_sentence(client, lesson_of, number):
    lesson_of(checker())

    page = text_of(client.get(ADDRESS, {"part": "0", "number": number}))

    assert re.search(r'<p role="status" data-said class="alert">[^<]{10,}</p>', page)
    assert "<script>alert" not in page


def test_number_of_somebody_signed_in_stays_out_of_the_address(client_of, officer, stranger, lesson_of):
    lesson_of(checker())

    forms = [
        re.search(r'<form class="try".*?>', text_of(client_of(who).get(ADDRESS)))[0] for who in (officer, stranger)
    ]

    assert ['method="post"' in form for form in forms] == [True, False]
    assert "fits" in text_of(client_of(officer).post(ADDRESS, {"part": "0", "number": "CSQU3054383"}))


def test_stranger_gets_no_cookie_so_that_the_page_can_be_kept(client, lesson_of, question):
    lesson_of(checker(), check(question))

    response = client.get(ADDRESS)

    assert (response.cookies.output(), "csrfmiddlewaretoken" in response.content.decode()) == ("", False)


# A question


def test_question_is_answered_on_the_spot_with_its_reasons(client, lesson_of, question):
    lesson_of(check(question))

    page = text_of(client.get(ADDRESS, {"question": str(question.translation_key), "answer": "a"}))

    assert re.search(r'class="alert"[^>]*>Not right<', page)
    assert [reason in page for reason in ("About a.", "About b.", "Because of the track.")] == [True] * 3
    assert re.search(r'value="a" checked', page)


def test_right_answer_is_said_to_be_right(client, lesson_of, question):
    lesson_of(check(question))

    page = text_of(client.get(ADDRESS, {"question": str(question.translation_key), "answer": "b"}))

    assert re.search(r'class="saved"[^>]*>Right<', page)


def test_key_and_reasons_are_in_no_answer_before_the_question_was_answered(client, client_of, officer, lesson_of):
    number = QuestionFactory(code="K-2", numeric=True, answer="74619.25", feedback="Weighed.")
    several = QuestionFactory(code="K-3", kind="multiple", right="ac", feedback="Both.")
    for made in (number, several):
        mark(made, Label.CLEAR)
    lesson_of(check(number), check(several))

    pages = [text_of(browser.get(ADDRESS)) for browser in (client, client_of(officer))]
    pages.append(text_of(client.get(ADDRESS, {"question": str(number.translation_key), "answer": "x"}), status=422))
    pages.append(text_of(client.get("/en/best-practices/gauge/?print=all")))

    assert [word for page in pages for word in ("74619", "Weighed.", "About a.", "Both.") if word in page] == []
    assert all("What does K-2 ask?" in page for page in pages)


@pytest.mark.parametrize("answer", [{}, {"answer": "z"}, {"answer": ["a", "b"]}, {"answer": "\x00"}])
def test_answer_that_makes_no_sense_is_refused_in_its_place(client, lesson_of, question, answer):
    lesson_of(check(question))

    page = text_of(client.get(ADDRESS, {"question": str(question.translation_key)} | answer), status=422)

    assert re.search(r'class="alert"[^>]*>[^<]{10,}<', page)
    assert "About a." not in page


@pytest.mark.parametrize("key", ["", "nothing", "6f4c2c1e-0000-4000-8000-000000000000"])
def test_answer_to_a_question_that_is_not_here_is_no_error(client, lesson_of, question, key):
    lesson_of(check(question))

    assert "About a." not in text_of(client.get(ADDRESS, {"question": key, "answer": "a"}))


def test_those_above_are_told_that_a_member_answered_and_not_what(client_of, officer, lesson_of, question):
    lesson = lesson_of(check(question))
    told = []

    def listen(sender, **said):
        told.append({name: value for name, value in said.items() if name not in {"signal", "at"}})

    knowledge_check_answered.connect(listen)
    browser = client_of(officer)
    browser.get(ADDRESS, {"question": str(question.translation_key), "answer": "a"})
    browser.post(ADDRESS, {"question": str(question.translation_key), "answer": "z"})
    browser.post(ADDRESS, {"question": str(question.translation_key), "answer": "a"})
    knowledge_check_answered.disconnect(listen)

    assert told == [
        {
            "user_id": officer.pk,
            "lesson_key": lesson.translation_key,
            "question_key": question.translation_key,
        }
    ]


def test_question_for_members_leaves_no_trace_for_a_stranger(client_of, officer, stranger, lesson_of, question):
    mark(question, Label.GREEN)
    lesson_of(check(question))

    pages = [text_of(client_of(who).get(ADDRESS)) for who in (officer, stranger)]

    assert ["What changes here?" in page for page in pages] == [True, False]
    assert "Check yourself" not in pages[1]


def test_withdrawn_question_is_asked_no_more(client, lesson_of, question):
    lesson_of(check(question))
    question.unpublish()

    assert "What changes here?" not in text_of(client.get(ADDRESS))


def test_script_gets_only_the_part_that_answers(client, lesson_of, question):
    lesson_of(checker(), check(question))
    sent = {"question": str(question.translation_key), "answer": "b"}

    part = text_of(client.get(ADDRESS, sent, headers={"X-Part": "part-1"}))
    whole = text_of(client.get(ADDRESS, headers={"X-Part": "part-1"}))

    assert (part.strip().startswith('<form class="try" id="part-1"'), "<html" in part) == (True, False)
    assert "<html" in whole


# A case


def test_case_is_shown_to_those_who_may_see_it_and_leaves_no_trace_for_others(
    client_of, officer, stranger, lesson_of, case
):
    lesson_of(excerpt(case))

    pages = [text_of(client_of(who).get(ADDRESS)) for who in (officer, stranger, officer, stranger)]

    assert ["Tiles at the gauge break" in page for page in pages] == [True, False, True, False]
    assert ["What gave it away?" in page for page in pages] == [True, False, True, False]


def test_case_stricter_than_its_lesson_is_named_to_the_author(lesson_of, case):
    lesson = lesson_of(excerpt(case))

    assert [(type(part.thing), part.label) for part in stricter_parts(lesson)] == [(CaseStudyPage, "TLP:GREEN")]


# What it costs


@pytest.mark.parametrize("person", ["stranger", "officer"])
def test_three_of_each_part_cost_as_many_queries_as_one(request, client_of, count_queries, module, site, home, person):
    index = CaseIndexFactory(parent=home)
    browser, counts = client_of(request.getfixturevalue(person)), []
    for number in (1, 3):
        blocks = []
        for _each in range(number):
            asked, shown = QuestionFactory(), CaseFactory(parent=index)
            for thing in (asked, shown):
                mark(thing, Label.CLEAR)
            blocks += [checker(), check(asked), excerpt(shown)]
        lesson = LessonFactory(parent=module, slug=f"of-{number}", body=blocks)
        browser.get(lesson.url)
        with count_queries() as counted:
            browser.get(f"{lesson.url}?again")
        counts.append(counted.number)

    assert counts[0] == counts[1]
