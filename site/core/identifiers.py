"""What identifies a consignment, a vehicle or a person and should not stand in free text. Pure.

It warns, it does not prove: a real number written in an unusual way is not found, and an invented one is.
Latin and Cyrillic letters that look alike are taken for each other, as people type them.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

FICTITIOUS_PREFIX = "ZZZU"
"""Owner code and category of the container numbers of exercises (domain notes, 3.2): never a finding."""
TEACHING_EXAMPLES = frozenset({"CSQU3054383"})
"""Numbers by which every text on ISO 6346 explains the check digit: they identify nothing."""


class Kind(StrEnum):
    CONTAINER = "container"
    EMAIL = "email"
    PHONE = "phone"
    PASSPORT = "passport"
    PLATE = "plate"


@dataclass(frozen=True, slots=True)
class Identifier:
    """One finding; `text` as it stands there, from the character number `start`."""

    kind: Kind
    text: str
    start: int = 0


ALIKE = str.maketrans("АВЕКМНОРСТУХІЈЅ", "ABEKMHOPCTYXIJS")
"""Capital Cyrillic letters as the Latin ones they look like."""
GAP = r"[ \-\u00a0\u2011\u2013]?"

CONTAINER = re.compile(r"\b[A-Z]{3}[UJZ][ -]?\d{3}[ -]?\d{3}[ -]?\d\b")
LOOSE_CONTAINER = re.compile(
    rf"(?<!\w)[A-Za-z]{{3}}[UJZujz]{GAP}\d{{3}}{GAP}\d{{3}}{GAP}[/(\[]?\d(?!\w)",
)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
PHONE = re.compile(r"(?<!\w)(?:\+\d|8[ -]?\()(?:[ ().\-\u00a0\u2011]{0,2}\d){7,14}(?!\w)")
TRUNK_PHONE = re.compile(r"(?<![\w,.])8[ -]\(?\d{3}\)?[ -]\d{3}[ -]\d{2}[ -]\d{2}(?![\w,.]\d)(?!\w)")
"""A domestic number as it is grouped in the countries of the former Union; sums are grouped in threes."""
NAMED_PHONE = re.compile(
    r"(?<!\w)(?:tel|phone|fax|mob|mobile|whatsapp|telefon|тел|телефон|факс|моб)\.?:? {0,2}(?:№ ?)?"
    r"(\(?\d(?:[ ()\-\u00a0\u2011]{0,2}\d){5,13})(?!\w)",
    re.IGNORECASE,
)
PASSPORT = re.compile(r"\b[A-Z]{1,2} ?(?:№ ?)?\d{7,8}\b")
CYRILLIC_PASSPORT = re.compile(r"\b[A-Z]{2} ?(?:№ ?)?\d{7}\b|\b[A-Z]{1,2} ?№ ?\d{6,8}\b")
NAMED_DOCUMENT = re.compile(
    r"(?<!\w)(?:passport|id card|identity card|паспорт|удостоверени|dow[óo]d|paszport|pasport|серия"
    r"|ИИН|ЖСН|ПИНФЛ|JSHSHIR|PESEL|ИНН)\w{0,4}\.?:?[^\d\n]{0,24}"
    r"((?:[A-ZА-Я]{1,3} ?)?\d{2} ?\d{2}[, ]{0,2}(?:№|No\.?|N|номер)? ?\d{5,10})(?!\w)",
    re.IGNORECASE,
)
MACHINE_READABLE = re.compile(r"(?<![A-Z0-9<])[PIACV][A-Z<][A-Z]{3}[A-Z0-9<]{15,40}(?![A-Z0-9<])")
"""The first line of the machine-readable zone of a travel document (ICAO 9303)."""
PLATE = re.compile(
    r"\b(?:"
    r"\d{3} ?[A-Z]{2,3} ?\d{2}"  # Kazakhstan
    r"|\d{4} ?[A-Z]{2}[ -]?\d{1,2}"  # Tajikistan, Belarus
    r"|[ABEKMHOPCTYX]{2} ?\d{4} ?\d{2}"  # Russia, trailers
    r"|[A-Z]{2} ?\d{4} ?[A-Z]{2}"  # Ukraine, Turkmenistan
    r"|\d{2}[ -][A-Z]{2}[ -]\d{3}"  # Azerbaijan, Armenia
    r"|[A-Z]{2}-\d{3}-[A-Z]{2}"  # Georgia
    r")\b"
)
SURE_PLATE = re.compile(
    r"\b(?:"
    r"[ABEKMHOPCTYX]\d{3}[ABEKMHOPCTYX]{2} ?\d{2,3}"  # Russia
    r"|[ABEKMHOPCTYX] \d{3} [ABEKMHOPCTYX]{2} \d{2,3}"
    r"|\d{2} ?[A-Z] ?\d{3} ?[A-Z]{2}"  # Uzbekistan
    r"|\d{2} ?(?:KG )?\d{3} ?[A-Z]{3}"  # Kyrgyzstan, Uzbekistan (companies)
    r")\b"
)
"""Plates whose order of letters and figures no short word has by chance."""
LATIN_PLATE = re.compile(r"\b[A-Z]{2,3} ?(?:\d{5}|\d{4}[A-Z])\b")
"""Poland. In Latin letters only: a word in capitals before a figure looks the same."""

CODES = """
EUR USD PLN KZT RUB RUR UZS KGS TJS TMT CNY GBP CHF JPY TRY UAH BYN GEL AZN MNT INR AFN CZK HUF RON SEK NOK DKK
KG TEU FEU MW KW KV MV MEV KEV GHZ MHZ MB GB TB KB KM MM CM ML GT DWT TON TONS LBS PCS KOM ISO UN HS EN DIN IEC
RID ADR IMO TN CN KN EU EC EEC IP NR NO PN BS TU CAS RFC TIR CMR AEO WCO WTO CCP PCU TLP BIC UIC CIM EAN VAT
GOST TH KH ECE CEN
"""
"""Currencies, units and standards: with figures beside them they are no number of anything."""
SHORT = """
PO BOX AT TO IN ON OF BY OR IS AND THE FOR PER MAY JAN FEB MAR APR JUN JUL AUG SEP OCT NOV DEC AM PM UTC GMT MSK
CET EET HA OT HE BO CO TO KO MO ET CT PC PT BC BE CA CC MP NP TT OO OOO AO
"""
"""Words of a heading in capitals, the Cyrillic ones in the Latin letters they look like; and months."""
ORDINARY, SHORT_WORDS = frozenset(CODES.split()), frozenset(SHORT.split())
YEAR = re.compile(r"(?:19|20)\d\d")

CONTAINER_SIGNS = 11
LONGEST_SUM = 10
"""Figures of a number in groups of three after a plus; with more, the first ones are the code of a country."""
LETTER_VALUES = {letter: value for value, letter in enumerate("0123456789A?BCDEFGHIJK?LMNOPQRSTU?VWXYZ")}
"""ISO 6346, 4.4: digits as they are, letters from 10 up, leaving out the multiples of eleven."""


def check_digit(number: str) -> int:
    """The check digit of the first ten signs of a container number (ISO 6346, Annex A); 10 is written 0."""
    return sum(LETTER_VALUES[sign] << place for place, sign in enumerate(number[:10])) % 11 % 10


def signs_of(number: str) -> str:
    """A container number without what people put between its signs: "CSQU3054383"."""
    return re.sub(r"[^A-Z0-9]", "", number.upper().translate(ALIKE))


def is_container(text: str) -> bool:
    """Whether loosely written signs are a container number whose check digit fits."""
    number = signs_of(text)
    return len(number) == CONTAINER_SIGNS and check_digit(number) == int(number[-1])


def is_unusual(text: str) -> bool:
    """Whether the letters of a find are no unit, currency, standard or short word."""
    words = re.findall("[A-Z]+", text.translate(ALIKE))
    return bool(words) and ORDINARY.isdisjoint(words) and SHORT_WORDS.isdisjoint(words)


def is_no_amount(text: str) -> bool:
    """Whether what stands behind the figures is no currency or unit: "20 000 EUR"."""
    return ORDINARY.isdisjoint(re.findall("[A-Z]+", text)[-1:])


def is_unusual_number(text: str) -> bool:
    """The same for letters before figures, where figures that are a year say something else: "AB 2019 CD"."""
    return is_unusual(text) and not YEAR.fullmatch(re.sub(r"\D", "", text))


def is_telephone(text: str) -> bool:
    """Whether figures after a plus are no sum: "+12 345 678" is one, "+12 345 67 89" is not."""
    grouped_as_sum = re.fullmatch(r"\+\d{1,3}(?:[ \u00a0]\d{3}){2,}", text)
    return not grouped_as_sum or len(re.sub(r"\D", "", text)) > LONGEST_SUM


def anything(_text: str) -> bool:
    return True


RULES: tuple[tuple[Kind, re.Pattern[str], bool, Callable[[str], bool]], ...] = (
    (Kind.CONTAINER, CONTAINER, True, anything),
    (Kind.CONTAINER, LOOSE_CONTAINER, True, is_container),
    (Kind.EMAIL, EMAIL, False, anything),
    (Kind.PASSPORT, MACHINE_READABLE, False, lambda text: "<<" in text),
    (Kind.PASSPORT, PASSPORT, False, is_unusual),
    (Kind.PASSPORT, NAMED_DOCUMENT, False, anything),
    (Kind.PHONE, PHONE, False, is_telephone),
    (Kind.PHONE, TRUNK_PHONE, False, anything),
    (Kind.PHONE, NAMED_PHONE, False, anything),
    (Kind.PASSPORT, CYRILLIC_PASSPORT, True, is_unusual),
    (Kind.PLATE, SURE_PLATE, True, is_no_amount),
    (Kind.PLATE, PLATE, True, is_unusual_number),
    (Kind.PLATE, LATIN_PLATE, False, is_unusual),
)
"""(kind, pattern, whether look-alike letters count as Latin, what a match must be besides), the surest first.

