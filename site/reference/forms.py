"""An organisation in the admin: what it is part of, and what it went on as."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from reference.models import Organisation


class OrganisationForm(WagtailAdminModelForm):
    """Neither part of itself nor merged into a part of itself; a merger is meant twice."""

    merger_meant = forms.BooleanField(
        label=_("I mean the merger"),
        help_text=_("Needed for a merger only: it cannot be taken back here."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.merged_before = self.instance.merged_into_id
        into: Any = self.fields["merged_into"]
        into.disabled = bool(self.merged_before)
        if not self.merged_before:
            into.queryset = into.queryset.filter(merged_into=None)  # nobody is sent where nobody is any more

    def clean_parent(self) -> Organisation | None:
        parent: Organisation | None = self.cleaned_data["parent"]
        if parent is not None and self._is_part_of_this(parent):
            raise forms.ValidationError(_("An organisation cannot be part of itself."))
        return parent

    def clean_merged_into(self) -> Organisation | None:
        into: Organisation | None = self.cleaned_data["merged_into"]
        if into is not None and self._is_part_of_this(into):
            raise forms.ValidationError(_("An organisation cannot be merged into itself or into a part of itself."))
        return into

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.is_merger and not cleaned.get("merger_meant"):
            self.add_error("merger_meant", _("Its people and what it owns would move. Confirm that you mean it."))
        return cleaned

    @property
    def is_merger(self) -> bool:
        return bool(self.cleaned_data.get("merged_into")) and not self.merged_before

    def _is_part_of_this(self, other: Organisation) -> bool:
        return self.instance.pk is not None and self.instance.pk in other.lineage_ids
