"""The forms an organiser fills in: a new visit, its facts, delegations, programme, observations."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.screening import Screened
from reference.countries import countries
from reference.models import Corridor, Organisation, Place, Programme, Topic
from visits.records.choices import Direction, ObservationKind, Side, VisitType
from visits.records.models import (
    Delegation,
    Observation,
    ObservationText,
    Party,
    ProgrammeItem,
    ProgrammeItemText,
    Visit,
)

MISSING = _("Not in the list? Ask the programme staff to add it; you can save the rest and come back.")


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day(label: Any, *, help_text: Any = "", required: bool = False) -> forms.DateField:
    return forms.DateField(label=label, help_text=help_text, required=required, widget=DayInput())


class ByName(ModelChoiceIterator):
    """Choices in the order of their names in the reader's language, which no database knows."""

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        yield from sorted(map(self.choice, self.queryset.all()), key=lambda choice: str(choice[1]).casefold())


class NamedChoiceField(forms.ModelChoiceField):
    iterator = ByName


class NamedMultipleChoiceField(forms.ModelMultipleChoiceField):
    iterator = ByName


def one_of(model: Any, label: Any, *, required: bool = False, help_text: Any = "") -> forms.ModelChoiceField:
    """A choice of named rows, each by its name in the reader's language."""
    rows = model.objects.prefetch_related("names")
    return NamedChoiceField(rows, label=label, required=required, help_text=help_text, empty_label="")


def some_of(model: Any, label: Any) -> forms.ModelMultipleChoiceField:
    rows = model.objects.prefetch_related("names")
    return NamedMultipleChoiceField(rows, label=label, required=False, widget=forms.CheckboxSelectMultiple)


class PartyField(forms.TypedChoiceField):
    """An organisation; or, where the source does not name it, its country. Gives a Party."""

    def __init__(self, *, label: Any, help_text: Any = "") -> None:
        super().__init__(choices=self._parties, coerce=self._party, label=label, help_text=help_text)

    @staticmethod
    def _parties() -> list[tuple[Any, Any]]:
        """The values are the key of an organisation or the code of a country: digits or letters."""
        rows = Organisation.objects.prefetch_related("names")
        named = sorted(((str(row.pk), str(row)) for row in rows), key=lambda choice: choice[1].casefold())
        return [
            ("", ""),
            (_("Organisations"), named),
            (_("Only the country: the organisation is not stated"), countries(get_language() or "en")),
        ]

    @staticmethod
    def _party(value: str) -> Party:
        if value.isdigit():
            return Party(organisation=Organisation.objects.filter(pk=int(value)).first())
        return Party(country=value)


