"""Adding a source, and what comes from the workbench: marked sentences, what they carry, new parts of the record."""

import re
from collections.abc import Callable, Iterable
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from core.screening import Screened
from media.files.inspection.extraction import text_of_docx, text_of_pdf, text_of_txt
from media.files.inspection.fronts import LINES, look_at
from media.files.inspection.markings import marking_in
from media.files.inspection.refusals import MEGABYTE, check_size
from media.files.inspection.unwrapping import unwrapped
from media.files.validators import check_document, known_extension, refuse_marked
from visits.records.choices import Direction, ObservationKind
from visits.records.models import ObservationText, ProgrammeItemText, Visit
from visits.records.sentences import WHOLE, Place

MOST_OF_A_FILE = 10 * MEGABYTE
READERS: dict[str, Callable[[bytes], str]] = {"docx": text_of_docx, "pdf": text_of_pdf, "txt": text_of_txt}
LANGUAGES = ("en", "ru", "kk", "pl", "uz", "ky", "tg", "tk")
"""Languages in which reports of visits are written."""

PLACE = re.compile(r"([1-9]\d{0,4})\.([1-9]\d{0,4})|(?P<whole>0\.0)")


def languages() -> list[tuple[str, str]]:
    """The languages a source may be in, named in the language of the page."""
    return [(code, get_language_info(code)["name_translated"]) for code in LANGUAGES]


def words_of(file: Any) -> str:
    """The words of an uploaded TXT, DOCX or PDF; the file itself is not kept. Raises ValidationError."""
    check_size(file, MOST_OF_A_FILE)
    extension = known_extension(file, READERS)
    if extension != "txt":  # plain text may come in UTF-16 here: only its words are kept
        check_document(file)
    return READERS[extension](file.read())


class SourceForm(forms.Form):
    """A source: what it is, and its words, pasted or out of a file. `way` is the field they came in.

    A page of the web may come without words: then it can be cited as a whole.
    """

    words = ""
    marking = ""

    title = forms.CharField(label=_("Title of the source"), max_length=400)
    publisher = forms.CharField(label=_("Publisher"), max_length=200, required=False)
    address = forms.CharField(
        label=_("Web address"),
        max_length=400,
        required=False,
        help_text=_("With an address and without a text, the source can be cited as a whole."),
    )
    published_on = forms.DateField(
        label=_("Published on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    language = forms.ChoiceField(label=_("Language of the text"), choices=languages)
    text = forms.CharField(label=_("Paste the text"), required=False, widget=forms.Textarea(attrs={"rows": 10}))
    file = forms.FileField(
        label=_("Or take the text out of a file"),
        required=False,
        allow_empty_file=True,
        help_text=_("TXT, DOCX or PDF, at most 10 MB. Only the words are taken; the file itself is not kept."),
        widget=forms.FileInput(attrs={"accept": ".txt,.docx,.pdf"}),
    )
    marking_reason = forms.CharField(
        label=_("Why it may be kept here"),
        required=False,
        max_length=500,
        help_text=_("Only if the marking does not hold for this text. The reason is logged."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    facts: ClassVar = ("title", "publisher", "address", "published_on", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"language": get_language() or "en"})
        super().__init__(*args, **kwargs)

    @property
    def way(self) -> str:
        return "file" if self.cleaned_data.get("file") else "text"

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file:
            self.words = words_of(file)
        return file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "file" in self.errors:
            return cleaned
        self._look_for_marking(cleaned)
        pasted = cleaned.get("text", "").strip()
        if pasted and cleaned.get("file"):
            self.add_error("file", _("There is text in the field above already. Take one of the two."))
        elif not (pasted or cleaned.get("file") or cleaned.get("address") or "text" in self.errors):
            self.add_error("text", _("Paste the text here, or choose a file below, or give the web address."))
        elif pasted:
            self.words = unwrapped(pasted)
        return cleaned

    def _look_for_marking(self, cleaned: dict[str, Any]) -> None:
        """A source that carries a marking of secrecy is taken for a reason only, and TLP:RED never."""
        file, pasted = cleaned.get("file"), cleaned.get("text", "")
        found = look_at(file, file.name).marking if file else marking_in(page=pasted.splitlines()[:LINES])
        if found is None:
            return
        self.marking = found.text
        try:
            refuse_marked(found, cleaned.get("marking_reason", ""))
        except ValidationError as refused:
            self.add_error("file" if file else "text", refused)


class FromSentences(Screened, forms.Form):
    """A new part of the record, in the organiser's own words. `uuid` makes a form that is sent twice one thing."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    words_required = _("Say in your own words what it was.")
    use_required_attribute = False  # the same form sends other buttons too, with this part of it empty

    def __init__(self, *args: Any, visit: Visit, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"uuid": uuid4()})
        super().__init__(*args, **kwargs)
        self.visit = visit
        self.fields["text"].error_messages["required"] = self.words_required

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())


def words(label: Any, most: int | None) -> forms.CharField:
    """A field of one or two lines in which Enter does not send the form."""
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": 2}))


class ItemFromSentences(FromSentences):
    text = words(_("What was done"), ProgrammeItemText._meta.get_field("text").max_length)
    day = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    prefix = "item"

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day and not self.visit.includes(day):
            raise ValidationError(_("This day is not within the visit. Leave it empty if it is not known."))
        return day


class ObservationFromSentences(FromSentences):
    text = words(_("What was learned"), ObservationText._meta.get_field("text").max_length)
    direction = forms.ChoiceField(
        label=_("Who showed it"),
        choices=Direction.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say who showed it to whom.")},
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=ObservationKind.choices, initial=ObservationKind.PRACTICE)
    prefix = "observation"


class Stale(ValueError):
    """What was sent does not belong to this page."""


def read_places(sent: Iterable[str]) -> list[Place]:
    """Places from "2.1", "0.0" being the whole, in order, each once. Raises Stale."""
    found = [PLACE.fullmatch(place) for place in sent]
    if not all(found):
        raise Stale
    return sorted({WHOLE if match["whole"] else (int(match[1]), int(match[2])) for match in found if match})


def read_act(sent: str) -> tuple[UUID, str, list[Place]]:
    """The value of a button: "<uuid>:<field>", and after a bar the places it names itself. Raises Stale."""
    target, _bar, named = sent.partition("|")
    subject, _colon, field = target.partition(":")
    try:
        return UUID(subject), field, read_places(named.split(",") if named else [])
    except ValueError as error:
        raise Stale from error


def write_places(places: Iterable[Place]) -> str:
    """Places as `read_act` and an address take them: "2.1,2.3"."""
    return ",".join(f"{paragraph}.{sentence}" for paragraph, sentence in places)
