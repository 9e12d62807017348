"""A narrative is typed, kept as blocks, and comes back as it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visits.records.narrative import blocks, items_of, list_of, typed

words = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), min_size=1, max_size=12)
lines = st.lists(words, min_size=1, max_size=5).map(" ".join).filter(lambda line: line[0] not in "-*•#")


def test_headings_paragraphs_and_lists_are_told_apart():
    found = blocks("## Day one\nThe train stood.\n\n- one\n- two")

    assert found == [
        ("heading", "Day one"),
        ("text", "<p>The train stood.</p>"),
        ("text", "<ul><li>one</li><li>two</li></ul>"),
    ]


@given(st.lists(lines, max_size=6))
def test_paragraphs_come_back_as_they_were_typed(paragraphs):
    text = "\n\n".join(paragraphs)

    assert typed(blocks(text)) == text


@given(st.text(max_size=300))
def test_anything_typed_becomes_blocks_that_say_the_same(text):
    once = typed(blocks(text))

    assert once is not None
    assert typed(blocks(once)) == once


@given(st.lists(lines, max_size=5))
def test_lists_come_back(items):
    assert items_of(list_of(items)) == items


@pytest.mark.parametrize("html", ["<p>a <b>b</b></p>", "<p>a</p><h2>b</h2>", "<table></table>", "<p>a"])
def test_what_cannot_be_typed_is_left_alone(html):
    assert typed([("text", html)]) is None


def test_markup_that_is_typed_stays_text():
    assert blocks("<script>alert(1)</script>") == [("text", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")]
