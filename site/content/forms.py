"""Marking a page in the admin."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from content.handling import Handling
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
