"""Serials, names and months: pure."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.codes import ALPHABET
from best_practices.progress.names import agrees
from best_practices.progress.serials import SIGNS, check_character, new_serial, read_serial, shown
from best_practices.progress.validity import months_later

eleven = st.text(ALPHABET, min_size=SIGNS - 1, max_size=SIGNS - 1)


def with_check(signs):
    return signs + check_character(signs)


def test_new_serials_are_read_as_they_are_shown():
    serials = {new_serial() for _time in range(200)}

    assert len(serials) == 200
    assert all(read_serial(shown(serial)) == serial for serial in serials)


def test_serial_of_paper_is_read_for_ever():
    assert with_check("K7QF2M9XRTB") == "K7QF2M9XRTBE"
    assert shown("K7QF2M9XRTBE") == "K7QF-2M9X-RTBE"


@given(eleven, st.integers(0, SIGNS - 1), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_always_seen(signs, place, other):
    serial = with_check(signs)
    wrong = serial[:place] + other + serial[place + 1 :]

    assert read_serial(wrong) == (serial if wrong == serial else "")


@given(eleven)
def test_keyboards_cases_and_dashes_do_not_matter(signs):
    serial = with_check(signs)
    cyrillic = shown(serial).translate(str.maketrans("ABEKMHPCTYX", "АВЕКМНРСТУХ"))
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in serial)

    assert [read_serial(typed) for typed in (shown(serial).lower(), cyrillic, wide, f" {serial} ")] == [serial] * 4


@given(st.text())
def test_anything_typed_is_read_or_refused(typed):
    read = read_serial(typed)

    assert read == "" or (len(read) == SIGNS and with_check(read[:-1]) == read)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("Aigerim Serik", True),
        ("serik  AIGERIM", True),
        ("Серик Айгерим Алиевна", True),
        ("Серик, Айгерим; Алиевна", True),
        ("Aigerim", False),
        ("Aigerim Serikova", False),
        ("Aigerim Айгерим", False),
        ("", False),
        (" - ", False),
    ],
)
def test_name_agrees_only_as_a_whole(typed, answer):
    assert agrees(typed, ("Aigerim Serik", "Айгерим Алиевна Серик")) is answer


def test_empty_name_agrees_with_nothing():
    assert not agrees("x", ("", ""))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 24), 36, date(2029, 11, 24)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 31), 0, date(2026, 12, 31)),
    ],
)
def test_months_end_where_a_month_is_shorter(day, months, later):
    assert months_later(day, months) == later


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 1000))
def test_months_later_is_in_that_month(day, months):
    later = months_later(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
