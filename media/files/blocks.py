"""Blocks that show files: pictures, documents, recordings; and drawings, which are text."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtail.images.shortcuts import get_renditions_or_not_found
from wagtailmedia.blocks import AbstractMediaChooserBlock

from accounts.viewer import STRANGER
from content.visibility import handling_of, may_see
from core.downloads import size_words, time_words
from core.labels import Label
from media.files.choices import FIGURE_FILTERS

SLOW_LINE = 256_000
"""Bits in a second, of the line for which a lesson says how long a file takes."""


def is_shown(file: Any, context: Mapping[str, Any]) -> bool:
    """Whether the reader of a text may see a file in it.

    `seen` in the context, as `media.files.queries.files_seen` gives it, saves the question for each file.
    """
    if file is None or "seen" not in context:
        viewer = getattr(context.get("request"), "viewer", STRANGER)
        return file is not None and may_see(viewer, file) and not getattr(file, "release_ended", False)
    handling = context["seen"].get(file.handling_key)
    if handling is not None:
        file.__dict__["_handling"] = handling
    return handling is not None


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
    def largest(self) -> Any:
        return self.renditions[-1]

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
        context["shown"] = is_shown(value["image"], context)
        return context


class GalleryBlock(blocks.StructBlock):
    """Pictures side by side, each a link to its largest size: no script, nothing loads before it is near."""

    images = blocks.ListBlock(FigureBlock(), label=_("Pictures"), min_num=2)

    class Meta:
        icon = "image"
        label = _("Gallery")
        template = "files/blocks/gallery_block.html"
        preview_template = "files/blocks/gallery_block_preview.html"
        preview_value = {"images": [{"image": None, "caption": "Reloading"}, {"image": None, "caption": "Sealing"}]}
        description = _("Pictures to compare. Each has words of its own for those who read without pictures.")


class FileValue(blocks.StructValue):
    """A file in a text: its kind, its size and its time on a slow line, its label where it is marked."""

    @property
    def file(self) -> Any:
        return self.get("document") or self.get("recording")

    @property
    def form(self) -> str:
        return PurePath(str(self.file.file.name)).suffix.removeprefix(".").upper()

    @cached_property
    def bytes(self) -> int:
        """0 if the storage does not have the file."""
        try:
            return int(self.file.file.size)
        except OSError:
            return 0

    @property
    def size(self) -> str:
        return size_words(self.bytes) if self.bytes else ""

    @property
    def time(self) -> str:
        return time_words(SLOW_LINE, self.bytes) if self.bytes else ""

    @property
    def label(self) -> str:
        """ "TLP:GREEN"; nothing for what everybody may see."""
        handling = handling_of(self.file)
        return "" if handling is None or handling.label == Label.CLEAR.value else handling.label

    @property
    def minutes(self) -> str:
        """How long a recording runs, as "2:05"; nothing where nobody wrote it down."""
        seconds = round(self.file.duration or 0)
        return f"{seconds // 60}:{seconds % 60:02}" if seconds else ""


class GuardedFileBlock(blocks.StructBlock):
    """A file of which those who may not have it read only that there is one."""

    class Meta:
        value_class = FileValue

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["shown"] = is_shown(value.file, context)
        return context


class DocumentBlock(GuardedFileBlock):
    document = DocumentChooserBlock(label=_("Document"))
    note = blocks.CharBlock(
        label=_("What it is for"), required=False, default="", help_text=_("One line, e.g. “to fill in at the train”.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "files/blocks/document_block.html"
        preview_template = "files/blocks/document_block_preview.html"
        preview_value = {"document": None, "note": "To fill in at the train"}
        description = _("A file to download, with its size and how long that takes on a slow line.")


class RecordingChooserBlock(AbstractMediaChooserBlock):
    """Which recording; sound or film."""

    def render_basic(self, value: Any, context: Any = None) -> str:
        return str(value) if value else ""


class RecordingBlock(GuardedFileBlock):
    """Nothing of the recording is loaded before somebody starts it."""

    recording = RecordingChooserBlock(label=_("Recording"))
    note = blocks.CharBlock(
        label=_("What to listen for"), required=False, default="", help_text=_("One line above the recording.")
    )

    class Meta:
        icon = "media"
        label = _("Recording")
        template = "files/blocks/recording_block.html"
        preview_template = "files/blocks/recording_block_preview.html"
        preview_value = {"recording": None, "note": "How the dispatcher reads a number aloud"}
        description = _("Sound or film with its transcript, for those who cannot hear it or cannot load it.")


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
