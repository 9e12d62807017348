"""Maps of real places: what is on them, how much they weigh, that any places make one."""

import gzip
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.geography.coast import LAND, clipped, coasts
from core.geography.drawing import draw
from core.geography.lines import simplified_line, simplified_ring
from core.geography.points import Kind, MapPoint
from core.geography.prepare import encoded, prepared
from tests.core.geography.places import ALTYNKOL, ASHGABAT, FELIXSTOWE, POLISH_SITES, TERESPOL

AKTAU = MapPoint("Aktau", 43.661, 51.173)

world = st.builds(
    MapPoint,
    st.text(min_size=1, max_size=30),
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.sampled_from(Kind),
)


def numbers_of(path):
    return [int(number) for number in re.findall(r"-?\d+", path)]


def test_two_places_far_apart_are_joined_over_the_land():
    drawing = draw([ALTYNKOL, TERESPOL], line=True)

    assert [label.text for label in drawing.labels] == ["Altynkol", "Terespol"]
    assert (len(drawing.stations), drawing.coast, drawing.numbered, drawing.scale.km) == (2, True, False, 1000)
    assert drawing.track.startswith(f"M{drawing.stations[0].x * 4} ")


def test_places_close_together_have_no_coast_and_a_short_scale():
    drawing = draw(POLISH_SITES[:5], line=True)

    assert (drawing.coast, drawing.scale.km, drawing.numbered) == (False, 20, False)
    assert numbers_of(drawing.land) != []  # all of it land


def test_one_place_is_shown_with_what_lies_around_it():
    drawing = draw([AKTAU], line=True)

    assert ([label.text for label in drawing.labels], drawing.coast, drawing.track) == (["Aktau"], True, "")
    assert drawing.scale.km == 200


def test_nothing_is_drawn_of_nothing():
    assert draw([], line=True) is None


def test_open_sea_has_no_land():
    assert draw([MapPoint("Ship", -40, -120)]).land == ""


def test_caspian_sea_is_water():
    """A coastline of its own, within the land: even-odd filling leaves it out."""
    around_aktau = [coast for coast in coasts() if 36 < min(place[0] for place in coast.places) < 37.5]

    assert any(46 < longitude < 55 for coast in around_aktau for _latitude, longitude in coast.places[:1])
    assert draw([AKTAU]).land.count("M") > 1


def test_end_outshines_the_other_places_of_its_group():
    end = MapPoint("Post", TERESPOL.latitude, TERESPOL.longitude, "end")

    assert [station.kind for station in draw([TERESPOL, end, ALTYNKOL]).stations] == [Kind.END, Kind.STOP]


@settings(max_examples=25)  # each is a map of half the world
@given(st.lists(world, min_size=1, max_size=12), st.booleans())
def test_any_places_make_a_map_with_everything_inside(points, line):
    drawing = draw(points, line=line)

    assert all(0 <= station.x <= 360 and 0 <= station.y <= drawing.height for station in drawing.stations)
    assert all(0 <= label.x <= 360 and 0 <= label.y <= drawing.height for label in drawing.labels)
    assert 0 < drawing.scale.width <= 90
    assert drawing.numbered or len(drawing.labels) == len(drawing.stations)


@pytest.mark.parametrize(
    ("points", "most"), [([FELIXSTOWE, ASHGABAT], 5_000), ([ALTYNKOL, *POLISH_SITES], 3_500), (POLISH_SITES, 100)]
)
def test_land_of_a_map_stays_light(points, most):
    land = draw(points, line=True).land

    assert len(gzip.compress(land.encode())) <= most


# Lines, clipping and the data


def test_ring_is_cut_at_the_box():
    square = [(-10.0, -10.0), (5.0, -10.0), (5.0, 5.0), (-10.0, 5.0)]

    assert sorted(clipped(square, (0, 0, 10, 10))) == [(0, 0), (0, 5), (5, 0), (5, 5)]
    assert clipped(square, (20, 20, 30, 30)) == []
    assert sorted(clipped(square, (-1, -1, 1, 1))) == [(-1, -1), (-1, 1), (1, -1), (1, 1)]


def test_line_loses_only_points_that_do_not_matter():
    line = [(0, 0), (1, 0), (2, 0), (3, 5), (4, 0)]

    assert simplified_line(line, 0.5) == [(0, 0), (2, 0), (3, 5), (4, 0)]
    assert simplified_ring([(0, 0), (5, 0), (10, 0), (10, 10)], 0.5) == [(0, 0), (10, 0), (10, 10)]
    assert (simplified_line([], 1), simplified_ring([], 1)) == ([], [])


def test_prepared_land_is_whole_across_the_180th_meridian():
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[178, 60], [-356, 0], [0, 5], [356, 0], [0, -5]]],
        "objects": {"land": {"geometries": [{"arcs": [[[0]]]}]}},
    }

    ring = next(prepared(topology))

    assert (min(ring)[0], max(ring)[0]) == (178, 182)


def test_land_is_kept_as_steps_in_hundredths_of_a_degree():
    assert encoded([(10.0, 50.0), (10.001, 50.001), (10.02, 49.99)]) == [1000, 5000, 2, -1]
    assert all(len(numbers) % 2 == 0 and len(numbers) >= 6 for numbers in json.loads(LAND.read_text()))
