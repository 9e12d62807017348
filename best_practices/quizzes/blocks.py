"""The answer options of a question."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class OptionKeyBlock(blocks.RegexBlock):
    """A short key, the same in every language; not text, so translators are not asked for it."""

    def get_translatable_segments(self, value: str) -> list[object]:
        return []

    def restore_translated_segments(self, value: str, segments: list[object]) -> str:
        return value


class OptionBlock(blocks.StructBlock):
    key = OptionKeyBlock(
        regex=r"^[a-z0-9_]{1,12}$", label=_("Key"), help_text=_("The same in every language: a, b, c …")
    )
    text = blocks.TextBlock(label=_("Answer"), rows=2)
    correct = blocks.BooleanBlock(label=_("Right"), required=False)
    feedback = blocks.TextBlock(label=_("Why it is right or wrong"), rows=2, required=False)

    class Meta:
        icon = "tick"
        label = _("Answer option")
        form_classname = "struct-block"
