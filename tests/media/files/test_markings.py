"""Markings of secrecy are told from words of the text, however they are spaced, spelled or bent."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.files.inspection.markings import Marking, marking_in

MARKINGS = [
    "Для служебного пользования",
    "для  служебнoгo   пoльзoвaния (п. 12 Перечня)",  # with Latin o and a
    "д л я   с л у ж е б н о г о   п о л ь з о в а н и я",
    "ДСП",
    "Д С П  Экз. № 1",
    "СОВЕРШЕННО СЕКРЕТНО",
    "Секретно Экз. единственный",
    "К о н ф и д е н ц и а л ь н о",
    "Конфиденциальная информация",
    "Zastrzeżone",
    "ZASTRZEZONE",
    "poufne egz. nr 2",
    "Klauzula: ŚCIŚLE TAJNE",
    "Қызмет бабында пайдалану үшін",
    "Кызмет бабында пайдалану ушин",  # typed without the Kazakh letters
    "Xizmatda foydalanish uchun",
    "Хизматда фойдаланиш учун",
    "Кызматтык пайдалануу үчүн",
    "RESTRICTED",
    "RESTREINT UE/EU RESTRICTED",
    "Confidential",
    "TLP:AMBER",
    "TLP: AMBER + STRICT",
    "T L P : A M B E R",
    "Для служебного\u00adпользования",
]
NO_MARKINGS = [
    "Restricted goods",
    "RESTRICTED GOODS AND LICENCES",
    "Плита ДСП 12 мм",
    "Confidential information must be kept confidential.",
    "Секретные технологии",
    "Секретариат",
    "служебное пользование парковкой",
    "Tajna policja, poufna rozmowa",
    "TLP:GREEN",
    "The labels are TLP:RED, TLP:AMBER, TLP:GREEN and TLP:CLEAR.",
    "The officer may mark it TLP:RED if needed.",
    "",
]


@pytest.mark.parametrize("line", MARKINGS)
def test_marking_is_found_on_the_page_and_in_a_header(line):
    found = Marking(" ".join(line.split()))

    assert marking_in(page=["A report", line, "of the visit"]) == found
    assert marking_in(stamps=[line]) == found
    assert marking_in(stamps=[f"Report of the visit | {line}"]) is not None


@pytest.mark.parametrize("line", NO_MARKINGS)
def test_word_of_the_text_is_no_marking(line):
    assert marking_in(page=["A report", line, "of the visit"], stamps=[line, f"{line}, page 3"]) is None


@pytest.mark.parametrize("line", ["TLP:RED", "ТLР:RЕD", "tlp red", "TLP-RED", "T L P : R E D"])
def test_red_is_known_and_comes_first(line):
    assert marking_in(stamps=["ДСП"], page=["ДСП", line]) == Marking(line, is_red=True)


def test_capitals_at_the_end_of_a_header_are_a_marking():
    assert marking_in(stamps=["Report of the visit RESTRICTED"]) is not None
    assert marking_in(stamps=["Trade in what is restricted"]) is None


def test_marking_broken_in_two_lines_is_found():
    assert marking_in(page=["Для служебного", "пользования"]) == Marking("Для служебного пользования")


def test_page_that_explains_the_labels_carries_none():
    assert marking_in(page=["TLP:RED", "the room", "TLP:AMBER", "the office", "TLP:CLEAR", "everyone"]) is None


@given(st.lists(st.text()), st.lists(st.text()))
def test_any_lines_are_looked_at(stamps, page):
    marking_in(stamps=stamps, page=page)


@given(st.sampled_from(MARKINGS[:20]), st.integers(0, 3), st.booleans())
def test_case_and_blanks_make_no_difference(line, blanks, capitals):
    written = (line.upper() if capitals else line).replace(" ", " " * (blanks + 1))

    assert marking_in(page=[f"  {written} "]) is not None


def test_long_lines_take_no_more_than_their_length():
    began = time.process_time()
    marking_in(stamps=["a " * 50_000, "дсп " * 20_000], page=["служебного " * 20_000])

    assert time.process_time() - began < 3
