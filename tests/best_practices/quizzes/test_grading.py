"""Grading: pure, total, and blind to the order of options."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from best_practices.quizzes.grading import Mark, differences, grade, judge, read_key
from best_practices.quizzes.grading.choice import ChoiceKey
from best_practices.quizzes.grading.gaps import GapsKey
from best_practices.quizzes.grading.geometry import CIRCLE, POLYGON, RECTANGLE, Region
from best_practices.quizzes.grading.hotspot import HotspotKey
from best_practices.quizzes.grading.matching import MatchingKey
from best_practices.quizzes.grading.number import NumberKey
from best_practices.quizzes.grading.ordering import OrderingKey
from best_practices.quizzes.grading.text import TextKey
from tests.best_practices.quizzes.keys import (
    answers,
    exact,
    gaps,
    hotspot,
    keys,
    letters,
    matching,
    numeric,
    ones,
    ordering,
    pictures,
    several,
    texts,
    with_a_wrong_one,
)

RIGHT = Mark(Fraction(1), right=True, answered=True)
WRONG = Mark(Fraction(0), right=False, answered=True)
NOTHING = Mark(Fraction(0), right=False, answered=False)

MULTIPLE = ChoiceKey("multiple", options=frozenset("abcd"), right=frozenset("ac"))
SINGLE = ChoiceKey("single", options=frozenset("abc"), right=frozenset("b"))
WEIGHT = NumberKey("numeric", number=Decimal(2800), tolerance=Decimal("0.5"))
NOTE = TextKey("text", frozenset({"cim/smgs"}))
PAIRS = MatchingKey("matching", pairs=frozenset("abcd"), distractors=frozenset("xy"))
STEPS = OrderingKey("ordering", tuple("abcde"))
GAPS = GapsKey("gaps", {"1": "a", "2": "b"}, {"1": frozenset("abc"), "2": frozenset("ab")})
WAGON = HotspotKey("hotspot", (("w4", Region(RECTANGLE, (61, 30, 18, 42), 0.25)),), ())
SEALS = HotspotKey(
    "hotspot",
    (
        ("left", Region(CIRCLE, (20, 50, 5), 0.5)),
        ("right", Region(POLYGON, (60, 40, 80, 40, 70, 60), 0.5)),
        ("top", Region(RECTANGLE, (40, 0, 10, 10), 0.5)),
    ),
    (),
)


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


@pytest.mark.parametrize(
    ("pairs", "points"),
    [
        ({"a": "a", "b": "b", "c": "c", "d": "d"}, 1),
        ({"a": "a", "b": "b"}, Fraction(1, 2)),
        ({"a": "a", "b": "a", "c": "a", "d": "a"}, Fraction(1, 4)),
        ({"a": "x", "b": "c"}, 0),
        ({"a": "a", "z": "z"}, 0),
    ],
)
def test_matching_earns_the_share_of_right_pairs(pairs, points):
    mark = grade(PAIRS, {"pairs": pairs})

    assert (mark.points, mark.right, mark.answered) == (points, points == 1, True)


@pytest.mark.parametrize(
    ("order", "points"),
    [
        ("abcde", 1),
        ("edcba", 0),
        ("bcdea", Fraction(3, 4)),
        ("abced", Fraction(1, 2)),
        ("abcd", 0),
        ("abcdd", 0),
        ("abcdef", 0),
    ],
)
def test_ordering_earns_the_share_of_right_neighbours(order, points):
    mark = grade(STEPS, {"order": list(order)})

    assert (mark.points, mark.right, mark.answered) == (points, points == 1, True)


@pytest.mark.parametrize(
    ("filled", "points"),
    [({"1": "a", "2": "b"}, 1), ({"1": "a"}, Fraction(1, 2)), ({"1": "b", "2": "a"}, 0), ({"1": "a", "3": "a"}, 0)],
)
def test_gaps_earn_the_share_of_right_ones(filled, points):
    assert grade(GAPS, {"gaps": filled}).points == points


@pytest.mark.parametrize(
    "typed", ["CIM/SMGS", "cim / smgs", "СІМ/SМGS", " «Cim/Smgs».", "CI\u00adM/S-M–GS", "ĆIM/SMGS"]
)
def test_short_text_is_right_however_it_is_typed(typed):
    assert grade(NOTE, {"text": typed}) == RIGHT


@pytest.mark.parametrize("typed", ["CIM", "CIM SMGS", "CIM\\SMGS", "SMGS/CIM"])
def test_short_text_that_says_something_else_is_wrong(typed):
    assert grade(NOTE, {"text": typed}) == WRONG


@pytest.mark.parametrize(
    ("marks", "points"),
    [
        ([[70, 50]], 1),
        ([[61, 30]], 1),
        ([[79, 72]], 1),
        ([[60.9, 50]], 0),
        ([[10, 50], [70, 50]], 1),
        ([[70, 50], [10, 50]], 0),
    ],
)
def test_one_place_is_right_with_its_edges_and_the_last_mark_counts(marks, points):
    assert grade(WAGON, {"points": marks}).points == points


@pytest.mark.parametrize(
    ("marks", "points"),
    [
        ([[20, 50], [70, 45], [45, 5]], 1),
        ([[20, 50], [70, 45]], Fraction(2, 3)),
        ([[20, 50], [70, 45], [99, 99]], Fraction(1, 3)),
        ([[20, 50], [21, 50], [22, 50]], Fraction(1, 3)),
        ([[99, 99], [98, 98]], 0),
        ([[20, 59]], Fraction(1, 3)),  # the circle is as high as wide on the screen: 10 percent of the height
        ([[20, 61]], 0),
        ([[60, 40], [61, 55]], 0),  # a corner counts; beside the slope is outside
    ],
)
def test_several_places_earn_hits_less_false_alarms(marks, points):
    assert grade(SEALS, {"points": marks}).points == points


# Every key and every answer


@given(key=keys, answer=answers)
def test_any_answer_gets_a_mark_from_nothing_to_one(key, answer):
    mark = grade(key, answer)

    assert 0 <= mark.points <= 1
    assert mark.right == (mark.points == 1)
    assert mark.answered or mark.points == 0


@given(key=st.one_of(several, ones, numeric, texts, matching, ordering, gaps))
def test_exact_key_earns_the_full_mark(key):
    assert grade(key, exact(key)) == RIGHT


@given(found=pictures(), data=st.data())
def test_mark_in_every_right_region_earns_the_full_mark_in_any_order(found, data):
    key, marks = found

    assert grade(key, {"points": data.draw(st.permutations(marks))}) == RIGHT or not key.several
    assert grade(key, {"points": marks[-1:]}).points > 0


@given(key=st.one_of(matching, gaps), answer=answers, data=st.data())
def test_order_in_which_lines_and_gaps_are_filled_does_not_matter(key, answer, data):
    right = exact(key)
    (name, filled), *_rest = right.items()
    turned = dict(data.draw(st.permutations(list(filled.items()))))

    assert grade(key, {name: turned}) == grade(key, right)


@given(key=ordering)
def test_steps_in_reverse_earn_nothing(key):
    assert grade(key, {"order": list(reversed(key.order))}) == WRONG


@given(key=hotspot)
def test_marks_all_over_the_picture_earn_nothing(key):
    everywhere = [[x, y] for x in (1, 33, 66, 99) for y in (1, 3, 5, 97, 99)]

    assert grade(key, {"points": [*everywhere, [1, 99]]}).points == 0


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

    read = read_key(json.loads(words))

    assert json.dumps(read.to_json()) == words
    assert differences(read, key) == []


OLD = [
    {"kind": "multiple", "options": ["a", "b", "c"], "right": ["a", "c"], "number": None, "tolerance": "0"},
    {"kind": "numeric", "options": [], "right": [], "number": "2.8E+3", "tolerance": "0.5"},
]


@pytest.mark.parametrize(("frozen", "answer"), [(OLD[0], {"chosen": ["c", "a"]}), (OLD[1], {"number": "2800.5"})])
def test_key_frozen_by_the_first_version_is_read_and_written_unchanged(frozen, answer):
    key = read_key(frozen)

    assert grade(key, answer) == RIGHT
    assert key.to_json() == frozen


@pytest.mark.parametrize(
    ("key", "other", "told"),
    [
        (SINGLE, ChoiceKey("single", options=frozenset("abc"), right=frozenset("c")), ["b", "c"]),
        (SINGLE, ChoiceKey("single", options=frozenset("abcd"), right=frozenset("b")), ["d"]),
        (SINGLE, ChoiceKey("multiple", options=frozenset("abc"), right=frozenset("b")), ["kind"]),
        (WEIGHT, NumberKey("numeric", number=Decimal(2800), tolerance=Decimal(1)), ["tolerance"]),
        (NOTE, TextKey("text", frozenset({"цим/смгс"})), []),
        (STEPS, OrderingKey("ordering", tuple("abced")), ["d", "e"]),
        (GAPS, GapsKey("gaps", {"1": "b", "2": "b"}, GAPS.choices), ["1"]),
        (WAGON, HotspotKey("hotspot", (("w4", Region(RECTANGLE, (61, 30, 18, 41), 0.25)),), ()), ["w4"]),
    ],
)
def test_differing_parts_of_two_languages_are_named(key, other, told):
    assert differences(key, other) == told


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
