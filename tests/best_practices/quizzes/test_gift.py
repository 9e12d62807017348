"""GIFT: what is read, what is refused with its line, and that a question comes back equal or named."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from best_practices.quizzes.columns import armed, disarmed, entry_of, row_of
from best_practices.quizzes.entries import Entry
from best_practices.quizzes.gift import BESIDES, Words, read_gift, write_gift
from tests.best_practices.quizzes.entries import SIGNS, entries, of_kind

WORDS = Words(true="Верно", false="Неверно", fill="Заполните пропуск.")
IN_GIFT = ["single", "multiple", "numeric", "text", "matching"]


def read(text):
    return read_gift(text, words=WORDS)


def only(text):
    found = read(text)
    assert len(found) == 1
    assert found[0].faults == ()
    return found[0]


def right_ones(found):
    return [part["text"] for _name, part in found.entry.parts if part.get("correct")]


@pytest.mark.parametrize(
    ("text", "kind", "right"),
    [
        ("Q {=a ~b ~c}", "single", ["a"]),
        ("Q {\n~b\n=a # reason\n}", "single", ["a"]),
        ("Q {~%50%a ~%50%b ~%-100%c}", "multiple", ["a", "b"]),
        ("Q {~%100%a ~%-100%b}", "multiple", ["a"]),
        ("Q {T}", "true_false", ["Верно"]),
        ("Q {FALSE#no#yes}", "true_false", ["Неверно"]),
        (r"Q {=a \~ b ~c}", "single", ["a ~ b"]),
        (r"Q {=1 \= 1 ~\{\}\#}", "single", ["1 = 1"]),
    ],
)
def test_choices_are_read(text, kind, right):
    found = only(text)

    assert (found.entry.kind, found.entry.stem, right_ones(found)) == (kind, "Q", right)


def test_reasons_of_true_and_false_stand_with_their_answer():
    parts = [part for _name, part in only("Q {F#you said true#you said false}").entry.parts]

    assert [part["feedback"] for part in parts] == ["you said true", "you said false"]


@pytest.mark.parametrize(
    ("inside", "answer", "tolerance"),
    [
        ("#5", "5", "0"),
        ("#5:0.5", "5", "0.5"),
        ("#1..6", "3.5", "2.5"),
        ("#-3,5:0,5", "-3.5", "0.5"),
        ("#=2800:0", "2800", "0"),
    ],
)
def test_numbers_are_read(inside, answer, tolerance):
    entry = only(f"Q {{{inside}}}").entry

    assert (entry.kind, entry.answer, entry.tolerance) == ("numeric", answer, tolerance)


def test_short_answers_are_read_with_wrong_ones_as_hints():
    found = only(r"Q {=CIM\~SMGS =%100%СМГС =%0%CIM#Half of it.}")

    assert found.entry.parts == (
        ("accepted", {"text": "CIM~SMGS"}),
        ("accepted", {"text": "СМГС"}),
        ("near", {"text": "CIM", "feedback": "Half of it."}),
    )


def test_matching_and_gap_are_read():
    match = only("Q {=a -> 1\n=b -> 2 -> 3\n= -> 4}").entry
    gap = only("Rails are {=1520 ~1435} mm apart.").entry

    assert [tuple(part.values())[1:3] for _name, part in match.parts] == [("a", "1"), ("b", "2 -> 3"), ("4",)]
    assert (gap.kind, gap.stem, gap.text) == ("gaps", WORDS.fill, "Rails are [[1]] mm apart.")


def test_comments_categories_names_and_general_feedback_are_read():
    lines = [
        *("// {a comment}", "$CATEGORY: $course$/RAIL", "", "// [id:Q-7] [tag:rail] [tag:gauge]"),
        *(r"::Name::[html]<b>Wide</b>? {T####Why\nso}", "", "Next {F}"),
    ]
    first, second = read("\n".join(lines))

    assert (first.line, first.category, first.entry.code) == (5, "$course$/RAIL", "Q-7")
    assert (first.entry.stem, first.entry.tags, first.entry.feedback) == ("Wide?", ("rail", "gauge"), "Why\nso")
    assert [note.code for note in first.notes] == ["html"]
    assert (second.category, second.entry.tags, second.entry.code[:5]) == ("$course$/RAIL", (), "GIFT-")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Only a text", "description"),
        ("Q {}", "essay"),
        ("Q {=a ~b", "braces"),
        ("Q =a ~b}", "braces"),
        ("Q {=a} and {=b}", "several"),
        ("Q {a =b ~c}", "stray"),
        ("Q {~a ~b}", "no_right"),
        ("Q {=a =b ~c}", "two_right"),
        ("Q {=a -> 1 =b}", "no_arrow"),
        ("Q {#five}", "no_number"),
        ("Q {#NaN}", "no_number"),
        ("Q {#5:-1}", "no_number"),
        ("Q {#=5 =6}", "numbers"),
        ("{T}", "no_text"),
        ("Q\x07 {T}", "unseen"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text, code):
    found = read(f"First {{T}}\n\n{text}\n\nLast {{T}}")

    assert [(each.line, [fault.code for fault in each.faults]) for each in found] == [(1, []), (3, [code]), (5, [])]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Q {=about ~5 kg}", None),
        ("Q {=5~6 kg}", "inside_word"),
        ("Q {=a ~%50%b ~c}", "half"),
        ("Q {~%60%a ~%40%b ~c}", "weights"),
        ("Q {=a#well done =b}", "reason"),
        ("Q {=a =%0%b}", "no_hint"),
        ("Q {#=5:1 =%50%5:2}", "other_number"),
    ],
)
def test_what_is_read_in_part_is_noted(text, code):
    found = only(f"::A::{text}")

    assert [note.code for note in found.notes] == ([code] if code else [])


@given(st.text("ab {}~=#%->:\\[]T/1.\n$", max_size=60))
def test_reading_is_total_and_drops_no_block(text):
    found = read(text)

    assert all(each.faults or each.entry.kind for each in found)


@given(entries)
def test_question_comes_back_from_gift_equal_or_named(entry):
    block, lost = write_gift(entry, words=WORDS)

    if not block:
        assert lost in [("otherwise",), (entry.kind,)]
        return
    back = only(block)
    again = replace(back.entry, language=entry.language, topics=(back.category,) if back.category else ())
    told = {"keys": "parts", "reasons": "parts"}
    assert {name for name, value in vars(entry).items() if vars(again)[name] != value} <= {
        told.get(name, name) for name in lost
    }


@given(st.sampled_from(IN_GIFT).flatmap(of_kind))
def test_gift_loses_nothing_that_it_can_say(entry):
    plain = Entry(entry.code, entry.kind, entry.stem, parts=entry.parts, answer=entry.answer, tolerance=entry.tolerance)
    _block, lost = write_gift(plain, words=WORDS)

    tricky = "->" in repr(entry.parts) or not any(part.get("correct", True) for _name, part in entry.parts)
    assert set(lost) <= ({"keys", "reasons"} if entry.kind == "matching" else set()) or tricky
    assert set(BESIDES).isdisjoint(lost)


@given(entries)
def test_question_comes_back_from_a_row_as_it_was(entry):
    row = {column: disarmed(armed(text)) for column, text in row_of(entry).items()}

    again, faults = entry_of(row, kinds={entry.kind: entry.kind}, languages={entry.language: entry.language})

    assert (again, faults) == (entry, [])


@given(st.text(SIGNS, max_size=12))
def test_armed_text_is_no_formula_and_comes_back(text):
    assert not armed(text).lstrip(" ").startswith(("=", "+", "@"))
    assert disarmed(armed(text)) == text
