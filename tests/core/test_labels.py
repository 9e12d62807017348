"""TLP labels: their order, and which of them may be kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.labels import LABEL_CHOICES, STORABLE, Label, strictest

labels = st.sampled_from(Label)


def test_labels_ascend_from_clear_to_red():
    ordered = sorted(Label, key=lambda label: label.strictness)

    assert ordered == [Label.CLEAR, Label.GREEN, Label.AMBER, Label.AMBER_STRICT, Label.RED]


def test_red_is_not_storable():
    assert Label.RED not in STORABLE
    assert [value for value, _text in LABEL_CHOICES] == [
        "TLP:CLEAR",
        "TLP:GREEN",
        "TLP:AMBER",
        "TLP:AMBER+STRICT",
    ]


def test_labels_read_the_same_in_every_language():
    assert all(value == text for value, text in LABEL_CHOICES)


@pytest.mark.parametrize(
    ("label", "colour"), [(Label.CLEAR, "clear"), (Label.AMBER, "amber"), (Label.AMBER_STRICT, "amber")]
)
def test_colour_of_amber_strict_is_amber(label, colour):
    assert label.colour == colour


def test_strictest_of_nothing_is_clear():
    assert strictest([]) is Label.CLEAR


@given(st.lists(labels, min_size=1))
def test_strictest_is_one_of_them_and_no_other_is_stricter(some):
    found = strictest(some)

    assert found in some
    assert all(label.strictness <= found.strictness for label in some)


@given(st.lists(labels), st.lists(labels))
def test_strictest_of_parts_is_strictest_of_the_whole(left, right):
    assert strictest([strictest(left), strictest(right)]) is strictest([*left, *right])


@given(st.lists(labels).flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))))
def test_strictest_does_not_depend_on_order(pair):
    some, shuffled = pair

    assert strictest(some) is strictest(shuffled)
