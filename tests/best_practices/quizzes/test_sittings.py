"""A quiz taken together: drawn once, printed, projected, attended; answers entered from paper count as the person's."""

import re
from datetime import timedelta

import pytest

from accounts.choices import Role
from accounts.queries import viewer_for
from audit.models import Entry
from best_practices.quizzes.models import Attempt, Participation, Question
from best_practices.quizzes.services import (
    AlreadyEntered,
    OpenElsewhere,
    begin_from_paper,
    open_sitting,
    record_participation,
)
from best_practices.quizzes.signals import participation_withdrawn
from tests.best_practices.learning import NOON, begin, give_right, hand_in
from tests.best_practices.quizzes.test_kinds import KINDS
from tests.factories.accounts import PersonFactory
from tests.factories.content import in_russian
from tests.factories.quizzes import QuestionFactory, QuizFactory, question_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(pcu_east):
    return PersonFactory(username="coordinator", organisation=pcu_east, role=Role.COORDINATOR)


def opened(leader, quiz, unit, way="paper"):
    return open_sitting(
        viewer=viewer_for(leader),
        actor=leader,
        quiz_key=quiz.translation_key,
        unit=unit,
        way=way,
        held_on=NOON.date(),
        language="en",
        at=NOON,
        seed=1,
    )


@pytest.fixture
def sitting(coordinator, quiz, pcu_east):
    return opened(coordinator, quiz, pcu_east)


def test_sitting_keeps_its_questions_when_they_are_edited(sitting):
    question = Question.objects.get(code="Q-1")
    question.stem = "Something else?"
    question.save_revision().publish()

    assert [item.version.number for item in sitting.items.all()] == [1, 1, 1]
    assert Entry.objects.get(act="sitting.opened").detail["unit"] == "training-pcu-east"


def test_paper_prints_every_question_and_nothing_of_the_key(client_of, coordinator, site, sitting):
    page = client_of(coordinator).get(f"/en/quiz/sitting/{sitting.uuid}/paper/").content.decode()

    assert page.count("What does Q-") == 3
    assert [secret for secret in ("About a.", "1520 mm apart", "74619") if secret in page] == []
    assert sitting.code in page


def test_answer_key_is_for_who_works_on_the_bank(client_of, coordinator, staff, site, sitting):
    address = f"/en/quiz/sitting/{sitting.uuid}/key/"

    assert [client_of(person).get(address).status_code for person in (coordinator, staff)] == [404, 200]
    assert "74619.25" in client_of(staff).get(address).content.decode()


def test_sitting_of_another_unit_is_not_there(client_of, site, sitting, border_post_west):
    other = PersonFactory(organisation=border_post_west, role=Role.COORDINATOR)

    assert client_of(other).get(f"/en/quiz/sitting/{sitting.uuid}/").status_code == 404


def test_answers_entered_from_paper_are_the_persons_and_say_who_entered_them(
    client_of, coordinator, officer, site, sitting
):
    browser = client_of(coordinator)
    entry = browser.post(f"/en/quiz/sitting/{sitting.uuid}/entry/", {"person": str(officer.uuid)})
    attempt = Attempt.objects.get()
    browser.post(entry["Location"], {"answer": "a"})
    give_right(attempt, 2)

    handed_in = browser.post(f"/en/quiz/{attempt.uuid}/")

    attempt.refresh_from_db()
    assert handed_in["Location"] == f"/en/quiz/sitting/{sitting.uuid}/"
    assert (attempt.user, attempt.entered_by, attempt.right, attempt.passed) == (officer, coordinator, 2, True)
    assert attempt.ended_at.date() == sitting.held_on
    assert browser.get(f"/en/quiz/{attempt.uuid}/").status_code == 404
    assert client_of(officer).get(f"/en/quiz/{attempt.uuid}/").status_code == 200


def test_paper_is_entered_once_and_gone_on_with_before(coordinator, officer, sitting):
    enter = {"sitting": sitting, "person": officer, "actor": coordinator, "at": NOON + timedelta(hours=1)}
    first = begin_from_paper(**enter)

    assert begin_from_paper(**enter) == first
    hand_in(first)
    with pytest.raises(AlreadyEntered):
        begin_from_paper(**enter)


def test_person_who_has_begun_on_the_site_ends_that_first(client_of, coordinator, officer, site, sitting, quiz):
    begin(officer, quiz)

    page = client_of(coordinator).post(f"/en/quiz/sitting/{sitting.uuid}/entry/", {"person": str(officer.uuid)})

    assert page.status_code == 422
    assert "One of the two counts." in page.content.decode()
    with pytest.raises(OpenElsewhere):
        begin_from_paper(sitting=sitting, person=officer, actor=coordinator, at=NOON)


