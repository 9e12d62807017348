"""Country names in the languages of the people who read them."""

import pytest

from reference.countries import country_name


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
