"""What is filled in to take a quiz together, to enter a paper and to grade again."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from best_practices.quizzes.choices import SittingWay
from reference.models import Organisation


class SittingForm(forms.Form):
    """For whom, how and when a quiz is taken together."""

    unit = forms.ModelChoiceField(
        label=pgettext_lazy("organisation", "Unit"), queryset=Organisation.objects.none(), to_field_name="slug"
    )
    way = forms.ChoiceField(label=_("Way"), choices=SittingWay)
    held_on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, units: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = Organisation.objects.filter(pk__in=[unit.pk for unit in units]).prefetch_related("names")
        field.choices = [(unit.slug, str(unit)) for unit in units]


class EntryForm(forms.Form):
    """Whose paper is entered."""

    person = forms.ChoiceField(label=_("Person"))

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        field: Any = self.fields["person"]
        field.choices = [("", "–"), *((str(person.uuid), str(person)) for person in people)]

    def clean_person(self) -> User:
        chosen = self.cleaned_data["person"]
        return next(person for person in self.people if str(person.uuid) == chosen)


class RegradeForm(forms.Form):
    """Why attempts are graded again, and whether passes stay."""

    reason = forms.CharField(
        label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Goes into the log.")
    )
    keep_passes = forms.BooleanField(label=_("Who has passed keeps the pass"), required=False, initial=True)
