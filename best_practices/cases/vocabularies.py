"""A field that holds several codes of one vocabulary, and words for them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from best_practices.cases.choices import UNKNOWN


class CodesField(models.JSONField):
    """A list of codes, each of them in the vocabulary; “not stated” stands alone. To the database it is JSON."""

    def __init__(self, *args: Any, vocabulary: type[models.TextChoices] | None = None, **kwargs: Any) -> None:
        self.vocabulary = vocabulary
        super().__init__(*args, **{"default": list} | kwargs)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        known = self.vocabulary.values if self.vocabulary else []
        if not isinstance(value, list) or any(code not in known for code in value):
            raise ValidationError(_("Choose from the list."))
        if UNKNOWN in value and len(value) > 1:
            raise ValidationError(_("“Not stated in the source” cannot stand beside other answers."))

    def formfield(self, **kwargs: Any) -> Any:
        kwargs.pop("widget", None)
        return forms.MultipleChoiceField(
            **{"required": not self.blank, "label": self.verbose_name, "help_text": self.help_text} | kwargs,
            choices=self.vocabulary.choices if self.vocabulary else [],
            widget=forms.CheckboxSelectMultiple,
        )


def words(vocabulary: type[models.TextChoices], codes: Iterable[str | None]) -> str:
    """The words of some codes in the order of the vocabulary; empty if the source states none."""
    chosen = set(codes) - {"", None, UNKNOWN}
    return "; ".join(str(label) for code, label in vocabulary.choices if code in chosen)
