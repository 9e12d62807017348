"""Which language is read where one's own is missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.languages import preference, reading_order

codes = st.sampled_from(["en", "ru", "kk", "kk-Latn", "ky", "uz", "pl", "de"])


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("en", ("en", "ru")),
        ("ru", ("ru", "en")),
        ("kk", ("kk", "ru", "en")),
        ("kk-Latn", ("kk-Latn", "kk", "ru", "en")),
        ("pl", ("pl", "en", "ru")),
    ],
)
def test_reading_order_begins_with_the_language_itself(language, order):
    assert reading_order(language) == order


@given(codes, codes)
def test_nothing_is_preferred_to_the_language_asked_for(language, wanted):
    place = preference(language, wanted=wanted)

    assert (place == 0) == (language == wanted)
    assert place <= len(reading_order(wanted))
