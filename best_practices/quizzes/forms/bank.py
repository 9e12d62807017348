"""Choosing a file of questions, and a language for one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from best_practices.quizzes.imports import FileRefused, read_file
from core.context import AUTONYMS


class LanguageForm(forms.Form):
    """A language of the site."""

    language = forms.ChoiceField(label=_("Language of the questions"))

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        field: Any = self.fields["language"]
        field.choices = [(code, AUTONYMS.get(code, code)) for code in languages]


class QuestionsForm(LanguageForm):
    """A file of questions; `read` holds them once it is valid, `content` its bytes."""

    file = forms.FileField(
        label=_("The file"),
        allow_empty_file=True,
        help_text=_("XLSX or GIFT (.gift, .txt), at most 900 questions and 2 MB; 200 of them new or changed."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.gift,.txt"}),
    )
    field_order = ("file", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].help_text = _("For GIFT, and for rows of a sheet that name none.")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "file" in cleaned and "language" in cleaned:
            file = cleaned["file"]
            self.content = file.read()
            try:
                read_file(file.name, self.content, language=cleaned["language"], languages=self.languages)
            except FileRefused as refused:
                self.add_error("file", ValidationError(str(refused)))
        return cleaned
