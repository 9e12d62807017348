"""When a lesson and a module are done, and what comes first: pure rules, the same in every order."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from best_practices.modules.line import ModuleProgress, Rules, is_complete, leads_back, next_step
from best_practices.modules.queries import rules_in_force
from content.version import bump_content_version
from tests.factories.content import in_russian
from tests.factories.modules import LessonFactory, ModuleFactory

A, B, C = (UUID(int=number) for number in (1, 2, 3))


@pytest.mark.parametrize(
    ("completion", "done", "passed", "complete"),
    [
        ("all", {A, B}, True, True),
        ("all", {A, B}, False, False),
        ("all", {A}, True, False),
        ("lessons", {A, B}, False, True),
        ("lessons", {A}, True, False),
        ("quiz", set(), True, True),
        ("quiz", {A, B}, False, False),
    ],
)
def test_module_is_complete_as_its_rule_says(completion, done, passed, complete):
    rules = Rules(completion=completion)

    assert is_complete([A, B], done, has_quiz=True, passed=passed, rules=rules) is complete


@pytest.mark.parametrize("completion", ["all", "lessons", "quiz"])
def test_rule_about_a_quiz_that_there_is_not_asks_for_the_lessons(completion):
    rules = Rules(completion=completion)

    found = [is_complete([A], done, has_quiz=False, passed=False, rules=rules) for done in ([], [A])]

    assert found == [False, True]
    assert not is_complete([], [], has_quiz=False, passed=False, rules=rules)


@given(st.sets(st.uuids()), st.sets(st.uuids()), st.sampled_from(["all", "lessons", "quiz"]), st.booleans())
def test_doing_more_never_makes_less_complete(lessons, done, completion, passed):
    rules = Rules(completion=completion)
    before = is_complete(lessons, done, has_quiz=True, passed=passed, rules=rules)

    after = is_complete(lessons, done | lessons, has_quiz=True, passed=True, rules=rules)

    assert after >= before


GRAPHS = st.dictionaries(st.integers(0, 6), st.lists(st.integers(0, 6), max_size=4))


@given(GRAPHS, st.integers(0, 6), st.integers(0, 6))
def test_module_that_may_come_first_never_closes_a_circle(graph, key, first):
    """Against a plain walk: if it is allowed, no way leads from a module back to itself through the new edge."""
    reached, ahead = set(), [first]
    while ahead:
        found = ahead.pop()
        if found not in reached:
            reached.add(found)
            ahead += graph.get(found, [])

    assert leads_back(key, first, graph) is (key in reached)


def test_quiz_is_no_step_where_the_lessons_complete_the_module():
    done = ModuleProgress(lessons={A: None})
    lessons = [type("Lesson", (), {"translation_key": A})()]

    steps = [
        next_step(lessons, done, has_quiz=True, rules=Rules(completion=completion)).kind
        for completion in ("all", "lessons", "quiz")
    ]

    assert steps == ["quiz", "done", "quiz"]
    assert next_step(lessons, ModuleProgress(quiz="passed"), has_quiz=True, rules=Rules("quiz")).kind == "done"


def test_rules_are_those_of_the_page_that_others_were_translated_from(site, modules_index):
    first = ModuleFactory(parent=modules_index)
    module = ModuleFactory(parent=modules_index, completion="quiz", force="required", prerequisites=[first])
    in_russian(module, completion="lessons", force="recommended")
    bump_content_version()

    assert rules_in_force()[module.translation_key] == Rules("quiz", (first.translation_key,), required=True)


@pytest.mark.parametrize("number", [1, 3])
def test_rules_need_one_query(number, site, modules_index, count_queries):
    for _ in range(number):
        LessonFactory(parent=ModuleFactory(parent=modules_index, prerequisites=[ModuleFactory(parent=modules_index)]))
    bump_content_version()

    with count_queries() as counted:
        rules_in_force()

    assert counted.number == 1
