"""Whoever follows every link while a quiz of all nine kinds is open comes upon no key and no reason for it."""

import re
from collections import deque
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from accounts.choices import Role
from accounts.queries import viewer_for
from best_practices.quizzes.choices import QuestionKind
from best_practices.quizzes.services import open_sitting
from tests.best_practices.learning import NOON, begin, hand_in
from tests.best_practices.quizzes.test_kinds import KINDS
from tests.factories.accounts import PersonFactory
from tests.factories.content import in_russian
from tests.factories.modules import LessonFactory, ModuleFactory
from tests.factories.quizzes import QuestionFactory, QuizFactory, question_of

pytestmark = pytest.mark.django_db

SECRETS = re.compile(
    r"About (?:[abcpsw]\d?\b|almost|\d [ab])|Zweig|The whole reason|Wagon w|61 30|61\.0|1520 mm apart|74619\.25|Weighed"
    r"|\bcorrect\b|answer_key|key_hash"
)
"""Reasons of options, explanations, the right number, the accepted form, regions, and names of fields of a key."""
ADDRESS = re.compile(r'(?:href|src|action|poster)="(/[^"#]*)')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
MOST = 400
"""Addresses of one crawl: the small site of a test has about a hundred."""
RIGHT = {
    "single": {"answer": "a"},
    "multiple": {"answer": ["a", "c"]},
    "true_false": {"answer": "true"},
    "numeric": {"answer": "74 619,4"},
    "text": {"answer": "zweig key"},
    "gaps": {"gap-1": "a", "gap-2": "b"},
    "hotspot": {"column": "O", "row": "6"},
}
WRONG = {
    "single": {"answer": "b"},
    "multiple": {"answer": ["b"]},
    "true_false": {"answer": "false"},
    "numeric": {"answer": "7"},
    "text": {"answer": "Almost"},
    "gaps": {"gap-1": "b", "gap-2": "a"},
    "hotspot": {"column": "B", "row": "5"},
}


@pytest.fixture
def questions():
    choices = [
        QuestionFactory(code="Q-single"),
        QuestionFactory(code="Q-multiple", kind="multiple", right="ac"),
        QuestionFactory(code="Q-tf", kind="true_false", options={"true": "True", "false": "False"}, right="true"),
        QuestionFactory(code="Q-number", numeric=True, answer="74619.25", feedback="Weighed."),
    ]
    made = [*choices, *(question_of(kind) for kind in KINDS)]
    for question in made:
        in_russian(question)
    return made


@pytest.fixture
def quiz(questions):
    return QuizFactory(code="NINE", title="Nine kinds", questions=questions)


@pytest.fixture
def module(modules_index, quiz):
    made = ModuleFactory(parent=modules_index, code="G", title="Gauge breaks", slug="gauge", quiz=quiz)
    LessonFactory(parent=made, code="G1", title="Two gauge breaks", slug="two")
    return made


@pytest.fixture
def attempt(officer, quiz, module):
    return begin(officer, quiz)


def crawl(client, *begun):
    """What is at these addresses and wherever they lead, by address: pages, scripts, styles, drawings."""
    found, waiting = {}, deque(begun)
    while waiting and len(found) < MOST:
        address = waiting.popleft().replace("&amp;", "&")
        if address in found or "/logout/" in address:
            continue
        if address.startswith("/static/"):
            file = finders.find(address.removeprefix("/static/"))
            found[address] = Path(str(file)).read_text(encoding="utf-8", errors="replace") if file else ""
            continue
        response = client.get(address)
        body = b"".join(response) if response.streaming else response.content
        text = TOKEN.sub("", body.decode("utf-8", "replace"))
        found[address] = text + str(dict(response.items()))
        waiting.extend([*ADDRESS.findall(text), *filter(None, [response.get("Location")])])
    assert len(found) < MOST
    return found


def given_away(found):
    """The secrets by address; what somebody searched for is repeated to them and is none."""
    told = {
        address: sorted(set(SECRETS.findall(text.replace(address.rpartition("?q=")[2], ""))))
        for address, text in found.items()
    }
    return {address: secrets for address, secrets in told.items() if secrets}


def begun_at(attempt, quiz):
    for language in ("en", "ru"):
        yield from (f"/{language}/", f"/{language}/desk/", f"/{language}/quiz/start/{quiz.translation_key}/")
        yield from (f"/{language}/quiz/{attempt.uuid}/", f"/{language}/me/record/", f"/{language}/me/record/csv/")
        yield from (f"/{language}/search/?q={word}" for word in ("About", "Zweig", "reason", "74619.25", "Wagon"))
        yield f"/{language}/quiz/drawings/container_train.svg"
    yield "/en/best-practices/gauge/?print=all"


