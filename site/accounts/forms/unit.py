"""What a coordinator fills in: one invitation, several names for printed codes, a list, a role."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role, language_choices
from accounts.codes import plain_code
from accounts.imports import LONGEST, ListRefused, rows_of

MOST_NAMES = 60
"""Slips that are printed at once: five sheets."""


class GivingForm(forms.Form):
    """A form in which one of the roles that somebody may give is chosen."""

    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args: Any, roles: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role: Any = self.fields["role"]
        role.choices = [(found.value, str(found.label)) for found in Role if found in roles]


class InviteForm(GivingForm):
    """One person. Without an e-mail a code is printed."""

    field_order = ("name_latin", "name_national", "email", "role", "language")

    name_latin = forms.CharField(label=_("Name in Latin letters"), max_length=LONGEST, required=False)
    name_national = forms.CharField(
        label=_("Name in national script"),
        max_length=LONGEST,
        required=False,
        help_text=_("With the patronymic, if there is one."),
    )
    email = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("Empty: no mailbox, you print a code and hand it over.")
    )
    language = forms.ChoiceField(label=_("Language"), choices=language_choices)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (cleaned.get("name_latin") or cleaned.get("name_national") or cleaned.get("email") or self.errors):
            self.add_error("name_latin", _("Give a name, or an e-mail."))
        cleaned["email"] = (cleaned.get("email") or "").casefold()
        return cleaned


class NamesForm(GivingForm):
    """People without a mailbox, a name in each line."""

    field_order = ("names", "role", "language")

    names = forms.CharField(
        label=_("Names"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One in each line. Each gets a slip with a code; the sheet is printed, cut, and handed over."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=language_choices)

    def clean_names(self) -> list[str]:
        names = [" ".join(line.split()) for line in self.cleaned_data["names"].splitlines()]
        names = list(dict.fromkeys(name for name in names if name))
        if len(names) > MOST_NAMES:
            raise ValidationError(_("At most %d at once. Print the rest afterwards.") % MOST_NAMES)
        if longest := next((name for name in names if len(name) > LONGEST), None):
            raise ValidationError(_("“%s…” is longer than 150 characters.") % longest[:40])
        return names


class ListForm(forms.Form):
    """A list of people as a file."""

    file = forms.FileField(
        label=_("The list"),
        allow_empty_file=True,
        help_text=_(
            "CSV or XLSX, at most 2,000 people. The first row names the columns: Name in Latin letters, "
            "Name in national script, E-mail, Role, Language."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.rows = rows_of(file.name, file.read())
        except ListRefused as refused:
            raise ValidationError(str(refused)) from refused
        return file


class RoleForm(GivingForm):
    """A further role of somebody who is here."""


class CodeForm(forms.Form):
    """A code as it is typed from a slip."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Twelve letters and digits, as on your slip: small or capital letters, with or without dashes."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        code = plain_code(self.cleaned_data["code"])
        if not code:
            raise ValidationError(_("A code has twelve letters and digits. Compare it with your slip."))
        return code
