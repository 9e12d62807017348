"""Writing a note, opening the way for guests, making an observation of a note."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.choices import language_choices
from core.screening import Screened
from visits.records.choices import Direction
from visits.records.services.notes import MOST_GUESTS


class NoteForm(Screened, forms.Form):
    """Text is all that is asked. `uuid` makes a form that is sent twice one note."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Note"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What you saw or heard. No container numbers, plates, phone numbers or names of people."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("uuid", uuid4())
        super().__init__(*args, **kwargs)


class WayForm(forms.Form):
    number = forms.IntegerField(label=_("How many guests"), min_value=1, max_value=MOST_GUESTS, initial=12)
    language = forms.ChoiceField(label=_("Language"), choices=language_choices)


class FromNoteForm(forms.Form):
    direction = forms.ChoiceField(label=_("Who learned from whom"), choices=Direction)
