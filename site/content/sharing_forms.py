"""Sharing: a marking with what should be thought of twice, one person who is asked about, and opening an item."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import Ground
from accounts.queries import person_named
from content.forms import HandlingForm
from core.labels import Label
from reference.models import Organisation

MINUTE = 60


class SharingForm(HandlingForm):
    """Who may see a thing. What is easily done by mistake is asked about once more, each by a box of its own."""

    only_we = forms.BooleanField(label=_("Only we, the owner, are to see it."), required=False)
    owner_moves = forms.BooleanField(
        label=_("The owner changes: from now on the new one decides, and always sees it."), required=False
    )
    ends_now = forms.BooleanField(label=_("It ends at once: from now on only the owner sees it."), required=False)

    CONFIRMED = ("only_we", "owner_moves", "ends_now")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = (self.instance.owner_id, self.instance.embargo_until, self.instance.expires_at)
        known: Any = self.fields["shared_with"]
        known.help_text = _("TLP:AMBER reaches the units below each of them too, TLP:AMBER+STRICT does not.")
        mine = Q(pk=self.instance.owner_id) | Q(shared_with_it=self.instance.pk) if self.instance.pk else Q()
        every = Organisation.objects.filter(Q(participates=True) | mine).distinct().order_by("lineage")
        for name in ("owner", "shared_with"):
            field: Any = self.fields[name]
            field.queryset = every.prefetch_related("names")
            field.label_from_instance = indented

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        owner, embargo, ends = self.before
        now = timezone.now()
        if (until := cleaned.get("embargo_until")) and until <= now and not same_minute(until, embargo):
            self.add_error("embargo_until", _("This moment is past: an embargo until then holds nothing back."))
        strict = Label(cleaned.get("label") or Label.CLEAR).strictness >= Label.AMBER.strictness
        others = set(cleaned.get("shared_with") or ()) - {cleaned.get("owner")}
        if strict and cleaned.get("owner") and not others:
            self._ask("only_we", _("It is shared with nobody: name organisations, or confirm that you mean it."))
        if owner and cleaned.get("owner") is None and "owner" not in self.errors:
            self._ask("owner_moves", _("Nobody would own it: name an owner, or confirm that you mean it."))
        elif owner and cleaned.get("owner") and cleaned["owner"].pk != owner:
            self._ask("owner_moves", _("The owner changes: confirm that you mean it."))
        if (over := cleaned.get("expires_at")) and over <= now and not same_minute(over, ends):
            self._ask("ends_now", _("This moment is past: confirm that it is to end at once."))
        return cleaned

    def _ask(self, name: str, question: Any) -> None:
        if not self.cleaned_data.get(name):
            self.add_error(name, question)

    @property
    def terms(self) -> dict[str, Any]:
        """What was decided, as `mark` takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.CONFIRMED}

    @property
    def shown(self) -> Iterator[Any]:
        """The fields, of the boxes that confirm only those that are asked or ticked."""
        for field in self:
            if field.name not in self.CONFIRMED or field.errors or field.value():
                yield field


def same_minute(one: Any, other: Any) -> bool:
    """Whether the form gives back a moment as it stood: a browser knows no seconds."""
    return bool(other) and abs((one - other).total_seconds()) < MINUTE


def indented(organisation: Organisation) -> str:
    """The name, with a dash for each organisation it is a unit of."""
    return "– " * (len(organisation.lineage_ids) - 1) + str(organisation)


class LookUpForm(forms.Form):
    """Which item is meant: the address somebody has of it."""

    address = forms.CharField(
        label=_("Address of the page or file"),
        help_text=_("As it stands in the browser: of a page, a file, a quiz, or of its editor."),
        max_length=600,
    )


class AskedPersonForm(forms.Form):
    """One person, to be asked about. Anybody here may be named by whoever is told names."""

    person = forms.CharField(label=_("User name or e-mail"), max_length=254)

    def clean_person(self) -> Any:
        found = person_named(self.cleaned_data["person"].strip())
        if found is None:
            raise forms.ValidationError(_("Nobody here has this user name or e-mail."))
        return found


class AssignForm(AskedPersonForm):
    ground = forms.ChoiceField(
        label=_("What for"),
        choices=[(ground.value, ground.label) for ground in (Ground.REVIEW, Ground.TRANSLATION)],
    )


class GlassForm(forms.Form):
    reason = forms.CharField(
        label=_("Why you must see it"),
        help_text=_("One sentence. It is kept for good, and the owner reads it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
