"""The answer options of a question."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from reference.models import Topic

DIFFICULTIES = [("1", _("easy")), ("2", _("medium")), ("3", _("hard"))]


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


class NeutralChoiceBlock(blocks.ChoiceBlock):
    """A choice that is the same in every language."""

    def get_translatable_segments(self, value: str) -> list[object]:
        return []

    def restore_translated_segments(self, value: str, segments: list[object]) -> str:
        return value


def topic_choices() -> list[tuple[str, str]]:
    """The topics by code, asked when the form is drawn: they are rows, no settings."""
    return [(topic.code, str(topic)) for topic in Topic.objects.prefetch_related("names")]


class SectionBlock(blocks.StructBlock):
    """A part of a quiz. With a topic or a difficulty it draws from the whole bank, else from its own questions."""

    key = OptionKeyBlock(
        regex=r"^[a-z0-9_]{1,12}$",
        label=_("Key"),
        help_text=_("The same in every language; questions below name it as their section."),
    )
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    draw = blocks.IntegerBlock(
        label=_("How many questions it draws"), required=False, min_value=1, help_text=_("Empty: it asks all of them.")
    )
    topic = NeutralChoiceBlock(label=_("From the bank: topic"), choices=topic_choices, required=False)
    difficulty = NeutralChoiceBlock(label=_("From the bank: difficulty"), choices=DIFFICULTIES, required=False)

    class Meta:
        icon = "list-ol"
        label = _("Section")
