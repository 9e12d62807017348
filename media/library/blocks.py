"""What a resource is made of, beside the text blocks of every page: things to tick, and files."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from content.blocks import CalloutBlock, HeadingBlock, ProcedureBlock, TableBlock, TextBlock


class TickListBlock(blocks.StructBlock):
    """Things to tick, on the screen or on paper. Nobody keeps the ticks."""

    title = blocks.CharBlock(label=_("Title"))
    items = blocks.ListBlock(blocks.CharBlock(label=_("To tick")), label=_("To tick"))

    class Meta:
        icon = "tick"
        label = _("Tick list")
        template = "library/blocks/tick_list_block.html"
        preview_value = {"title": "Seal", "items": ["The number is the one in the documents."]}
        description = _("Points to tick on the screen or, printed, by hand.")


class ResourceBodyBlock(blocks.StreamBlock):
    heading = HeadingBlock()
    text = TextBlock()
    ticks = TickListBlock()
    procedure = ProcedureBlock()
    callout = CalloutBlock()
    table = TableBlock()


class FileBlock(DocumentChooserBlock):
    """A document of the resource; the same in the page of every language, so translators are not asked."""

    class Meta:
        icon = "doc-full"
        label = _("File")
        template = "library/blocks/file_block.html"
        preview_value: Any = None
        description = _("A document; its language is said with the document itself.")


class FilesBlock(blocks.StreamBlock):
    file = FileBlock()
