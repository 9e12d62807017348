"""The form for the words of a visit's page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.screening import Screened
from visits.records import narrative
from visits.records.models import VisitPage


class WordsForm(Screened, forms.Form):
    """Title, one sentence, aims by the line, narrative. `revision`: the draft that was loaded.

    What has more in it than can be typed here (a picture, a table) is left alone: `kept_elsewhere` names it.
    """

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput())
    title = forms.CharField(label=_("Title"), max_length=255)
    lead = forms.CharField(
        label=_("In one sentence"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What the visit was, for somebody who reads nothing else."),
    )
    aims = forms.CharField(
        label=_("Stated aims"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One aim in each line. Empty: not stated in the source."),
    )
    body = forms.CharField(
        label=_("What happened"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("A blank line begins a paragraph, “## ” a heading, “- ” an item of a list."),
    )

    def __init__(self, data: Any = None, *, page: VisitPage) -> None:
        typed = narrative.typed(_kept(page))
        initial = {
            "revision": page.latest_revision_id,
            "title": page.title,
            "lead": page.lead,
            "aims": "\n".join(narrative.items_of(page.aims)),
            "body": typed or "",
        }
        super().__init__(data, initial=initial)
        self.kept_elsewhere = [
            name for name, is_so in (("aims", _is_richer(page.aims)), ("body", typed is None)) if is_so
        ]
        for name in self.kept_elsewhere:
            del self.fields[name]

    def fields_of_page(self) -> dict[str, Any]:
        """What is written on the page: `title`, `lead`, `aims` as HTML."""
        fields = {name: self.cleaned_data[name] for name in ("title", "lead")}
        if "aims" in self.cleaned_data:
            fields["aims"] = narrative.list_of(self.cleaned_data["aims"].splitlines())
        return fields

    def blocks(self) -> list[narrative.Block] | None:
        """The narrative, None if it has more in it than can be typed here and is left alone."""
        return narrative.blocks(self.cleaned_data["body"]) if "body" in self.cleaned_data else None


def _is_richer(aims: str) -> bool:
    return bool(aims.strip()) and narrative.list_of(narrative.items_of(aims)) != aims.strip()


def _kept(page: VisitPage) -> list[narrative.Block]:
    return [(block["type"], str(block["value"])) for block in page.body.raw_data]
