"""What is asked of the search: anything may stand in its address, and is answered."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.folding import MOST_TERMS, words

LONGEST_QUERY = 200
LONGEST_REPEATED = 40
LONGEST_NUMBER = 6
"""Digits of a page: Python refuses to read thousands of them."""


class SearchForm(forms.Form):
    """`query`, `kind`, `topic` and `page` as they can be used; `notes` says of each what could not."""

    q = forms.CharField(
        label=gettext_lazy("Search everything"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def __init__(self, sent: Mapping[str, str], *, kinds: Mapping[str, Any], topics: Mapping[str, str]) -> None:
        # NUL, which no page can carry, counts as a blank.
        super().__init__({name: sent.get(name, "").replace("\x00", " ") for name in ("q", "kind", "topic", "page")})
        self.query: str = self.cleaned_data.get("q", "") if self.is_valid() else ""
        if self.errors:
            self.fields["q"].widget.attrs |= {"aria-invalid": "true", "aria-describedby": "q-error"}
        self.kind = self.data["kind"] if self.data["kind"] in kinds else ""
        self.topic = self.data["topic"] if self.data["topic"] in topics else ""
        number = self.data["page"]
        self.page = int(number) if number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER else 1

    def clean_q(self) -> str:
        query: str = self.cleaned_data["q"]
        if len(query) > LONGEST_QUERY:
            raise forms.ValidationError(
                _("A search may have at most %(most)d characters, this one has %(typed)d. Shorten it, please.")
                % {"most": LONGEST_QUERY, "typed": len(query)}
            )
        return query

    def notes(self, page: int) -> list[str]:
        """What of the address was passed over. `page`: the one that is shown."""
        said = []
        if self.data["kind"] != self.kind:
            said.append(_("There is no kind “%s”: every kind is shown.") % shortened(self.data["kind"]))
        if self.data["topic"] != self.topic:
            said.append(_("There is no topic “%s”: every topic is shown.") % shortened(self.data["topic"]))
        if self.query and self.data["page"] not in ("", str(page)):
            said.append(
                _("There is no page “%(asked)s”: this is page %(page)d.")
                % {"asked": shortened(self.data["page"]), "page": page}
            )
        if len(set(words(self.query))) > MOST_TERMS:
            said.append(_("Only the first %d words were searched for.") % MOST_TERMS)
        return said


def shortened(typed: str) -> str:
    return typed if len(typed) <= LONGEST_REPEATED else f"{typed[:LONGEST_REPEATED]}…"
