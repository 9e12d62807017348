"""What is filled in: an assignment, its day, a certificate from elsewhere."""

from collections.abc import Iterable
from datetime import date
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import User
from best_practices.modules.queries import ModuleView
from best_practices.progress.models import ExternalCertificate
from media.files.inspection.fronts import look_at
from media.files.masters import to_master
from media.files.validators import check_document, check_image, known_extension

EVERYBODY, ROLE, PERSON = "all", "role", "person"
PICTURES = ("jpg", "jpeg", "png", "webp")
EVIDENCE = ("pdf", *PICTURES)
LONGEST_AHEAD = 5
"""Years that a day may lie ahead: more is a slip of the pen."""
DAY_INPUT = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def not_past(day: date | None) -> date | None:
    """A day to come, today included, within reason; None stays None."""
    today = timezone.localdate()
    if day is not None and day < today:
        raise ValidationError(_("This day is past. Choose today or a later one."))
    if day is not None and day.year > today.year + LONGEST_AHEAD:
        raise ValidationError(_("This day is more than five years ahead. Check the year."))
    return day


class DueForm(forms.Form):
    """The day of an assignment."""

    due_on = forms.DateField(
        label=_("Due on"),
        required=False,
        widget=DAY_INPUT,
        help_text=_("The last day. People are reminded a week before, and once after it. Empty: no day."),
    )

    def clean_due_on(self) -> date | None:
        return not_past(self.cleaned_data["due_on"])


class AssignForm(DueForm):
    """A module for everybody of a unit, for a role there, or for one person."""

    field_order = ("module", "whom", "due_on")

    module = forms.ChoiceField(label=_("Module"))
    whom = forms.ChoiceField(label=_("For whom"))

    def __init__(
        self, *args: Any, modules: Iterable[ModuleView], people: Iterable[User], names: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.modules = {str(module.key): module for module in modules}
        self.people = {str(person.uuid): person for person in people}
        module: Any = self.fields["module"]
        module.choices = [(key, f"{found.page.code} {found.page.title}") for key, found in self.modules.items()]
        whom: Any = self.fields["whom"]
        whom.choices = [
            (EVERYBODY, _("everybody of the unit and its units")),
            (_("A role"), [(f"{ROLE}:{role.value}", role.label) for role in Role if role != Role.GUEST]),
        ]
        if names and self.people:
            whom.choices += [
                (_("One person"), [(f"{PERSON}:{uuid}", str(found)) for uuid, found in self.people.items()])
            ]

    def chosen(self) -> dict[str, Any]:
        """The arguments of the service, once the form is valid."""
        module = self.modules[self.cleaned_data["module"]]
        kind, _colon, value = self.cleaned_data["whom"].partition(":")
        return {
            "module_key": UUID(self.cleaned_data["module"]),
            "module_title": f"{module.page.code} {module.page.title}",
            "role": value if kind == ROLE else "",
            "person": self.people[value] if kind == PERSON else None,
            "due_on": self.cleaned_data["due_on"],
        }


class ExternalForm(forms.ModelForm):
    """A certificate from elsewhere, with the paper that shows it."""

    evidence = forms.FileField(
        label=_("Evidence"),
        required=False,
        help_text=_(
            "The certificate as PDF, or a picture of it (JPEG, PNG, WebP), at most 20 MB. Only you see it, and, if you "
            "say so below, your coordinators."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in EVIDENCE)}),
    )
    drop = forms.BooleanField(label=_("Remove the file that is here"), required=False)

    field_order = (
        *("title", "provider", "issuer", "completed_on", "expires_on", "hours", "evidence", "drop", "released"),
    )

    class Meta:
        model = ExternalCertificate
        fields = ("title", "provider", "issuer", "completed_on", "expires_on", "hours", "released")
        widgets = {"completed_on": DAY_INPUT, "expires_on": DAY_INPUT}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.file:
            del self.fields["drop"]
        hours: Any = self.fields["hours"]
        hours.min_value = 0
        hours.help_text = _("As the certificate says; empty if it does not. They are added to your hours.")
        self.fields["released"].help_text = _("Nobody else sees it. You can take this back at any time.")

    def clean_completed_on(self) -> date:
        day: date = self.cleaned_data["completed_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is not here yet. Enter the date on the certificate."))
        return day

    def clean_hours(self) -> Any:
        hours = self.cleaned_data["hours"]
        if hours is not None and hours < 0:
            raise ValidationError(_("Hours cannot be less than nothing."))
        return hours

    def clean_evidence(self) -> Any:
        file = self.cleaned_data["evidence"]
        return checked_evidence(file) if file else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        begin, end = cleaned.get("completed_on"), cleaned.get("expires_on")
        if begin and end and end < begin:
            self.add_error("expires_on", _("This is before the date on the certificate."))
        return cleaned


def checked_evidence(file: Any) -> Any:
    """The file as it may be kept: a harmless PDF, or a picture drawn anew without what was written beside it.

    Raises ValidationError; a file with a marking of secrecy is never taken.
    """
    kind = known_extension(file, EVIDENCE)
    check = check_image if kind in PICTURES else check_document
    check(file)
    seen = look_at(file, file.name)
    if seen.marking is not None:
        raise ValidationError(
            _("This file says “%(marking)s”. Papers with a marking of secrecy are not kept here."),
            params={"marking": seen.marking.text},
        )
    file.seek(0)
    return to_master(file, PurePath(file.name).name) if kind in PICTURES else file
