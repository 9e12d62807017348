"""Country names in the languages of the people who read them."""

import pytest

from reference.countries import countries, country_name

ISO_3166_1 = 249
"""Officially assigned codes."""


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("KZ", "en", "Kazakhstan"),
        ("KZ", "ru", "Казахстан"),
        ("KZ", "kk", "Қазақстан"),
        ("KG", "ru", "Кыргызстан"),
        ("KG", "ru-KG", "Кыргызстан"),
        ("MD", "ru", "Молдова"),
        ("TM", "ru", "Туркменистан"),
        ("KG", "en", "Kyrgyzstan"),
        ("KZ", "zz-unknown", "Kazakhstan"),
        ("ZZZ", "en", "ZZZ"),
        ("", "ru", ""),
    ],
)
def test_country_name(code, language, name):
    assert country_name(code, language) == name


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_countries_are_those_of_iso_3166_by_name(language):
    found = countries(language)

    names = [name.casefold() for _code, name in found]
    assert len(found) == ISO_3166_1
    assert names == sorted(names)
    assert {"KZ", "PL", "GE"} <= dict(found).keys()
    assert not {"EU", "UN", "XK"} & dict(found).keys()
