"""Words are compared in one alphabet, and what of a query must stand in a text is no more than was typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.folding import ENDINGS, MOST_TERMS, SHORTEST_STEM, Term, fold, folded, passage, pieces, stem, terms, words

TEXTS = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("szczwy łØđßящйёқөҳ'’\u0301\u00ad\x00_-")))


def finds(query, text):
    """Whether every term of a query stands in a text, as the index would say."""
    standing = list(words(text))
    return all(any(term.fits(word) for word in standing) for term in terms(query))


@pytest.mark.parametrize(
    "spellings",
    [
        ("Altynkol", "Алтынколь", "Алтынкөл", "ALTYNKOL"),
        ("Małaszewicze", "Malaszewicze", "MAŁASZEWICZE"),
        ("Khorgos", "Хоргос"),
        ("Dostyk", "Достык", "Достық"),
        ("Koroszczyn", "Корощин"),
        ("ёлка", "елка", "е\u0308лка"),
        ("замок", "за\u0301мок", "за\u00adмок"),
        ("Øresund", "oresund"),
        ("Đakovo", "dakovo"),
        ("Oʻzbekiston", "O'zbekiston", "Ozbekiston"),
        ("Straße", "STRASSE"),
        ("２０２０", "2020", "٢٠٢٠"),
    ],
)
def test_spellings_of_one_word_are_one(spellings):
    assert len({fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("контейнер", "Осмотрели все контейнеры"),
        ("контейнеры", "Один контейнер"),
        ("контейнерами", "под контейнером"),
        ("пломбы", "Пломба цела"),
        ("вагонов", "вагон"),
        ("seals", "One seal"),
        ("seal", "Both seals"),
        ("Малашевичи", "Małaszewicze and Koroszczyn"),
        ("Małaszewicze", "в Малашевичах"),
        ("wagon", "вагоны"),
        ("gauge bre", "the gauge break"),
        ("break of the gauge", "Gauge break"),
        ("в Алтынколе", "Altynkol"),
        ("mskU123", "MSKU1234567"),
    ],
)
def test_word_is_found_by_another_form_of_it(query, text):
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("seal", "Sea and land"),
        ("port gauge", "A port"),
        ("A1", "A12 and A 1"),
        ("1435 mm", "1520 mm"),
        ("cut", "execute"),
    ],
)
def test_other_word_is_not_found(query, text):
    assert not finds(query, text)


def test_query_of_small_words_only_is_taken_as_it_is():
    assert [terms("AND OR"), terms("the gauge")] == [
        (Term("and", open=False), Term("or", open=False)),
        (Term("gaug", open=True),),
    ]


@pytest.mark.parametrize("query", ["", " ", '"', "\x00", "*", "- -", "🚂", "中文", "\u202e", "_"])
def test_query_without_a_word_asks_for_nothing(query):
    assert terms(query) == ()


def test_query_of_many_words_asks_for_the_first():
    query = " ".join(f"item{number}" for number in range(100))

    assert [term.text for term in terms(query)] == [f"item{number}" for number in range(MOST_TERMS)]


@given(TEXTS)
def test_fold_leaves_small_latin_letters_and_digits_and_changes_them_no_more(text):
    once = fold(text)

    assert re.fullmatch(r"(?:[a-z0-9]+(?: [a-z0-9]+)*)?", once)
    assert fold(once) == once


@given(TEXTS, TEXTS)
def test_words_of_two_texts_are_those_of_each(one, other):
    assert [*words(one), *words(other)] == list(words(f"{one}\n{other}"))


@given(TEXTS)
def test_text_is_found_by_itself(text):
    assert finds(text, text)


@given(st.text(alphabet="abcdefghiklmnoprstuvz", min_size=1))
def test_stem_is_a_beginning_that_is_long_enough(word):
    found = stem(word)

    assert word.startswith(found)
    assert found == word or (len(found) >= SHORTEST_STEM and word.removeprefix(found) in ENDINGS)


@given(TEXTS, TEXTS)
def test_pieces_are_the_whole_text(text, query):
    found = pieces(text, terms(query))

    assert "".join(piece for piece, _hit in found) == text
    assert [piece for piece, hit in found if hit and not any(term.fits(folded(piece)) for term in terms(query))] == []


@given(TEXTS, TEXTS, st.integers(1, 60))
def test_passage_is_a_part_of_the_text_and_not_much_longer_than_asked(text, query, width):
    shown = "".join(piece for piece, _hit in passage(text, terms(query), width=width))

    bare = shown.removeprefix("… ").removesuffix(" …").strip()
    assert bare.removeprefix("…").removesuffix("…").strip() in text
    assert len(bare) <= width + 60


def test_passage_is_where_the_words_stand_together():
    text = f"The gauge is wide. {'Nothing here. ' * 40}At the gauge break they stop. {'More. ' * 60}"

    shown = passage(text, terms("gauge break"))

    assert [piece for piece, hit in shown if hit] == ["gauge", "break"]
    assert (shown[0][0].startswith("… "), shown[-1][0].endswith(" …")) == (True, True)


def test_passage_without_a_word_of_the_query_is_the_beginning():
    assert passage("One two three. " * 40, terms("зебра"), width=11) == [("One two three. …", False)]
