"""`[[term|words]]` and `[S60]`: found, and turned into links; everything else stays as it was typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.markup import expand, source_codes, term_slugs

NAMES = {"gauge-break": "Gauge break", "seal": "Seal & wire"}


def linked(html):
    return expand(html, term_name=NAMES.get, known_source={"S60", "GK", "own"}.__contains__)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("[[gauge-break]]", '<a class="term" href="#t-gauge-break">Gauge break</a>'),
        ("[[gauge-break|the change]]", '<a class="term" href="#t-gauge-break">the change</a>'),
        ("[[seal]]", '<a class="term" href="#t-seal">Seal &amp; wire</a>'),
        ("[[seal|wire &amp; lead]]", '<a class="term" href="#t-seal">wire &amp; lead</a>'),
        ("[[unknown|these words]]", "these words"),
        ("[[unknown]]", "unknown"),
        ("[S60]", '<a class="src" href="#s-S60">[S60]</a>'),
        ("[GK]", '<a class="src" href="#s-GK">[GK]</a>'),
        ("[S61]", "[S61]"),
        ("[note]", "[note]"),
        ("[[Not A Slug]]", "[[Not A Slug]]"),
        ("[[gauge-break|]]", "[[gauge-break|]]"),
    ],
)
def test_expand_links_what_is_known(typed, shown):
    assert linked(f"<p>Before {typed} after.</p>") == f"<p>Before {shown} after.</p>"


def test_words_may_carry_the_source_of_another_mark():
    assert linked("[[gauge-break|the change]] [S60]").count("<a ") == 2


@given(st.text(alphabet=st.characters(exclude_characters="[")))
def test_text_without_marks_stays_as_it_is(text):
    assert linked(text) == text


@given(st.text(alphabet="[]|-aS60gGK <>&", max_size=40))
def test_marks_never_add_a_tag_other_than_their_links(text):
    shown = linked(text)

    assert re.sub(r'<a class="(?:term" href="#t|src" href="#s)-[\w-]+">|</a>', "", shown).count("<") == text.count("<")


@given(st.lists(st.sampled_from(sorted(NAMES)), max_size=5))
def test_slugs_are_found_in_order_with_repeats(slugs):
    text = " and ".join(f"[[{slug}|words]]" for slug in slugs)

    assert list(term_slugs(text)) == slugs


def test_source_codes_are_found_in_order_with_repeats():
    assert list(source_codes("Said [S60], again [S1] [S60]; [S-unece] [own] [S1234] [s60] [[S60]]")) == [
        "S60",
        "S1",
        "S60",
        "S-unece",
        "own",
        "S60",
    ]


def test_source_code_may_end_in_a_word():
    assert list(source_codes("Agreed [S56-list]; not [S56-] nor [S56-2]")) == ["S56-list"]
