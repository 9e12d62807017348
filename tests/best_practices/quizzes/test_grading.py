"""Grading: pure, total, and blind to the order of options."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from best_practices.quizzes.grading import Key, Mark, grade, judge

RIGHT = Mark(Fraction(1), right=True, answered=True)
WRONG = Mark(Fraction(0), right=False, answered=True)
NOTHING = Mark(Fraction(0), right=False, answered=False)

MULTIPLE = Key("multiple", options=frozenset("abcd"), right=frozenset("ac"))
SINGLE = Key("single", options=frozenset("abc"), right=frozenset("b"))
WEIGHT = Key("numeric", number=Decimal(2800), tolerance=Decimal("0.5"))


def test_single_answer_is_right_or_not():
    assert [grade(SINGLE, {"chosen": chosen}) for chosen in (["b"], ["a"], ["b", "a"])] == [RIGHT, WRONG, WRONG]


@pytest.mark.parametrize(
    ("chosen", "points"),
    [("ac", 1), ("a", Fraction(1, 2)), ("abc", Fraction(1, 2)), ("ab", 0), ("b", 0), ("abcd", 0)],
)
def test_several_answers_earn_their_share_of_right_ones_less_their_share_of_wrong_ones(chosen, points):
    mark = grade(MULTIPLE, {"chosen": list(chosen)})

    assert (mark.points, mark.right) == (points, points == 1)


@pytest.mark.parametrize(
    ("number", "mark"),
    [("2800", RIGHT), ("2800.5", RIGHT), ("2799.5", RIGHT), ("2800.51", WRONG), ("-2800", WRONG), ("heavy", WRONG)],
)
def test_number_is_right_within_the_tolerance_and_its_edges(number, mark):
    assert grade(WEIGHT, {"number": number}) == mark


@pytest.mark.parametrize("key", [SINGLE, MULTIPLE, WEIGHT], ids=lambda key: key.kind)
@pytest.mark.parametrize(
    "answer", [None, {}, {"chosen": []}, {"number": ""}, {"number": None}, {"chosen": "a"}, {"number": 2800}]
)
def test_no_answer_is_not_answered(key, answer):
    assert grade(key, answer) == NOTHING


# Every key and every answer

letters = st.sampled_from("abcdefgh")


def several_of(options: set[str], *, most: int) -> st.SearchStrategy[Key]:
    """Keys with these options, of which at least one and at most so many are right."""
    right = st.sets(st.sampled_from(sorted(options)), min_size=1, max_size=most)
    return right.map(lambda chosen: Key("multiple", options=frozenset(options), right=frozenset(chosen)))


option_sets = st.sets(letters, min_size=2)
several = option_sets.flatmap(lambda options: several_of(options, most=len(options)))
with_a_wrong_one = option_sets.flatmap(lambda options: several_of(options, most=len(options) - 1))
ones = st.sets(letters, min_size=2).flatmap(
    lambda options: st.builds(
        lambda kind, right: Key(kind, options=frozenset(options), right=frozenset([right])),
        st.sampled_from(["single", "true_false"]),
        st.sampled_from(sorted(options)),
    )
)
amounts = st.decimals(-(10**9), 10**9, places=3)
numeric = st.builds(lambda n, t: Key("numeric", number=n, tolerance=abs(t)), amounts, amounts)
keys = st.one_of(several, ones, numeric)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda part: st.lists(part, max_size=5) | st.dictionaries(st.text(max_size=6), part, max_size=3),
    max_leaves=8,
)
answers = st.none() | st.fixed_dictionaries({}, optional={"chosen": anything, "number": anything, "typed": anything})


@given(key=keys, answer=answers)
def test_any_answer_gets_a_mark_from_nothing_to_one(key, answer):
    mark = grade(key, answer)

    assert 0 <= mark.points <= 1
    assert mark.right == (mark.points == 1)
    assert mark.answered or mark.points == 0


@given(key=keys)
def test_exact_key_earns_the_full_mark(key):
    answer = {"number": f"{key.number:f}"} if key.kind == "numeric" else {"chosen": sorted(key.right)}

    assert grade(key, answer) == RIGHT


@given(key=st.one_of(several, ones), chosen=st.lists(letters, max_size=8), data=st.data())
def test_order_and_repetition_of_options_do_not_matter(key, chosen, data):
    shuffled = data.draw(st.permutations(chosen + chosen))

    assert grade(key, {"chosen": shuffled}) == grade(key, {"chosen": chosen})


@given(key=st.one_of(several, ones))
def test_choosing_everything_earns_nothing_where_something_is_wrong(key):
    assume(key.options != key.right)

    assert grade(key, {"chosen": sorted(key.options)}).points == 0


@given(key=with_a_wrong_one, data=st.data())
def test_another_wrong_option_never_earns_more(key, data):
    wrong = data.draw(st.sampled_from(sorted(key.options - key.right)))

    assert grade(key, {"chosen": sorted(key.right | {wrong})}).points < 1


@given(key=st.one_of(several, ones), chosen=st.lists(letters), unknown=st.text(min_size=2))
def test_unknown_option_is_wrong_and_no_error(key, chosen, unknown):
    assert grade(key, {"chosen": [*chosen, unknown]}) == WRONG


@given(key=keys)
def test_key_survives_json_and_says_the_same_thing_in_the_same_words(key):
    words = json.dumps(key.to_json())

    read = Key.from_json(json.loads(words))

    assert read == key
    assert json.dumps(read.to_json()) == words


# The whole attempt

marks = st.lists(st.builds(grade, keys, answers), max_size=12)


@given(marks=marks, pass_mark=st.integers(0, 12))
def test_judge_adds_up(marks, pass_mark):
    outcome = judge(iter(marks), pass_mark=pass_mark)

    assert (outcome.right, outcome.total) == (sum(mark.right for mark in marks), len(marks))
    assert outcome.points == sum(mark.points for mark in marks)
    assert outcome.right <= outcome.points <= outcome.total
    assert outcome.passed == (outcome.right >= pass_mark)


def test_half_points_do_not_pass():
    half = grade(MULTIPLE, {"chosen": ["a"]})

    assert (judge([half, half], pass_mark=1).points, judge([half, half], pass_mark=1).passed) == (1, False)
