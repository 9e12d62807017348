"""The admin's form of an image: it looks at the file before Wagtail's checks, which raise on rubbish."""

from typing import Any

from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from media.files.validators import check_image


class CheckedImageField(WagtailImageField):
    def to_python(self, data: Any) -> Any:
        if data not in self.empty_values:
            check_image(data)
        return super().to_python(data)


class CheckedImageForm(BaseImageForm):
    """Named by the setting WAGTAILIMAGES_IMAGE_FORM_BASE."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            plain = self.fields["file"]
            checked = CheckedImageField(label=plain.label, required=plain.required, widget=plain.widget)
            self.fields["file"] = checked