@pytest.mark.parametrize("person", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_paper_of_nobody_is_refused_at_the_field(client_of, coordinator, site, sitting, person):
    page = client_of(coordinator).post(f"/en/quiz/sitting/{sitting.uuid}/entry/", {"person": person})

    assert (page.status_code, Attempt.objects.count()) == (422, 0)


def test_attendance_says_who_was_there_and_is_no_pass(client_of, coordinator, officer, site, sitting):
    browser, address = client_of(coordinator), f"/en/quiz/sitting/{sitting.uuid}/attendance/"
    for _twice in range(2):
        browser.post(address, {"present": [str(officer.uuid), "nonsense"]})

    assert [(row.user, row.recorded_by) for row in Participation.objects.all()] == [(officer, coordinator)]
    assert Attempt.objects.count() == 0


def test_name_taken_from_the_list_is_told_and_logged(coordinator, officer, sitting):
    heard = []

    def listen(sender, sitting, user, **kwargs):
        heard.append(user)

    record_participation(sitting=sitting, people=[officer], actor=coordinator, at=NOON)
    participation_withdrawn.connect(listen)

    assert record_participation(sitting=sitting, people=[], actor=coordinator, at=NOON) == (0, 1)
    participation_withdrawn.disconnect(listen)
    assert heard == [officer]
    assert Entry.objects.filter(act="sitting.attended").count() == 2


def test_projector_shows_what_is_right_only_when_it_is_asked(client_of, coordinator, quiz, pcu_east, site):
    sitting = opened(coordinator, quiz, pcu_east, way="projector")
    browser, address = client_of(coordinator), f"/en/quiz/sitting/{sitting.uuid}/1/"

    pages = [browser.get(address + query).content.decode() for query in ("", "?shown")]

    assert ["About a." in page for page in pages] == [False, True]


@pytest.mark.parametrize("number", [1, 3])
def test_page_of_a_sitting_takes_the_same_queries_for_any_number_of_people(
    client_of, coordinator, site, sitting, pcu_east, number, count_queries
):
    people = [PersonFactory(organisation=pcu_east) for _person in range(number)]
    record_participation(sitting=sitting, people=people, actor=coordinator, at=NOON)
    for person in people:
        hand_in(begin_from_paper(sitting=sitting, person=person, actor=coordinator, at=NOON))
    browser = client_of(coordinator)
    browser.get(f"/en/quiz/sitting/{sitting.uuid}/")

    with count_queries() as counted:
        browser.get(f"/en/quiz/sitting/{sitting.uuid}/")

    assert counted.number <= 26


@pytest.fixture
def nine(coordinator, pcu_east):
    """A quiz of the kinds with parts of their own, from a projector and on paper."""
    quiz = QuizFactory(questions=[QuestionFactory(), *(question_of(kind) for kind in KINDS)])
    return {way: opened(coordinator, quiz, pcu_east, way) for way in ("paper", "projector")}


def test_key_has_no_column_for_an_answer_that_nobody_gave(client_of, coordinator, staff, site, nine):
    key = client_of(staff).get(f"/en/quiz/sitting/{nine['paper'].uuid}/key/").content.decode()
    wall = client_of(coordinator)
    shown = [wall.get(f"/en/quiz/sitting/{nine['projector'].uuid}/{n}/?shown").content.decode() for n in range(1, 7)]

    for page in (key, *shown):
        assert re.findall(r"missed|>You<|Not answered", page) == []
    assert re.findall(r"Zweig|Right one|Step alpha|1 first|Wagon w4", key) != []


def test_paper_says_how_each_kind_is_filled_in(client_of, coordinator, site, nine):
    page = client_of(coordinator).get(f"/en/quiz/sitting/{nine['paper'].uuid}/paper/").content.decode()

    assert "Write into each box the letter" in page
    assert "Number the boxes" in page
    assert "It is <strong>(1)</strong> ______" in page
    assert "[[" not in page


@pytest.mark.parametrize("part", ["", "paper/"])
def test_sitting_is_named_in_the_readers_language(client_of, coordinator, site, sitting, quiz, part):
    in_russian(quiz, title="Читаем линию")

    page = client_of(coordinator).get(f"/ru/quiz/sitting/{sitting.uuid}/{part}").content.decode()

    assert "<h1>Читаем линию</h1>" in page


def test_who_enters_a_paper_sees_whose_it_is(client_of, coordinator, officer, site, sitting):
    attempt = begin_from_paper(sitting=sitting, person=officer, actor=coordinator, at=NOON)
    browser = client_of(coordinator)

    pages = [browser.get(f"/en/quiz/{attempt.uuid}/{part}").content.decode() for part in ("1/", "")]

    told = f"You enter the paper of {officer}, {sitting.code}."
    assert [told in page for page in pages] == [True, True]
