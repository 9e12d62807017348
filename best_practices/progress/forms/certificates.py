"""What is typed about certificates: a serial, a name to compare, why one is revoked."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from best_practices.progress.choices import RevocationReason
from best_practices.progress.serials import read_serial

LONGEST_NAME = 150


class SerialForm(forms.Form):
    """A serial as it is typed from paper."""

    serial = forms.CharField(
        label=_("Serial"),
        max_length=40,
        help_text=_("Twelve letters and digits beside the square code: small or capital, with or without dashes."),
        error_messages={"required": _("Type the serial that stands on the certificate.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_serial(self) -> str:
        serial = read_serial(self.cleaned_data["serial"])
        if not serial:
            raise ValidationError(
                _("This is no serial: a sign is missing or wrong. Compare it with the paper, group by group.")
            )
        return serial


class NameForm(forms.Form):
    """The name on the paper, to be compared without being shown."""

    name = forms.CharField(
        label=_("Name on the paper"),
        max_length=LONGEST_NAME,
        help_text=_("In either script, as it is printed."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class RevocationForm(forms.Form):
    """Why a certificate is revoked."""

    reason = forms.ChoiceField(label=_("Reason"), choices=[])
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For the person and the programme staff; the public page does not show it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason: Any = self.fields["reason"]
        reason.choices = [("", _("Choose …"))] + [
            (value, label) for value, label in RevocationReason.choices if value != RevocationReason.REPLACED
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("reason") == RevocationReason.OTHER and not cleaned.get("note", "").strip():
            self.add_error("note", _("Say which reason it is."))
        return cleaned


class ReissueForm(forms.Form):
    """What becomes of the paper that is about."""

    old_was_wrong = forms.BooleanField(
        label=_("The old one was wrong: revoke it"),
        required=False,
        help_text=_("Leave it empty where the name has changed since: the old paper then goes on being valid."),
    )
