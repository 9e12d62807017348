"""Image and drawing blocks."""

from collections.abc import Sequence
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.images.shortcuts import get_renditions_or_not_found

from accounts.viewer import STRANGER
from content.visibility import may_see
from media.files.choices import FIGURE_FILTERS


class FigureValue(blocks.StructValue):
    """A picture in the sizes a page needs."""

    @cached_property
    def renditions(self) -> list[Any]:
        """From narrow to wide; one of each width, for a picture narrower than a size is not made wider."""
        found = get_renditions_or_not_found(self["image"], FIGURE_FILTERS).values()
        return list({rendition.width: rendition for rendition in found}.values())

    @property
    def rendition(self) -> Any:
        """The size for browsers that do not choose: the middle one."""
        return self.renditions[len(self.renditions) // 2]

    @property
    def srcset(self) -> str:
        return ", ".join(f"{rendition.url} {rendition.width}w" for rendition in self.renditions)

    @property
    def alt(self) -> str:
        """The words for the picture in this place, else those of the picture; none if it only decorates."""
        image = self["image"]
        return "" if image.decorative else image.contextual_alt_text or image.default_alt_text


class FigureBlock(blocks.StructBlock):
    """A picture. Whoever may not see it reads its caption, and that there is a picture: no more."""

    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, default="")

    class Meta:
        icon = "image"
        label = _("Figure")
        template = "files/blocks/figure_block.html"
        preview_template = "files/blocks/figure_block_preview.html"
        preview_value = {"image": None, "caption": "Reloading at a gauge break"}
        value_class = FigureValue
        description = _("A picture with its words, caption and credit.")

    def get_context(self, value: FigureValue, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        image = value["image"]
        if image is None or "seen" in context:
            context["shown"] = image is not None and image.pk in context["seen"]
        else:
            viewer = getattr(context.get("request"), "viewer", STRANGER)
            context["shown"] = may_see(viewer, image) and not image.release_ended
        return context


class DrawingNameBlock(blocks.ChoiceBlock):
    """Which drawing; the same in every language, so translators are not asked."""


class DrawingValue(blocks.StructValue):
    """A drawing by its name."""

    block: "DrawingBlock"

    @property
    def drawing(self) -> str:
        """The template of the drawing; empty for a name that is not, or no longer, offered."""
        name = self.get("name")
        return f"{self.block.folder}/{name}.svg" if name in self.block.names else ""


class DrawingBlock(blocks.StructBlock):
    """An SVG template of ours with translatable text.

    `names` are the drawings an app offers; `<folder>/<name>.svg` is the template of each.
    """

    def __init__(self, names: Sequence[tuple[str, object]] = (), *, folder: str = "drawings", **kwargs: object) -> None:
        self.names = [name for name, _label in names]
        self.folder = folder
        super().__init__(
            [
                ("name", DrawingNameBlock(choices=list(names), label=_("Drawing"))),
                ("caption", blocks.CharBlock(label=_("Caption"), required=False, default="")),
                ("source", blocks.CharBlock(label=_("Source"), required=False, default="")),
            ],
            **kwargs,
        )

    class Meta:
        icon = "image"
        label = _("Drawing")
        template = "files/blocks/drawing_block.html"
        preview_template = "files/blocks/drawing_block_preview.html"
        value_class = DrawingValue
        description = _("A drawing made of text and lines: sharp on every screen, a few hundred bytes.")

    def get_preview_value(self) -> DrawingValue:
        """The first drawing on offer."""
        return self.normalize({"name": next(iter(self.names), ""), "caption": "", "source": ""})
