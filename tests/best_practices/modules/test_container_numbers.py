"""A container number: its sum, what is wrong with it, and which slip would explain that."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from best_practices.modules.container_numbers import LETTER_FOR, Problem, read_number
from core.identifiers import check_digit

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TEN_SIGNS = st.from_regex(re.compile(r"[A-Z]{3}[UJZ][0-9]{6}", re.ASCII), fullmatch=True)


def test_textbook_example_is_summed_line_by_line():
    reading = read_number("CSQU 305438 3")

    assert [(line.sign, line.value, line.weight, line.product, line.total) for line in reading.lines[:4]] == [
        ("C", 13, 1, 13, 13),
        ("S", 30, 2, 60, 73),
        ("Q", 28, 4, 112, 185),
        ("U", 32, 8, 256, 441),
    ]
    assert (reading.total, reading.quotient, reading.remainder, reading.digit) == (6185, 562, 3, 3)
    assert (reading.fits, reading.slips) == (True, ())


def test_remainder_of_ten_is_the_digit_nought():
    reading = read_number("DEMU1234560")

    assert (reading.total, reading.remainder, reading.digit, reading.fits) == (5532, 10, 0, True)


@pytest.mark.parametrize(
    "typed",
    [
        "csqu3054383",
        " CSQU 305 438-3 ",
        "CSQU\u00a0305438/3",
        "СSQU 305438 [3]",  # a Cyrillic letter
        "ＣＳＱＵ３０５４３８３",
        "\u202aCSQU3054383\u202c",
        "CSQU\x003054383",
        "CSQU305438‑3",
    ],
)
def test_number_is_read_however_it_is_typed(typed):
    assert read_number(typed).signs == "CSQU3054383"


@pytest.mark.parametrize(
    ("typed", "problem", "place", "sign", "meant"),
    [
        ("", Problem.EMPTY, 0, "", ""),
        (" - ", Problem.EMPTY, 0, "", ""),
        ("C5QU305438", Problem.LETTER_EXPECTED, 2, "5", "S"),
        ("C3QU305438", Problem.LETTER_EXPECTED, 2, "3", ""),
        ("CSQU3O54383", Problem.FIGURE_EXPECTED, 6, "O", "0"),
        ("CSQU305438X", Problem.FIGURE_EXPECTED, 11, "X", ""),
        ("ЖSQU3054383", Problem.STRANGE, 1, "Ж", ""),
        ("CSQU30?4383", Problem.STRANGE, 7, "?", ""),
        ("CSQU٣054383", Problem.STRANGE, 5, "٣", ""),
        ("CSQU30543", Problem.SHORT, 0, "", ""),
        ("CSQU30543834", Problem.LONG, 0, "", ""),
    ],
)
def test_what_cannot_be_summed_says_why_and_what_was_perhaps_meant(typed, problem, place, sign, meant):
    reading = read_number(typed)

    assert (reading.problem, reading.place, reading.sign, reading.meant) == (problem, place, sign, meant)
    assert (reading.lines, reading.fits, reading.slips) == ((), False, ())


def test_swapped_neighbours_are_named_first():
    assert read_number("CSQU3045383").slips[0] == "CSQU 305438 3"


def test_sign_that_looks_like_another_is_tried():
    assert "CSQU 305438 3" in read_number("CSQU3054333").slips


def test_number_without_its_digit_is_summed_and_fits_nothing():
    reading = read_number("ZZZU123456")

    assert (reading.digit, reading.given, reading.fits, reading.spaced) == (4, "", False, "ZZZU 123456")


def test_category_that_the_standard_does_not_know_is_noticed():
    assert [read_number(f"CSQ{letter}305438").known_category for letter in "UJZA"] == [True, True, True, False]


@given(TEN_SIGNS)
def test_number_with_its_own_digit_fits(ten):
    assert read_number(f"{ten}{check_digit(ten)}").fits


@given(TEN_SIGNS, st.integers(0, 9))
def test_sum_is_the_sum_of_its_lines_and_divides_as_it_says(ten, digit):
    reading = read_number(f"{ten}{digit}")

    assert reading.total == sum(line.product for line in reading.lines) == 11 * reading.quotient + reading.remainder
    assert reading.fits == (digit == reading.digit)


@given(TEN_SIGNS, st.integers(0, 9))
def test_every_slip_that_is_offered_fits_and_differs(ten, digit):
    reading = read_number(f"{ten}{digit}")

    assert all(read_number(slip).fits and slip != reading.spaced for slip in reading.slips)
    assert len(set(reading.slips)) == len(reading.slips) <= 3


@given(st.text(max_size=200))
def test_nothing_that_is_typed_is_an_error(text):
    reading = read_number(text)

    assert (reading.problem is None) == bool(reading.lines)


def test_look_alikes_are_letters_for_figures():
    assert all(figure.isdigit() and letter in LETTERS for figure, letter in LETTER_FOR.items())
