"""The projection: finite everywhere, true where it says so, and whole across the 180th meridian."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.geography.points import distance_km
from core.geography.projection import fitted, middle_meridian

places = st.tuples(st.floats(-80, 80), st.floats(-180, 180))


@given(shown=st.lists(places, min_size=1, max_size=12), other=places)
def test_every_place_has_a_point(shown, other):
    points = fitted(shown).project([*shown, other])

    assert all(math.isfinite(number) for point in points for number in point)


@given(south=st.floats(35, 50), height=st.floats(0, 8), west=st.floats(-5, 40), width=st.floats(20, 55))
def test_corridor_is_drawn_nearly_true_to_scale(south, height, west, width):
    """Within 2 % along the parallel of each end, over a tenth of the way: less than the width of a station."""
    projection = fitted([(south, west), (south + height, west + width)])

    for latitude in (south, south + height):
        start, end = (latitude, west), (latitude, west + width / 10)
        drawn = math.dist(*projection.project([start, end]))

        assert drawn == pytest.approx(distance_km(start, end), rel=0.02)


def test_north_is_up_and_east_is_right():
    projection = fitted([(44.2, 80.3), (52.0, 23.5)])

    (east, middle), (_x, north) = projection.project([(48.1, 60.0), (55.0, 51.9)])

    assert east > 0
    assert north < middle


@pytest.mark.parametrize(
    ("longitudes", "middle"),
    [([80], 80), ([20, 80], 50), ([170, -170], 180), ([-74, 36.8, 139.7], 32.85), ([10, 10, 10], 10)],
)
def test_middle_meridian_halves_the_shortest_arc(longitudes, middle):
    assert middle_meridian(longitudes) % 360 == pytest.approx(middle % 360)


def test_places_on_both_sides_of_the_equator_and_of_the_180th_meridian_stay_neighbours():
    projection = fitted([(-2, 179), (2, -179)])

    assert math.dist(*projection.project([(-2, 179), (2, -179)])) == pytest.approx(497, rel=0.01)
