"""Tables that leave the site: what a spreadsheet would run is text there, and everything else comes back as it was."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.tables import csv_of, harmless

RUN = ("=", "+", "-", "@", "\t", "\r", "\n")


@pytest.mark.parametrize("cell", ["=1+1", "+49", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_cell_that_begins_a_formula_is_text(cell):
    assert harmless(cell) == f"'{cell}"


def test_numbers_stay_numbers_and_nothing_is_nothing():
    assert [harmless(cell) for cell in (-3, 2.5, None, "A 1")] == [-3, 2.5, "", "A 1"]


@given(
    st.lists(st.lists(st.text(st.characters(blacklist_characters="\x00\r", blacklist_categories=["Cs"])), min_size=2))
)
def test_every_cell_comes_back_and_none_begins_a_formula(rows):
    written = csv_of(rows).decode("utf-8-sig")

    read = list(csv.reader(io.StringIO(written, newline=""), delimiter=";"))

    assert [[cell.removeprefix("'") for cell in row] for row in read] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]
    assert not [cell for row in read for cell in row if cell.lstrip(" ").startswith(RUN)]
