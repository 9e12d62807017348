"""How near a day is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from best_practices.progress.choices import Stage
from best_practices.progress.due_dates import GIVEN_STAGE, OVERDUE_STAGE, SOON_STAGE, stage_on, urgency

DAY = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("days", "stage"), [(8, Stage.GIVEN), (7, Stage.SOON), (0, Stage.SOON), (-1, Stage.OVERDUE), (-400, Stage.OVERDUE)]
)
def test_stage_by_the_days_that_are_left(days, stage):
    assert stage_on(DAY, DAY + timedelta(days=days)) == stage


def test_numbers_are_those_of_the_choices():
    assert tuple(Stage.values) == (GIVEN_STAGE, SOON_STAGE, OVERDUE_STAGE)
    assert stage_on(DAY, None) == Stage.GIVEN


@given(st.dates(max_value=date(9000, 1, 1)), st.dates(), st.integers(0, 4000))
def test_stage_never_goes_back(today, due_on, later):
    assert stage_on(today, due_on) <= stage_on(today + timedelta(days=later), due_on)


@given(st.lists(st.none() | st.dates(), min_size=1))
def test_most_urgent_is_the_nearest_day_and_nothing_comes_after_no_day(days):
    ordered = sorted(days, key=lambda day: urgency(DAY, day))

    assert ordered == sorted(days, key=lambda day: day or date.max)