class NewVisitForm(Screened, forms.Form):
    """The first form: what cannot be missing, on one screen."""

    working_title = forms.CharField(
        label=_("Working title"),
        max_length=200,
        help_text=_("For your team, for example “PCU East to Border Post West, spring”."),
    )
    visit_type = forms.ChoiceField(label=_("Type of visit"), choices=VisitType, initial=VisitType.STUDY_VISIT)
    visitor = PartyField(label=_("Who visits"), help_text=MISSING)
    host = PartyField(label=_("Who hosts"))
    starts_on = day(_("First day"), help_text=_("Leave both days empty if the source does not state them."))
    ends_on = day(_("Last day"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        _refuse_end_before_start(self, cleaned)
        if cleaned.get("visitor") and cleaned.get("visitor") == cleaned.get("host"):
            self.add_error("host", _("The visitors and the hosts are the same. Choose two different ones."))
        return cleaned


def _refuse_end_before_start(form: forms.BaseForm, cleaned: dict[str, Any]) -> None:
    starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
    if starts and ends and ends < starts:
        form.add_error("ends_on", _("The visit cannot end before it begins. Check both dates."))
    if ends and not starts:
        form.add_error("starts_on", _("Say on which day the visit begins, or leave both days empty."))


class FactsForm(Screened, forms.ModelForm[Visit]):
    """The visit's own facts. `version` is the one that was loaded."""

    version = forms.IntegerField(widget=forms.HiddenInput())
    starts_on = day(_("First day"))
    ends_on = day(_("Last day"))
    organiser = one_of(Organisation, _("Organiser"), help_text=MISSING)
    programme = one_of(Programme, _("Programme"))
    corridor = one_of(Corridor, _("Corridor"))
    donors = some_of(Organisation, _("Donors"))

    class Meta:
        model = Visit
        fields: ClassVar = [
            "working_title",
            "visit_type",
            "status",
            "date_precision",
            "starts_on",
            "ends_on",
            "organiser",
            "programme",
            "corridor",
            "languages_used",
            "funding_scope",
            "donors",
        ]
        help_texts: ClassVar = {
            "date_precision": _("Of “May 2017” only the month counts; choose any day of it."),
            "languages_used": _(
                "For example: Russian, with interpretation into Polish. Empty: not stated in the source."
            ),
            "funding_scope": _("A donor of a programme is not said to have paid for this visit."),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        _refuse_end_before_start(self, cleaned)
        return cleaned

    def _post_clean(self) -> None:
        """The form's own messages are enough: the row is written by the service, not here."""


class DelegationForm(Screened, forms.ModelForm[Delegation]):
    field_order = ("side", "organisation")
    organisation = PartyField(label=_("Organisation"), help_text=MISSING)
    place = one_of(Place, _("Where it is based"))

    class Meta:
        model = Delegation
        fields: ClassVar = ["side", "place", "name_as_in_source", "head_count"]

    head_count = forms.IntegerField(
        label=_("Number of people"),
        required=False,
        min_value=1,
        max_value=1000,
        help_text=_("Never names. Empty: not stated in the source."),
    )

    def __init__(self, *args: Any, visit: Visit, side: str = Side.HOST, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visit = visit
        self.fields["side"].initial = side
        self.initial["organisation"] = self.instance.organisation_id or self.instance.country

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if party := cleaned.get("organisation"):
            self.instance.organisation, self.instance.country = party
            same = self.visit.delegations.filter(side=cleaned.get("side"), **party._asdict())
            if same.exclude(pk=self.instance.pk).exists():
                there = _("This organisation is on that side already.")
                self.add_error(
                    "organisation", there if party.organisation else _("This country is on that side already.")
                )
        return cleaned


class ItemForm(Screened, forms.ModelForm[ProgrammeItem]):
    text = forms.CharField(label=_("What was done"), max_length=255)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    day = day(_("Day"), help_text=_("Leave it empty if it is not known."))
    places = some_of(Place, _("Places"))
    hosts = some_of(Organisation, _("Hosts"))
    topics = some_of(Topic, _("Topics"))

    class Meta:
        model = ProgrammeItem
        fields: ClassVar = ["text", "note", "day", "method", "places", "place_as_in_source", "hosts", "topics"]

    def __init__(
        self,
        data: Any = None,
        *,
        visit: Visit,
        instance: ProgrammeItem | None = None,
        words: ProgrammeItemText | None = None,
    ) -> None:
        self.visit = visit
        initial = {"text": words.text, "note": words.note} if words else {}
        super().__init__(data, instance=instance, initial=initial)

    def clean_day(self) -> Any:
        found = self.cleaned_data["day"]
        if found and not self.visit.includes(found):
            raise ValidationError(_("This day is not within the visit. Leave it empty if it is not known."))
        return found

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("text", "note")}

    def facts(self) -> dict[str, Any]:
        names = ("day", "method", "places", "place_as_in_source", "hosts", "topics")
        return {name: self.cleaned_data[name] for name in names}


class ObservationForm(Screened, forms.ModelForm[Observation]):
    direction = forms.ChoiceField(label=_("Who learned from whom"), choices=Direction, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What was learned"),
        max_length=255,
        help_text=_("One sentence. No container numbers, plates, phone numbers or names of people."),
    )
    detail = forms.CharField(label=_("In more words"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    conditions = forms.CharField(
        label=_("Why it works there"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What has to be so for it to work: law, equipment, data, people."),
    )
    item = forms.ModelChoiceField(ProgrammeItem.objects.none(), label=_("Seen during"), required=False, empty_label="")
    kind = forms.ChoiceField(label=_("Kind"), choices=ObservationKind, initial=ObservationKind.PRACTICE)
    places = some_of(Place, _("Places"))
    topics = some_of(Topic, _("Topics"))

    class Meta:
        model = Observation
        fields: ClassVar = [
            "direction",
            "text",
            "kind",
            "shown",
            "detail",
            "conditions",
            "item",
            "places",
            "topics",
        ]

    def __init__(
        self,
        data: Any = None,
        *,
        visit: Visit,
        instance: Observation | None = None,
        words: ObservationText | None = None,
    ) -> None:
        names = ("text", "detail", "conditions")
        initial = {name: getattr(words, name) for name in names} if words else {}
        super().__init__(data, instance=instance, initial=initial)
        item: Any = self.fields["item"]
        item.queryset = visit.items.prefetch_related("texts")

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("text", "detail", "conditions")}

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("direction", "kind", "shown", "item", "places", "topics")}
