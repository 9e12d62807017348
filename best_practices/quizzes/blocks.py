"""The parts of a question: options, pairs, steps, gaps, regions, accepted forms. Only their texts are translated."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from best_practices.quizzes.grading.geometry import CIRCLE, POLYGON, RECTANGLE

KEY = r"^[a-z0-9_]{1,12}$"
NUMBERS = r"^\s*\d{1,3}([.,]\d{1,3})?(,?[\s;]+\d{1,3}([.,]\d{1,3})?)*\s*$"


class OptionKeyBlock(blocks.RegexBlock):
    """A short key, the same in every language; not text, so translators are not asked for it."""

    def get_translatable_segments(self, value: str) -> list[object]:
        return []

    def restore_translated_segments(self, value: str, segments: list[object]) -> str:
        return value


def key_block() -> OptionKeyBlock:
    return OptionKeyBlock(regex=KEY, label=_("Key"), help_text=_("The same in every language: a, b, c …"))


def reason_block(label: Any) -> blocks.TextBlock:
    return blocks.TextBlock(label=label, rows=2, required=False, default="")


class OptionBlock(blocks.StructBlock):
    key = key_block()
    text = blocks.TextBlock(label=_("Answer"), rows=2)
    correct = blocks.BooleanBlock(label=_("Right"), required=False)
    feedback = blocks.TextBlock(label=_("Why it is right or wrong"), rows=2, required=False)

    class Meta:
        icon = "tick"
        label = _("Answer option")
        group = _("One or several answers, true or false")
        form_classname = "struct-block"


class AcceptedBlock(blocks.StructBlock):
    text = blocks.CharBlock(
        label=_("Accepted form"),
        max_length=200,
        help_text=_("Capitals, accents, spaces, hyphens and Latin or Cyrillic look-alikes do not matter."),
    )

    class Meta:
        icon = "tick"
        label = _("Accepted form")
        group = _("A short text")


class NearMissBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Known wrong answer"), max_length=200)
    feedback = blocks.TextBlock(label=_("Hint"), rows=2)

    class Meta:
        icon = "cross"
        label = _("Known wrong answer")
        group = _("A short text")


class PairBlock(blocks.StructBlock):
    key = key_block()
    left = blocks.TextBlock(label=_("Left side"), rows=1)
    right = blocks.TextBlock(label=_("What belongs to it"), rows=2)
    feedback = reason_block(_("Why they belong together"))

    class Meta:
        icon = "link"
        label = _("Pair")
        group = _("Matching")


class DistractorBlock(blocks.StructBlock):
    key = key_block()
    text = blocks.TextBlock(label=_("Right side that belongs nowhere"), rows=2)

    class Meta:
        icon = "cross"
        label = _("Distractor")
        group = _("Matching")


class StepBlock(blocks.StructBlock):
    key = key_block()
    text = blocks.TextBlock(label=_("Step"), rows=2)
    feedback = reason_block(_("Why it stands here"))

    class Meta:
        icon = "list-ol"
        label = _("Step")
        group = _("Putting in order: write the steps in the right order")


class GapChoiceBlock(OptionBlock):
    class Meta:
        icon = "tick"
        label = _("Choice")


class GapBlock(blocks.StructBlock):
    key = OptionKeyBlock(regex=KEY, label=_("Key"), help_text=_("As in the text: the gap [[1]] has the key 1."))
    choices = blocks.ListBlock(GapChoiceBlock(), min_num=2, label=_("Choices"))

    class Meta:
        icon = "pilcrow"
        label = _("Gap")
        group = _("Gaps to fill")


class PointsInput(forms.TextInput):
    """Numbers in a field; the script beside it lets them be drawn over the picture."""

    class Media:
        js: ClassVar = [forms.Script("quizzes/regions.js", type="module")]


class PointsBlock(OptionKeyBlock):
    """The numbers of a region in percent, as they are typed; the same in every language."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            regex=NUMBERS,
            error_messages={"invalid": _("Write numbers from 0 to 100 with spaces between them: 61 30 17 38.")},
            **kwargs,
        )
        self.field.widget = PointsInput(attrs={"data-points": "", "autocomplete": "off"})


class ShapeBlock(blocks.ChoiceBlock):
    """Which shape; the same in every language, so translators are not asked."""

    choices: ClassVar = [(RECTANGLE, _("rectangle")), (CIRCLE, _("circle")), (POLYGON, _("polygon"))]


class RegionBlock(blocks.StructBlock):
    key = key_block()
    label = blocks.CharBlock(label=_("What is there"), help_text=_("Shown with the result only."))
    shape = ShapeBlock(label=_("Shape"), default=RECTANGLE)
    points = PointsBlock(
        label=_("Place in percent of the picture"),
        help_text=_(
            "Rectangle: left, top, width, height. Circle: centre across, centre down, radius in percent of the width. "
            "Polygon: across and down of every corner. Draw it over the picture, or write the numbers."
        ),
    )
    correct = blocks.BooleanBlock(label=_("Right"), required=False)
    feedback = reason_block(_("Why it is right or wrong"))

    class Meta:
        icon = "crosshairs"
        label = _("Region")
        group = _("Places in a picture")


PARTS = [
    ("option", OptionBlock()),
    ("accepted", AcceptedBlock()),
    ("near", NearMissBlock()),
    ("pair", PairBlock()),
    ("distractor", DistractorBlock()),
    ("step", StepBlock()),
    ("gap", GapBlock()),
    ("region", RegionBlock()),
]
