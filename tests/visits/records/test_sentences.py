"""Sentences keep the words of a text, in their order; abbreviations end none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visits.records.sentences import WHOLE, has_place, laid_out, paragraphs, read_back, shape, split_sentences

TEXTS = st.text() | st.text(alphabet='AaБб1 .!?…\n\r"«»()U.S№-—\x1c\x85\u2028\xa0', max_size=60)


@given(TEXTS)
def test_sentences_joined_are_the_words_of_the_text(text: str):
    joined = " ".join(sentence for sentences in paragraphs(text) for sentence in sentences)

    assert joined.split() == text.split()


@given(TEXTS)
def test_no_sentence_and_no_paragraph_is_empty(text: str):
    found = paragraphs(text)

    assert all(sentences and all(sentence.strip() == sentence != "" for sentence in sentences) for sentences in found)


@given(TEXTS)
def test_text_that_was_laid_out_is_read_back_as_it_was(text: str):
    assert read_back(laid_out(text)) == paragraphs(text)
    assert [len(sentences) for sentences in read_back(laid_out(text))] == shape(text)


@given(st.lists(st.integers(0, 5)), st.integers(-2, 8), st.integers(-2, 8))
def test_place_is_there_if_the_shape_counts_so_far(counts: list[int], paragraph: int, sentence: int):
    places = {(p, s) for p, count in enumerate(counts, start=1) for s in range(1, count + 1)} | {WHOLE}

    assert has_place(counts, paragraph, sentence) == ((paragraph, sentence) in places)


@pytest.mark.parametrize(
    "sentence",
    [
        "The U.S. Department of State funds the segment.",
        "Officers of Training PCU East met Mr. Smith and J. K. Rowe at gate No. 5.",
        "See Art. 12 and para. 3, i.e. Annex II, in vol. 2, pp. 5 and 6.",
        "Делегация посетила г. Тренск, ул. Рельсовая, д. 5.",
        "По ст. 12, п. 3, т. е. Приложению, и рис. 4.",
        "Докладчик А. Б. Иванов и проф. Петров показали весы, им. Ленина.",
        "1. Weigh the container.",
        "2.1. Read the seal.",
        "IV. Recommendations of both sides.",
        "The post handles 1.5 trains an hour, 3.25 at night.",
        "They asked “Who seals it?” and got an answer.",
        "Wait… and look again.",
    ],
)
def test_one_sentence_stays_one(sentence: str):
    assert split_sentences(sentence) == [sentence]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("“It is sealed.” He signed.", ["“It is sealed.”", "He signed."]),
        ("It was late. “Go on.” They did.", ["It was late.", "“Go on.”", "They did."]),
        ("Осмотр закончен. «Пломба цела». Поезд ушёл.", ["Осмотр закончен.", "«Пломба цела».", "Поезд ушёл."]),
        ("Визит прошёл в 2020 г. Делегация вернулась.", ["Визит прошёл в 2020 г.", "Делегация вернулась."]),
        ("Были весы, сканер и т. д. Потом обед.", ["Были весы, сканер и т. д.", "Потом обед."]),
        ("They said no. The train left.", ["They said no.", "The train left."]),
        ("They left at 5 p.m. The train waited.", ["They left at 5 p.m.", "The train waited."]),
        ("It was held in 2020. 12 officers came.", ["It was held in 2020.", "12 officers came."]),
        ("Ол келді. Қақпа ашылды. Әркім көрді.", ["Ол келді.", "Қақпа ашылды.", "Әркім көрді."]),
        ("(They agreed.) Then they left.", ["(They agreed.)", "Then they left."]),
        ("Done. — Who? — We.", ["Done.", "— Who?", "— We."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(paragraph: str, expected: list[str]):
    assert split_sentences(paragraph) == expected


def test_every_way_to_break_a_line_breaks_a_paragraph():
    assert paragraphs("A b.\r\nC d.\rE f.\n\n \nG h.\u2029I j.") == [["A b."], ["C d."], ["E f."], ["G h."], ["I j."]]