Of a pattern with a group the group is the finding, and the rest only what makes it one."""


def identifiers_in(text: str) -> list[Identifier]:
    """What a text seems to identify, in the order of the text; a stretch of text is found once only."""
    latin = text.translate(ALIKE)
    taken = bytearray(len(text))
    every: list[Identifier] = []
    for kind, pattern, alike, is_one in RULES:
        for match in pattern.finditer(latin if alike else text):
            start, end = match.span(pattern.groups)
            if is_one(match[pattern.groups]) and not any(taken[start:end]):
                taken[start:end] = b"x" * (end - start)
                every.append(Identifier(kind, text[start:end], start))
    return sorted((found for found in every if not is_known_example(found)), key=lambda found: found.start)


def is_known_example(found: Identifier) -> bool:
    """Whether a finding is a number of exercises or of textbooks."""
    number = signs_of(found.text)
    return found.kind is Kind.CONTAINER and (number.startswith(FICTITIOUS_PREFIX) or number in TEACHING_EXAMPLES)


def plain(text: str) -> str:
    """An identifier without the spaces and signs people put into it, to compare two spellings."""
    return re.sub(r"[\s()-]", "", text).casefold()


def uncleared(found: Iterable[Identifier], may_stay: str) -> list[Identifier]:
    """The findings that nobody has listed (a line each) as harmless."""
    cleared = {plain(line) for line in may_stay.splitlines()}
    return [finding for finding in found if plain(finding.text) not in cleared]
