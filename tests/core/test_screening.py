"""A form warns at the field of what it was given, and is as valid as before."""

import json

import pytest
from django import forms
from django.template import Context, Template

from core.identifiers import Identifier, Kind
from core.screening import Screened, found_in, named, words_in

NUMBER = "MSCU 123456 6"


class NoteForm(Screened, forms.Form):
    key = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(choices=[(NUMBER, NUMBER)], required=False)
    title = forms.CharField()
    note = forms.CharField(required=False, widget=forms.Textarea)


def test_form_is_valid_and_warns_at_the_field_that_was_written():
    form = NoteForm({"title": "A day", "note": f"We opened {NUMBER} & weighed it.", "kind": NUMBER, "key": NUMBER})

    assert form.is_valid()
    assert list(form.warnings) == ["note"]
    assert f"container number “{NUMBER}”" in form.warnings["note"]


def test_field_shows_the_warning_and_says_so_to_a_screen_reader():
    form = NoteForm({"title": "A day", "note": f"We opened <b>{NUMBER}</b>."})

    shown = Template("{% field bound=form.note %}{% field bound=form.title %}").render(Context({"form": form}))

    assert shown.count('class="notice small"') == 1
    assert 'id="id_note_warning"' in shown
    assert 'aria-describedby="id_note_warning"' in shown


@pytest.mark.parametrize(
    ("loaded", "sent", "new"),
    [
        ("", f"Opened {NUMBER}", True),
        (f"Opened {NUMBER}", "Opened MSCU1234566 twice", False),
        (f"Opened {NUMBER}", f"Opened {NUMBER}, wrote to a@b.kz", True),
        (f"Opened {NUMBER}", "Opened it", False),
    ],
)
def test_only_what_was_not_warned_of_yet_is_new(loaded, sent, new):
    form = NoteForm({"title": "A", "note": sent}, initial={"title": "A", "note": loaded})

    assert form.has_new_findings is new


def test_what_was_loaded_is_warned_of_as_well():
    assert list(NoteForm(initial={"title": NUMBER}).warnings) == ["title"]


def test_words_are_found_in_html_and_in_what_a_revision_keeps_of_blocks():
    blocks = [
        {"id": "12345678-1234-1234-1234-123456789012", "type": "text", "value": "<p>One</p><p>a&amp;b@c.kz</p>"},
        {"id": "x", "type": "procedure", "value": {"title": "", "steps": [{"type": "item", "value": {"name": "Two"}}]}},
        {"id": "y", "type": "table", "value": {"data": [["Three", None], [4, "Five"]]}},
    ]

    words = [line for text in words_in(json.dumps(blocks)) for line in text.split()]

    assert words == ["One", "a&b@c.kz", "Two", "Three", "Five"]


@pytest.mark.parametrize("text", ["[{", "[{}", "[{]} a.b@c.kz", " [1, 2]", "<a", "<p", "&#0;", '[{"a": 1}] a.b@c.kz'])
def test_text_that_only_looks_like_blocks_or_html_is_text(text):
    assert [one.text for one in found_in(text)] == (["a.b@c.kz"] if "@" in text else [])


def test_a_number_in_two_paragraphs_is_named_once_and_stays_one_across_a_bold_letter():
    assert named(found_in(f"<p>{NUMBER}</p><p><b>MSCU</b>1234566</p>")) == f"container number “{NUMBER}”"


def test_of_very_many_findings_the_first_are_named():
    every = [Identifier(Kind.PLATE, f"LU 1234{n}") for n in range(7)]

    assert named(every).endswith("number plate “LU 12344”, and 2 more")
