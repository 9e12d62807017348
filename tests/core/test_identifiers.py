"""What identifies a consignment, a vehicle or a person is found in free text; ordinary text is left alone."""

import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.identifiers import check_digit, identifiers_in, plain, uncleared


def found(text):
    return [(finding.kind.value, finding.text) for finding in identifiers_in(text)]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("container", "MSCU1234566"),
        ("container", "MSCU 123456 6"),
        ("container", "MSCU 123 456 6"),
        ("container", "MSCU1234565"),  # a digit mistyped is a consignment all the same
        ("container", "mscu 123456/6"),
        ("container", "МSСU 123456 6"),  # two letters are Cyrillic
        ("email", "officer.east@post.example.kz"),
        ("email", "начальник@таможня.рф"),
        ("phone", "+7 (727) 123-45-67"),
        ("phone", "8 (727) 123-45-67"),
        ("phone", "8 727 123 45 67"),
        ("phone", "+48221234567"),
        ("phone", "+48 221 234 567"),
        ("phone", "+7.727.123.45.67"),
        ("passport", "N12345678"),
        ("passport", "AA 1234567"),
        ("passport", "АА № 123456"),
        ("passport", "P<KAZAKHMETOV<<ALI<<<<<<<<<<<<<<<<<<<<<<<<<<<"),
        ("plate", "123 ABC 02"),
        ("plate", "01 A 123 BC"),
        ("plate", "01 KG 123 ABC"),
        ("plate", "1234 AB-7"),
        ("plate", "А123ВС77"),
        ("plate", "A123BC777"),
        ("plate", "А 123 ВЕ 77"),
        ("plate", "АК 1234 ВМ"),
        ("plate", "LU 12345"),
        ("plate", "10-AB-123"),
        ("plate", "AB-123-CD"),
    ],
)
def test_identifier_is_found_where_it_stands(kind, text):
    (finding,) = identifiers_in(f"It was {text}, they said.")

    assert (finding.kind.value, finding.text, finding.start) == (kind, text, len("It was "))


@pytest.mark.parametrize(
    ("sentence", "kind", "text"),
    [
        ("Паспорт серии 45 08 № 123456 выдан", "passport", "45 08 № 123456"),
        ("ИИН 850101300123.", "passport", "850101300123"),
        ("PESEL: 85010112345", "passport", "85010112345"),
        ("Тел.: 27-12-34, спросить дежурного", "phone", "27-12-34"),
        ("tel. (22) 123 45 67", "phone", "(22) 123 45 67"),
    ],
)
def test_figures_are_found_by_the_word_before_them(sentence, kind, text):
    assert found(sentence) == [(kind, text)]


@pytest.mark.parametrize(
    "text",
    [
        "20,063 kg in 525 canisters, July 2017",
        "110 009 packs on 10 Dec 2018, value over PLN 1.8 m",
        "20 000 EUR, 10 500 TEU, 500 USD 20 times, PLN 12345, 12 345 678 KZT and +12 345 678 EUR",
        "Codes of ISO 6346 and ISO 17712, HS 280540 and HS 2402.20, CN 24022090, UN 2809, ТН ВЭД 8471 30 000 0",
        "Regulation (EU) 2018/1725, art. 5(1)(a), OJ L 295, 21.11.2018, p. 39; GOST 34028-2016; EN 13480",
        "24.11.2026 14:50, 2026-11-24, 8 марта 2020, 8 800 000 тонн, 1 520 мм и 1 435 мм",
        "§ 12.3.4, пункт 2 статьи 358, Table 7.1, 3.2.1.10",
        "В 2019 ГОДУ 12 345 контейнеров, ОТ 20000 ДО 40000, НЕ 12345",
        "KZ ALA, PLMAL, 45G1, 22G1, 25T6, T1, EX-A, CIM/SMGS, S10, [S81], K-12",
        "MSCU 12•••••",
        "CSQU305438_",
        "csqu 305438 4",
        "mscu ١٢٣٤٥٦ ٦",
        "Seal 12345, wagons 45-50, 1,313.38 kg of narcotics",
        "[S10] [S-euroby] [[gauge-break|words]]",
        "The training number ZZZU 123456 4",
        "The textbooks explain it with CSQU3054383, also written CSQU 305438 3.",
        "192.168.10.12, v3.11.7, 400 kbit/s, 0.5 mSv/h, 6 MeV 2018",
    ],
)
def test_ordinary_words_and_figures_are_left_alone(text):
    assert found(text) == []


