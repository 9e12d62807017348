"""Country names from CLDR (through Babel), with the names the countries themselves prefer."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError

NO_COUNTRIES = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"])
"""Two-letter territories of CLDR that are no codes of ISO 3166-1: unions, parts, tests."""

PREFERRED = {
    ("ru", "KG"): "Кыргызстан",  # CLDR still says "Киргизия", which reads as a slight (domain notes, 7.2)
    ("ru", "TM"): "Туркменистан",
    ("ru", "MD"): "Молдова",
}


@lru_cache(maxsize=1024)
def country_name(code: str, language: str) -> str:
    """The name of a country (ISO 3166-1 alpha-2) in a language; the code itself if CLDR has none."""
    preferred = PREFERRED.get((language.split("-", maxsplit=1)[0], code))
    if preferred:
        return preferred
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en")
    return locale.territories.get(code, code)


@lru_cache(maxsize=16)
def countries(language: str) -> tuple[tuple[str, str], ...]:
    """(ISO 3166-1 alpha-2 code, name) of all countries, by their names in a language."""
    territories = map(str, Locale.parse("en").territories)
    codes = (code for code in territories if code.isalpha() and code not in NO_COUNTRIES)
    named = ((code, country_name(code, language)) for code in codes)
    return tuple(sorted(named, key=lambda country: country[1].casefold()))
