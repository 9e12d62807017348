"""What changed between two texts, word by word."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.differences import AROUND, MOST_WORDS, Piece, Run, is_same_text, pieces, plain, shortened

WORDS = st.lists(st.sampled_from(["a", "b", "train", "поезд", "wagon.", "[S60]"]), max_size=40).map(" ".join)


def words_of(found, *runs):
    return " ".join(piece.text for piece in found if piece.run in runs).split()


@given(WORDS, WORDS)
def test_pieces_hold_both_texts(before, after):
    found = pieces(before, after)

    assert words_of(found, Run.SAME, Run.GONE) == before.split()
    assert words_of(found, Run.SAME, Run.NEW) == after.split()


@given(WORDS, WORDS)
def test_shortening_leaves_out_nothing_that_changed(before, after):
    found = pieces(before, after)
    short = shortened(found)

    assert [piece for piece in short if piece.run in {Run.GONE, Run.NEW}] == [
        piece for piece in found if piece.run in {Run.GONE, Run.NEW}
    ]
    assert all(len(piece.text.split()) <= 2 * AROUND + 2 for piece in short if piece.run is Run.SAME)


def test_one_word_in_a_long_text_is_shown_with_what_is_around_it():
    before = " ".join(f"w{number}" for number in range(100))

    short = shortened(pieces(before, before.replace("w50", "new")))

    assert [piece.run for piece in short] == [Run.CUT, Run.SAME, Run.GONE, Run.NEW, Run.SAME, Run.CUT]
    assert short[1].text.split()[-1] == "w49"


def test_long_texts_are_compared_by_sentences():
    sentence = "One of many sentences that stay the same."
    before = " ".join([sentence] * (MOST_WORDS // 8))

    found = pieces(before, f"{before} A new one.")

    assert found[-1] == Piece(Run.NEW, "A new one.")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        ("", ""),
        ("<p>One &amp; two</p><p>three</p>", "One & two three"),
        (json.dumps([{"type": "text", "id": "x", "value": "<p>Words</p>"}]), "Words"),
        (
            json.dumps([{"type": "step", "value": {"name": "Stop", "rows": [{"kind": "k", "text": "Look"}]}}]),
            "Stop Look",
        ),
        ("[S60] is a mark", "[S60] is a mark"),
        ("{not json", "{not json"),
        (12, "12"),
        (True, ""),
    ],
)
def test_plain_words_of_what_revisions_keep(value, words):
    assert plain(value) == words


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("<p>One <strong>two</strong></p>", '<p data-block-key="x">One <b>two</b></p>', True),
        ("<ul>\n<li>One</li>\n</ul>", '<ul><li data-block-key="x">One</li></ul>', True),
        ("<p>One</p>", "<p>Two</p>", False),
        ('<p><a href="/a">One</a></p>', '<p><a href="/b">One</a></p>', False),
        ("<p>One two</p>", "<ul><li>One</li><li>two</li></ul>", False),
        ("One", "One", False),
    ],
)
def test_tags_that_an_editor_writes_anew_are_no_change(before, after, same):
    assert is_same_text(before, after) is same
