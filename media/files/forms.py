"""The admin's forms of an image and of a document: what they look at, and what they say of it."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from media.files.choices import MarkingCheck
from media.files.validators import check_image

NOT_CHECKED = _(
    "Could not be checked: no text was found in this file. Look for yourself whether it carries a marking such as "
    "“для служебного пользования” or TLP:RED."
)
NOT_STAMPED = _(
    "This file is not handed out: with its label every copy is stamped for its reader, and that fails. Print it as "
    "PDF again and put that in its place."
)
NOT_IN_PICTURES = _("What is drawn or stamped in a picture is not seen by the check: look for yourself.")


class MarkingForm(forms.ModelForm):
    """A form of a file that may carry a marking of secrecy: who gives the reason, and what could not be checked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.marking_actor = kwargs.get("user")
        if "marking_reason" in self.fields:
            field = self.fields["marking_reason"]
            field.widget = forms.Textarea(attrs={"rows": 2})
            if note := self.note():
                field.help_text = format_html("<strong>{}</strong> {}", note, field.help_text)

    def note(self) -> Any:
        """What is said beside the reason; empty if there is nothing to say."""
        if self.instance.not_stamped_on:
            return NOT_STAMPED
        unread = self.instance.pk and self.instance.marking_check == MarkingCheck.UNREADABLE
        return NOT_CHECKED if unread else ""


class CheckedDocumentForm(MarkingForm, BaseDocumentForm):
    """Named by the setting WAGTAILDOCS_DOCUMENT_FORM_BASE."""

    class Meta(BaseDocumentForm.Meta):
        pass


class CheckedImageField(WagtailImageField):
    def to_python(self, data: Any) -> Any:
        if data not in self.empty_values:
            check_image(data)
        return super().to_python(data)


class CheckedImageForm(MarkingForm, BaseImageForm):
    """Named by the setting WAGTAILIMAGES_IMAGE_FORM_BASE. Wagtail's own field raises on rubbish, ours looks first."""

    class Meta(BaseImageForm.Meta):
        pass

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            plain = self.fields["file"]
            checked = CheckedImageField(label=plain.label, required=plain.required, widget=plain.widget)
            self.fields["file"] = checked

    def note(self) -> Any:
        return NOT_IN_PICTURES
