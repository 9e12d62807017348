"""Distances on the globe, checked against known ones and against what every distance must be."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.geography.points import EARTH_KM, MapPoint, distance_km, great_circle

ALTYNKOL, MALASZEWICZE = (44.165, 80.295), (52.022, 23.534)
HALFWAY_ROUND = EARTH_KM * 3.141592653589793

places = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("start", "end", "km"),
    [
        (ALTYNKOL, MALASZEWICZE, 4193),
        ((52.076, 23.616), (52.09, 23.62), 1.58),  # Terespol, Kukuryki
        ((0, 179), (0, -179), 222),
        ((90, 0), (-90, 0), 20015),
        ((Decimal("51.25100"), Decimal("22.57000")), (Decimal("52.03200"), Decimal("23.11700")), 95),
    ],
)
def test_distance_is_the_known_one(start, end, km):
    assert distance_km(start, end) == pytest.approx(km, rel=0.01)


@given(one=places, other=places)
def test_distance_is_the_same_both_ways_and_at_most_half_the_earth(one, other):
    there, back = distance_km(one, other), distance_km(other, one)

    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there <= HALFWAY_ROUND + 1e-6


@given(place=places)
def test_distance_to_itself_is_nothing(place):
    assert distance_km(place, place) == 0


@given(one=places, other=places, third=places)
def test_way_round_is_never_shorter(one, other, third):
    assert distance_km(one, third) <= distance_km(one, other) + distance_km(other, third) + 1e-3


@given(start=places, end=places)
def test_great_circle_is_as_long_as_the_distance_and_has_no_long_step(start, end):
    way = list(great_circle(start, end))
    steps = [distance_km(*step) for step in pairwise(way)]

    assert (way[0], way[-1]) == (start, end)
    if distance_km(start, end) < HALFWAY_ROUND - 1:
        assert sum(steps) == pytest.approx(distance_km(start, end), rel=1e-6, abs=1e-3)
        assert max(steps) <= 151


def test_point_takes_the_decimals_of_a_place():
    assert MapPoint("Aktau", Decimal("43.66100"), Decimal("51.17300")).coordinates == (43.661, 51.173)
