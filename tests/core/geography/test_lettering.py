"""Names on a map: inside it, apart from each other, and never lost without a number."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.geography.lettering import Group, Lettering, grouped, lettered, overlap

PAGE = Lettering(360, 220, 14, 5)

points = st.tuples(st.floats(44, 316), st.floats(40, 180))
names = st.text(st.sampled_from("Małaszewicze Шымкент"), min_size=1, max_size=40)


@given(st.lists(st.tuples(points, names), min_size=1, max_size=12))
def test_every_group_has_a_label_inside_the_map_and_no_two_overlap(shown):
    groups, labels = lettered([point for point, _ in shown], [name for _, name in shown], PAGE)

    assert None not in labels
    assert all(PAGE.holds(label.box) for label in labels)
    assert not any(overlap(one.box, other.box) for one, other in combinations(labels, 2))
    assert sorted(member for group in groups for member in group.members) == list(range(len(shown)))


@given(st.lists(points, min_size=1, max_size=12))
def test_no_label_covers_a_station_of_others(shown):
    groups, labels = lettered(shown, [f"Place {number}" for number in range(len(shown))], PAGE)

    for number, label in enumerate(labels):
        for other, group in enumerate(groups):
            x, y = group.at
            assert other == number or not overlap(label.box, (x - 5, y - 5, x + 5, y + 5))


def test_name_stands_to_the_right_where_there_is_room():
    _groups, [label] = lettered([(100, 100)], ["Lublin"], PAGE)

    assert (label.text, label.anchor, label.x) == ("Lublin", "start", 108)


def test_name_at_the_right_edge_stands_to_the_left():
    _groups, [label] = lettered([(316, 100)], ["Małaszewicze"], PAGE)

    assert (label.anchor, label.x) == ("end", 308)


def test_name_keeps_off_the_line_if_it_can():
    track = [(100.0 + step, 100.0) for step in range(100)]

    _groups, [label] = lettered([(100, 100)], ["Lublin"], PAGE, track=track)

    assert label.anchor == "end"


def test_neighbours_share_a_label_and_long_names_become_numbers():
    close = [(200.0, 100.0), (203.0, 100.0)]

    short, long = (lettered(close, names, PAGE)[1][0].text for names in (["Brest", "Terespol"], ["Brest " * 5] * 2))

    assert (short, long) == ("Brest, Terespol", "1–2")


@pytest.mark.parametrize(("members", "numbers"), [((0,), "1"), ((1, 2, 3, 4), "2–5"), ((0, 3, 4, 6), "1, 4–5, 7")])
def test_numbers_of_a_group(members, numbers):
    assert Group(members, (0, 0)).numbers == numbers


def test_grouping_goes_on_until_all_are_apart():
    groups = grouped([(0, 0), (6, 0), (13, 0), (100, 0)], nearest=11)

    assert [group.members for group in groups] == [(0, 1, 2), (3,)]
