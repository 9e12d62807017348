"""`{% map %}`: what reaches the page."""

import gzip
import re

import pytest
from django.template import Context, Template
from django.utils import translation

from core.geography.points import MapPoint
from tests.core.geography.places import ALTYNKOL, POLISH_SITES, TERESPOL

TEMPLATE = "{% load components %}{% map points=points line=line title=title description=description note=note %}"


def shown(*points, line=True, title="Sites", description="", note=""):
    values = {"points": points, "line": line, "title": title, "description": description, "note": note}
    return Template(TEMPLATE).render(Context(values))


def test_map_says_how_far_it_is_and_what_it_is():
    html = shown(ALTYNKOL, TERESPOL, note="The yard is not on the map: its place is not stated.")

    assert (
        "<figcaption>Altynkol – Terespol: about 4,190 km in a straight line. "
        "Schematic; coastlines: Natural Earth. The yard is not on the map: its place is not stated.</figcaption>"
    ) in html


def test_map_is_named_and_described_to_those_who_do_not_see_it():
    html = shown(ALTYNKOL, TERESPOL, title="From post to post")
    title, description = re.findall(r'aria-labelledby="(\S+) (\S+)"', html)[0]

    assert f'<title id="{title}">From post to post</title>' in html
    assert f'<desc id="{description}">Altynkol; Terespol 4,190 km</desc>' in html
    assert "Distances in a straight line from Altynkol." in html


def test_two_maps_on_a_page_have_ids_of_their_own():
    html = shown(ALTYNKOL, *POLISH_SITES) + shown(*POLISH_SITES)
    ids = re.findall(r' id="([^"]+)"', html)

    assert (len(ids), len(set(ids))) == (4, 4)


def test_names_are_escaped_everywhere():
    bad = '<script>"&'

    html = shown(MapPoint(bad, 44, 80), MapPoint(bad, 52, 23), title=bad, note=bad) + shown(
        ALTYNKOL, TERESPOL, description=bad
    )

    assert "<script" not in html
    assert html.count("&lt;script&gt;&quot;&amp;") == 12


@pytest.mark.parametrize(("points", "closed"), [([ALTYNKOL, TERESPOL], True), (POLISH_SITES, False)])
def test_list_of_places_stands_open_where_the_map_shows_numbers(points, closed):
    html = shown(*points)

    assert html.count("<li>") == len(points)
    assert ("<details>" in html) is closed


def test_nothing_is_shown_of_nothing():
    assert shown().strip() == ""


def test_one_place_has_no_distance():
    html = shown(ALTYNKOL)

    assert " km" in re.findall(r'<text class="scale".*?</text>', html)[0]
    assert "straight line" not in html


def test_distances_are_written_as_the_language_does():
    with translation.override("ru"):
        html = shown(ALTYNKOL, TERESPOL)

    assert "4\xa0190" in html
    assert re.search(r'viewBox="0 0 360 \d+"', html)


def test_no_map_carries_inline_code_or_anything_from_outside():
    html = shown(ALTYNKOL, *POLISH_SITES)

    assert not re.search(r"style=|<script|href=|url\(|https?:", html)


def test_maps_of_the_first_visit_weigh_little():
    """The budget is 25 kB for all maps of a page."""
    html = shown(ALTYNKOL, *POLISH_SITES) + shown(*POLISH_SITES)

    weight = len(gzip.compress(html.encode()))

    assert weight <= 6_000, weight