def test_the_quiz_of_these_tests_asks_every_kind(questions):
    assert {question.kind for question in questions} == set(QuestionKind.values)


def test_nobody_comes_upon_a_key_while_the_quiz_is_open(client_of, officer, site, attempt, quiz):
    client = client_of(officer)
    answer_all(client, attempt, RIGHT)

    found = crawl(client, *begun_at(attempt, quiz))

    asked = {f"/{language}/quiz/{attempt.uuid}/{n}/" for language in ("en", "ru") for n in range(1, 10)}
    assert asked <= found.keys()
    assert {"quizzes/answer.js", "quizzes/hotspot.js"} <= {address[len("/static/") :] for address in found}
    assert given_away(found) == {}


def test_crawl_would_find_the_keys(client_of, officer, site, attempt, quiz):
    client = client_of(officer)
    hand_in(attempt)

    told = given_away(crawl(client, f"/en/quiz/{attempt.uuid}/"))[f"/en/quiz/{attempt.uuid}/"]

    assert {"About a", "Zweig", "The whole reason", "Wagon w", "1520 mm apart", "74619.25", "Weighed"} <= set(told)


def fields_of(kind, attempt, position, answers):
    """What a form of that kind sends. Of pairs and steps a person sees letters and numbers, no keys."""
    if kind == "matching":
        return dict(zip(("match-1", "match-2", "match-3"), "ABC" if answers is RIGHT else "DDD", strict=True))
    if kind == "ordering":
        return {f"step-{n}": str(n) for n in range(1, 5)} | ({} if answers is RIGHT else {"step-1": "2", "step-2": "1"})
    return answers[kind]


def answer_all(client, attempt, answers, **headers):
    return {
        item.version.kind: client.post(
            f"/en/quiz/{attempt.uuid}/{item.position}/",
            fields_of(item.version.kind, attempt, item.position, answers),
            headers=headers,
            follow=not headers,
        )
        for item in attempt.items.select_related("version")
    }


def test_answers_of_every_kind_are_told_alike_right_or_wrong(client_of, officer, site, attempt):
    client = client_of(officer)
    told = [answer_all(client, attempt, answers, Accept="application/json") for answers in (RIGHT, WRONG)]

    shapes = {kind: [set(answers[kind].json()) for answers in told] for kind in told[0]}

    assert len(shapes) == 9
    assert {frozenset(shape) for pair in shapes.values() for shape in pair} == {frozenset({"saved", "number", "token"})}
    assert [SECRETS.findall(answer.content.decode()) for answers in told for answer in answers.values()] == [[]] * 18


@pytest.mark.parametrize("answers", [RIGHT, WRONG], ids=["right", "wrong"])
def test_page_after_an_answer_without_a_script_gives_nothing_away(client_of, officer, site, attempt, answers):
    told = answer_all(client_of(officer), attempt, answers)

    assert {page.status_code for page in told.values()} == {200}
    assert given_away({kind: page.content.decode() for kind, page in told.items()}) == {}


@pytest.mark.parametrize("way", ["paper", "projector"])
def test_who_leads_a_sitting_comes_upon_no_key(client_of, site, pcu_east, quiz, module, way):
    leader = PersonFactory(username="leader", organisation=pcu_east, role=Role.COORDINATOR)
    sitting = open_sitting(
        viewer=viewer_for(leader),
        actor=leader,
        quiz_key=quiz.translation_key,
        unit=pcu_east,
        way=way,
        held_on=NOON.date(),
        language="en",
        at=NOON,
        seed=1,
    )
    client = client_of(leader)

    found = crawl(client, f"/en/quiz/sitting/{sitting.uuid}/", f"/en/quiz/sitting/{sitting.uuid}/1/")
    for n in range(2, 10) if way == "projector" else ():
        found |= crawl(client, f"/en/quiz/sitting/{sitting.uuid}/{n}/")

    asked = {"paper/"} if way == "paper" else {f"{n}/" for n in range(1, 10)}
    assert {f"/en/quiz/sitting/{sitting.uuid}/{part}" for part in asked} <= found.keys()
    assert given_away(found) == {}
    shown = client.get(f"/en/quiz/sitting/{sitting.uuid}/9/?shown").content.decode()
    assert bool(SECRETS.search(shown)) is (way == "projector")
