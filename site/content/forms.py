"""Marking a page in the admin, deciding on what waits for review, and what was asked, beside the field."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from content.handling import Handling
from content.queries import Act, said_about
from core.labels import Label
from reference.models import Organisation


class HandlingForm(forms.ModelForm[Handling]):
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
    """The editor's form of every page: fields that a reviewer named say so, until the page is submitted again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = said_about(self.instance) if self.instance.pk else None
        for name, _called in said.fields if said else ():
            if name in self.fields:
                field = self.fields[name]
                field.help_text = format_html(
                    "<strong>{}</strong> {}", _("Sent back: please change this."), field.help_text
                )


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

    def __init__(self, *args: Any, act: Act, **kwargs: Any) -> None:
        seen = " ".join(str(number) for number in sorted(act.revisions))
        super().__init__(*args, **kwargs)
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
        return cleaned

    @property
    def named(self) -> dict[int, list[str]]:
        """The chosen fields by the number of their page, as `send_back` takes them."""
        named: dict[int, list[str]] = {}
        for value in self.cleaned_data["fields_named"]:
            number, name = value.split(":")
            named.setdefault(int(number), []).append(name)
        return named
