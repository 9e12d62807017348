"""Choosing the module an observation belongs to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from visits.records.queries.becoming import Choice


class ModuleForm(forms.Form):
    """`module`: the key of a module the person may see."""

    def __init__(self, *args: Any, modules: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        draft = _("draft")
        self.fields["module"] = forms.ChoiceField(
            label=_("Module"),
            choices=[
                ("", _("Choose a module")),
                *(
                    (str(found.key), f"{found.code} {found.title}" + ("" if found.live else f" ({draft})"))
                    for found in modules
                ),
            ],
            error_messages={
                "required": _("Choose a module from the list."),
                "invalid_choice": _("This module is not there any more. Choose another one."),
            },
        )
