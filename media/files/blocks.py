"""Image, drawing and document blocks."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock


class FigureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, default="")

    class Meta:
        icon = "image"
        label = _("Figure")
        template = "files/blocks/figure_block.html"
        description = _("A picture with its words, caption and credit.")


class DrawingNameBlock(blocks.ChoiceBlock):
    """Which drawing; the same in every language, so translators are not asked."""


class DrawingBlock(blocks.StructBlock):
    """An SVG template of ours with translatable text; `names` are the drawings an app offers."""

    def __init__(self, names: list[tuple[str, object]] | None = None, **kwargs: object) -> None:
        super().__init__(
            [
                ("name", DrawingNameBlock(choices=names or [], label=_("Drawing"))),
                ("caption", blocks.CharBlock(label=_("Caption"), required=False, default="")),
                ("source", blocks.CharBlock(label=_("Source"), required=False, default="")),
            ],
            **kwargs,
        )

    class Meta:
        icon = "image"
        label = _("Drawing")
        template = "files/blocks/drawing_block.html"
        description = _("A drawing made of text and lines: sharp on every screen, a few hundred bytes.")
