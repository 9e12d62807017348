"""Marking a page in the admin, deciding on what waits for review, and what was asked, beside the field."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from accounts.choices import language_choices
from content.choices import HANDLING_CHOICES, RED_REFUSED
from content.handling import Handling
from content.queries import Act, Asked, Sought, findings_on, said_about
from core.context import AUTONYMS
from core.labels import Label
from core.screening import warning_of
from reference.models import Organisation


class HandlingForm(forms.ModelForm[Handling]):
    """Who may see a page. TLP:RED can be chosen, so that whoever needs it is told why it cannot be, and what can."""

    label = forms.ChoiceField(
        label=_("Handling label"),
        choices=[*HANDLING_CHOICES, (Label.RED.value, format_lazy("{} ({})", Label.RED.value, _("never stored here")))],
    )
    embargo_until = forms.DateTimeField(
        label=_("Embargo until"),
        required=False,
        help_text=_("Before it only the owner sees the page."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    expires_at = forms.DateTimeField(
        label=_("Expires"),
        required=False,
        help_text=_("After it only the owner sees the page."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    class Meta:
        model = Handling
        fields = ["label", "owner", "shared_with", "embargo_until", "expires_at"]
        widgets = {"shared_with": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = Organisation.objects.filter(participates=True).prefetch_related("names")
        for name in ("owner", "shared_with"):
            self.fields[name].queryset = members  # type: ignore[attr-defined]

    def clean_label(self) -> str:
        label: str = self.cleaned_data["label"]
        if label == Label.RED:
            raise ValidationError(RED_REFUSED, code="red")
        return label

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        label = Label(cleaned.get("label") or Label.CLEAR)
        if label.strictness >= Label.AMBER.strictness and not (cleaned.get("shared_with") or cleaned.get("owner")):
            self.add_error("shared_with", _("Nobody would see it: name an owner or an organisation it is shared with."))
        begins, ends = cleaned.get("embargo_until"), cleaned.get("expires_at")
        if begins and ends and ends <= begins:
            self.add_error("expires_at", _("It would expire before the embargo ends."))
        return cleaned


class ReviewedPageForm(WagtailAdminPageForm):
    """The editor's form of every page: fields say what a reviewer asked, and what in them may identify somebody.

    What was asked stands there until the page is submitted again. Neither keeps a draft from being saved.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for made_of in type(self.instance).__mro__:
            for name, text in vars(made_of).get("editor_help", {}).items():
                if name in self.fields:
                    self.fields[name].help_text = text
        said = said_about(self.instance) if self.instance.pk else None
        for name, _called in said.fields if said else ():
            if name in self.fields:
                field = self.fields[name]
                field.help_text = format_html(
                    "<strong>{}</strong> {}", _("Sent back: please change this."), field.help_text
                )
        for name, found in findings_on(self.instance).items():
            if name in self.fields:
                field = self.fields[name]
                field.help_text = format_html("<strong>{}</strong> {}", warning_of(found), field.help_text)


class QueueForm(forms.Form):
    """The filters of the queue; what makes no sense filters nothing."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    days = forms.TypedChoiceField(
        label=_("Waits"),
        required=False,
        coerce=int,
        choices=[("", _("any time")), ("7", _("a week and longer")), ("30", _("a month and longer"))],
    )
    by = forms.TypedChoiceField(label=_("Submitted by"), required=False, coerce=int)

    def __init__(self, *args: Any, asked: Asked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", _("all"))
        for name, choices in (
            ("kind", [everything, *asked.kinds]),
            ("language", [everything, *((code, AUTONYMS.get(code, code)) for code, _name in language_choices())]),
            ("by", [("", _("anybody")), *asked.people]),
        ):
            cast(Any, self.fields[name]).choices = choices

    @property
    def told(self) -> list[tuple[str, Any]]:
        """(name, value) of what is filtered by."""
        return [(name, value) for name, value in self.cleaned_data.items() if value] if self._asked() else []

    @property
    def sought(self) -> Sought:
        return Sought(**dict(self.told))

    def _asked(self) -> bool:
        self.is_valid()
        return self.is_bound


class LanguagesForm(forms.Form):
    """The languages, beside that of the profile, in which a person judges texts."""

    languages = forms.MultipleChoiceField(
        label=_("Languages you review in"),
        help_text=_("Beside that of your profile. You decide on texts only in these languages."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, profile: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(code, AUTONYMS.get(code, code)) for code, _name in language_choices() if code != profile]
        cast(Any, self.fields["languages"]).choices = others


class LookForm(forms.Form):
    """Looked at again: still right until a day, or work for its author."""

    RIGHT, WORK = "right", "work"

    act = forms.ChoiceField(choices=[(RIGHT, RIGHT), (WORK, WORK)])
    until = forms.DateField(
        label=_("Still right until"),
        help_text=_("On this day it is to be looked at again, e.g. in a year."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    note = forms.CharField(
        label=_("What is to be done"),
        help_text=_("The author reads it on the desk and in the editor. It is needed if the text needs work."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        until = cleaned.get("until")
        if cleaned.get("act") == self.RIGHT and "until" not in self.errors:
            if until is None:
                self.add_error("until", _("Say until when it is still right."))
            elif until <= timezone.localdate():
                self.add_error("until", _("This day is not to come. Choose a later one."))
        if cleaned.get("act") == self.WORK and not cleaned.get("note"):
            self.add_error("note", _("Say what is to be done, so that the author knows."))
        return cleaned


class DecisionForm(forms.Form):
    """Publish, or send back with words and fields. `seen`: the drafts the person had before them."""

    PUBLISH, BACK = "publish", "back"

    act = forms.ChoiceField(choices=[(PUBLISH, PUBLISH), (BACK, BACK)])
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    comment = forms.CharField(
        label=_("What you want to say"),
        help_text=_("The author reads it. It is needed when you send the text back."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    at = forms.DateTimeField(
        label=_("Publish on"),
        help_text=_("Leave it empty to publish now. Your own time zone."),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    because = forms.CharField(
        label=_("Why you publish your own text"),
        help_text=_("It is logged with your name, e.g.: nobody else can decide before the visit begins."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, act: Act, own_allowed: bool = False, **kwargs: Any) -> None:
        seen = " ".join(str(number) for number in sorted(act.revisions))
        super().__init__(*args, **kwargs)
        self.fields["because"].required = False
        self.own_allowed = own_allowed
        if not own_allowed:
            del self.fields["because"]
        self.fields["seen"].initial = seen
        self.fields["fields_named"] = forms.MultipleChoiceField(
            label=_("Fields to change"),
            required=False,
            choices=[choice for reviewed in act.pages for choice in reviewed.choices],
        )

    def clean_seen(self) -> frozenset[int]:
        return frozenset(int(number) for number in self.cleaned_data["seen"].split() if number.isdecimal())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("act") == self.BACK and not cleaned.get("comment"):
            self.add_error("comment", _("Say what is to be changed, so that the author knows."))
        if cleaned.get("act") == self.PUBLISH:
            if self.own_allowed and not cleaned.get("because"):
                self.add_error("because", _("You wrote on this yourself. Say why nobody else decides."))
            if (at := cleaned.get("at")) and at <= timezone.now():
                self.add_error("at", _("This hour is past. Choose a later one, or none to publish now."))
        return cleaned

    @property
    def named(self) -> dict[int, list[str]]:
        """The chosen fields by the number of their page, as `send_back` takes them."""
        named: dict[int, list[str]] = {}
        for value in self.cleaned_data["fields_named"]:
            number, name = value.split(":")
            named.setdefault(int(number), []).append(name)
        return named
