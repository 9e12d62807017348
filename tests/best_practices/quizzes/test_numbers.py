"""Reading a number as people type it, in English and in Russian."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from best_practices.quizzes.numbers import NotANumber, parse_number

NBSP, NARROW, MINUS = "\u00a0", "\u202f", "\u2212"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2800", "2800"),
        ("2 800", "2800"),
        (f"2{NBSP}800", "2800"),
        (f"2{NARROW}800", "2800"),
        ("2'800", "2800"),
        (" 2800 ", "2800"),
        ("2,8", "2.8"),
        ("2.8", "2.8"),
        ("2,800.5", "2800.5"),
        ("2.800,5", "2800.5"),
        ("2 800,5", "2800.5"),
        ("1,234,567", "1234567"),
        ("1.234.567,8", "1234567.8"),
        (f"{MINUS}3", "-3"),
        ("-3", "-3"),
        ("+3", "3"),
        (",5", "0.5"),
        ("5,", "5"),
        (".5", "0.5"),
        ("0,800", "0.8"),
        ("007", "7"),
        ("٣", "3"),
        ("1" * 18, "1" * 18),
    ],
)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_number_is_read_alike_in_both_languages(typed, number, language):
    assert parse_number(typed, language=language) == Decimal(number)


def test_single_comma_before_three_digits_groups_in_english_and_is_a_decimal_comma_in_russian():
    assert parse_number("2,800", language="en") == Decimal(2800)
    assert parse_number("2,800", language="ru") == Decimal("2.8")


def test_point_before_three_digits_is_a_decimal_point_in_both():
    assert [parse_number("2.800", language=code) for code in ("en", "ru")] == [Decimal("2.8")] * 2


@pytest.mark.parametrize(
    ("typed", "unit"),
    [("2 800 kg", "kg"), ("2800кг", "кг"), ("2800 КГ", "кг"), ("2800 kg ", " kg"), ("2800 kg net", "kg net")],
)
def test_unit_of_the_question_may_follow(typed, unit):
    assert parse_number(typed, unit=unit) == Decimal(2800)


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "abc", "kg", "-", "+", ".", ",", "--3", "+-3", "3-"),
        *("1e999", "1e3", "1E3", "NaN", "nan", "inf", "Infinity", "∞", "0x10", "0b1", "1_000", "1/2", "½", "5%", "²"),
        *("1.2.3", "1.234.567", "1,2,3", "2,8,0", "1,,2", "2,8.5", "2.8,5", "12,34,567", "1,234,56", "1,234.5,6"),
        *("1" * 19, "0." + "1" * 18, "2800 kg", "2800\x00", "1\n;2"),
    ],
)
@pytest.mark.parametrize("language", ["en", "ru", ""])
def test_anything_else_is_no_number(typed, language):
    with pytest.raises(NotANumber):
        parse_number(typed, language=language)


def test_another_unit_than_that_of_the_question_is_no_number():
    with pytest.raises(NotANumber):
        parse_number("2800 t", unit="kg")


# Whatever a person may mean, written as either language writes it, is read as it was meant.

numbers = st.decimals(min_value=-(10**11), max_value=10**11, places=6).map(Decimal)


def written(number, *, group, point):
    """The number with its digits grouped in threes."""
    whole, _, decimals = f"{number:,f}".partition(".")
    decimals = decimals.rstrip("0")
    return whole.replace(",", group) + (point + decimals if decimals else "")


@given(number=numbers)
def test_english_writing_is_read_as_it_was_meant(number):
    assert parse_number(written(number, group=",", point="."), language="en") == number


@given(number=numbers, group=st.sampled_from([" ", NBSP, NARROW, ""]), point=st.sampled_from([",", "."]))
def test_russian_writing_is_read_as_it_was_meant(number, group, point):
    typed = written(number, group=group, point=point).replace("-", MINUS)

    assert parse_number(typed, language="ru") == number


@given(number=numbers)
def test_stored_form_is_read_as_it_was_meant_without_a_language(number):
    assert parse_number(f"{number.normalize():f}") == number


@given(typed=st.text(max_size=80), unit=st.text(max_size=5), language=st.sampled_from(["en", "ru", ""]))
def test_any_text_is_a_finite_number_or_none(typed, unit, language):
    try:
        number = parse_number(typed, unit=unit, language=language)
    except NotANumber:
        return
    assert number.is_finite()