def test_a_stretch_of_text_is_found_once_and_in_the_order_of_the_text():
    assert found("a.b@c.kz and MSCU1234565") == [("email", "a.b@c.kz"), ("container", "MSCU1234565")]


def test_what_is_listed_as_harmless_is_left_out():
    every = identifiers_in("MSCU1234565 and a.b@c.kz")

    assert [finding.text for finding in uncleared(every, "another\nMSCU 123456-5 ")] == ["a.b@c.kz"]


@pytest.mark.parametrize(("number", "digit"), [("CSQU305438", 3), ("ZZZU123456", 4), ("MSCU123456", 6)])
def test_check_digit_is_that_of_the_standard(number, digit):
    assert check_digit(number) == digit


LETTERS = st.text(alphabet=string.ascii_lowercase, min_size=3, max_size=3)


@given(LETTERS, st.sampled_from("ujz"), st.integers(0, 999_999), st.integers(0, 9))
def test_loosely_written_number_is_one_only_if_its_check_digit_fits(owner, category, serial, digit):
    first = f"{owner}{category}{serial:06}"
    text = f"see {first}/{digit} there"

    fits = check_digit(first.upper()) == digit and owner + category not in {"zzzu", "csqu"}
    assert (("container", f"{first}/{digit}") in found(text)) is fits


@given(LETTERS.map(str.upper), st.integers(0, 999_999), st.integers(0, 9), st.integers(1, 9))
def test_no_single_wrong_figure_has_the_same_check_digit(owner, serial, place, more):
    number = f"{owner}U{serial:06}"
    at = 4 + place % 6
    wrong = f"{number[:at]}{(int(number[at]) + more) % 10}{number[at + 1 :]}"

    if 10 not in (weight_sum(number) % 11, weight_sum(wrong) % 11):  # 10 is written 0: the standard's known gap
        assert check_digit(wrong) != check_digit(number)


def weight_sum(number):
    """The sum of ISO 6346 worked out the long way, as a person would."""
    values = dict(zip(string.ascii_uppercase, [n for n in range(10, 39) if n % 11], strict=True))
    return sum((values.get(sign) if sign.isalpha() else int(sign)) * 2**place for place, sign in enumerate(number))


@given(st.text())
def test_any_text_is_looked_at_and_findings_are_where_they_say(text):
    for finding in identifiers_in(text):
        assert text[finding.start : finding.start + len(finding.text)] == finding.text
        assert plain(finding.text) in plain(text)


@given(st.integers(1, 31), st.integers(1, 12), st.integers(1990, 2030))
def test_dates_are_no_finding(day, month, year):
    for text in (f"{day:02}.{month:02}.{year}", f"{year}-{month:02}-{day:02}", f"{day} {month} {year}"):
        assert found(f"On {text} in the morning") == []


@given(st.integers(0, 10**12), st.sampled_from(["EUR", "KZT", "kg", "тонн", "USD"]))
def test_sums_are_no_finding(amount, unit):
    for text in (f"{amount} {unit}", f"{amount:,} {unit}".replace(",", " "), f"{amount:,} {unit}"):
        assert found(f"Worth {text} in all") == []


@given(st.text(alphabet="0123456789 +()-", max_size=4000))
def test_figures_without_end_take_no_time(text):
    list(identifiers_in(text * 20))


@pytest.mark.parametrize("piece", ["a", "+7 727 123 45 67 ", "MSCU1234565 ", "A1", "P<KAZ", "тел. ", "1 ", "серия "])
def test_long_texts_take_no_more_than_their_length(piece):
    text = piece * (200_000 // len(piece))

    began = time.process_time()
    identifiers_in(text)

    assert time.process_time() - began < 3
