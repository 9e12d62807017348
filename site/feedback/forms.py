"""Asking, and answering. Nothing that was typed is lost: a form that is refused comes back as it was sent."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from core.screening import LookedAt
from feedback.choices import GLOSSARY_KEY, LONGEST_TEXT, About
from feedback.models import Enquiry


class AskForm(LookedAt, forms.Form):
    token = forms.CharField(required=False, initial=uuid4, widget=forms.HiddenInput)
    about = forms.ChoiceField(
        label=_("What is it?"), choices=About.choices, initial=About.MISTAKE, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("What do you want to say?"),
        help_text=_("No names, numbers of persons, plates or containers from real cases."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("Write what you want to say.")},
    )
    wants_answer = forms.BooleanField(label=_("I want an answer"), required=False, initial=True)

    def clean_token(self) -> UUID:
        """What makes two sendings of one form one; rubbish in it is no fault of the person."""
        try:
            return UUID(self.cleaned_data["token"])
        except ValueError:
            return uuid4()


class AskAboutTermForm(AskForm):
    """For the glossary: about one term, or about all of it."""

    term = forms.ChoiceField(label=_("Term"), required=False)

    field_order = ["term"]

    def __init__(self, *args: Any, terms: dict[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["term"]
        field.choices = [("", _("The whole glossary")), *((str(key), name) for key, name in terms.items())]

    def clean_term(self) -> UUID:
        return UUID(self.cleaned_data["term"]) if self.cleaned_data["term"] else GLOSSARY_KEY


class AnswerForm(LookedAt, forms.Form):
    """Answer, or close without an answer. `seen`: the version that the person had before them."""

    ANSWER, CLOSE = "answer", "close"
    ASKER, EVERYBODY = "asker", "everybody"

    act = forms.ChoiceField(choices=[(ANSWER, ANSWER), (CLOSE, CLOSE)])
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    answer = forms.CharField(
        label=_("Answer"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("Write the answer.")},
    )
    shown_to = forms.ChoiceField(
        label=_("Who reads the answer"),
        required=False,
        choices=[(ASKER, _("Only the person who asked")), (EVERYBODY, _("Everybody who may see the page"))],
        widget=forms.RadioSelect,
    )
    shown_question = forms.CharField(
        label=_("The question as everybody reads it"),
        help_text=_("Shown beside an answer for everybody. Take out what tells who asked."),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reason = forms.CharField(
        label=_("Why it is closed without an answer"),
        help_text=_("The person who asked reads it."),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why there is no answer: the person who asked reads it.")},
    )

    NEEDED = {ANSWER: ("answer", "shown_to"), CLOSE: ("reason",)}

    def __init__(self, data: Any = None, *, enquiry: Enquiry) -> None:
        initial = {
            "seen": enquiry.version,
            "answer": enquiry.answer,
            "shown_to": self.EVERYBODY if enquiry.released else self.ASKER,
            "shown_question": enquiry.shown_question or enquiry.text,
            "reason": enquiry.reason,
        }
        super().__init__(data, initial=initial)
        for name in self.NEEDED.get(self.data.get("act", ""), ()):
            self.fields[name].required = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        released = cleaned.get("act") == self.ANSWER and cleaned.get("shown_to") == self.EVERYBODY
        if released and not cleaned.get("shown_question") and "shown_question" not in self.errors:
            self.add_error("shown_question", _("An answer for everybody needs its question."))
        return cleaned

    def drawn(self, name: str) -> forms.BoundField:
        """A field as it is drawn: each is needed by one of the two acts, so none is called optional."""
        self.fields[name].required = True
        return self[name]

    @property
    def given(self) -> dict[str, Any]:
        """The answer as the service takes it."""
        return {
            "text": self.cleaned_data["answer"],
            "released": self.cleaned_data["shown_to"] == self.EVERYBODY,
            "shown_question": self.cleaned_data["shown_question"],
        }
