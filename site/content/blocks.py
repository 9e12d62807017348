"""Text blocks that any page may compose. Marks in their text: [[term]] and [S60] (see reference.markup)."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock as WagtailTableBlock

from reference.markup import term_slugs
from reference.models import GlossaryTerm

RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "superscript", "subscript"]
MARKS_HELP = _("Mark a glossary term as [[gauge-break|words]] and a source as [S60].")


def texts_in(value: Any) -> Iterator[str]:
    """Every piece of text inside a block value, however deep."""
    if isinstance(value, str):
        yield value
    elif hasattr(value, "source"):
        yield value.source
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_in(part)
    elif hasattr(value, "block_type"):
        yield from texts_in(value.value)
    elif isinstance(value, (list, tuple)) or hasattr(value, "__iter__"):
        for part in value:
            yield from texts_in(part)


def problems_in(block: blocks.Block, value: Any) -> list[str]:
    """What the rules of a block, and of those inside it, find in a value: sentences, each once."""
    try:
        block.clean(value)
    except ValidationError as error:
        return list(dict.fromkeys(_sentences(error)))
    return []


def _sentences(error: ValidationError) -> Iterator[str]:
    inside = getattr(error, "block_errors", None)
    if inside is None:
        yield from error.messages
        return
    for found in getattr(error, "non_block_errors", None) or ():
        yield str(found)
    for part in inside.values() if isinstance(inside, dict) else inside:
        if isinstance(part, ValidationError):
            yield from _sentences(part)


def refuse_unknown_terms(value: Any) -> None:
    """Raise ValidationError if a text marks a term that is not in the glossary."""
    asked = {slug for text in texts_in(value) for slug in term_slugs(text)}
    if not asked:
        return
    known = set(GlossaryTerm.objects.filter(slug__in=asked).values_list("slug", flat=True))
    if unknown := sorted(asked - known):
        raise ValidationError(_("Not in the glossary: %s") % ", ".join(unknown))


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = _("Heading")
        template = "content/blocks/heading_block.html"
        preview_value = "Two gauge breaks"
        description = _("Begins a section; the table of contents is made of these.")


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", RICH_TEXT_FEATURES)
        kwargs.setdefault("help_text", MARKS_HELP)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "content/blocks/text_block.html"
        preview_value = "<p>The train stops for a short time. Every container can be identified.</p>"
        description = _("Paragraphs and lists.")


class ComparisonRowBlock(blocks.StructBlock):
    aspect = blocks.CharBlock(label=_("Aspect"))
    left = blocks.TextBlock(label=_("Left side"), required=False, rows=2)
    right = blocks.TextBlock(label=_("Right side"), required=False, rows=2)
    both = blocks.TextBlock(label=_("The same for both"), required=False, rows=2)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and bool(cleaned["both"]) == bool(cleaned["left"] or cleaned["right"]):
            raise blocks.StructBlockValidationError(
                block_errors={"both": ValidationError(_("Fill either both sides or “the same for both”."))}
            )
        return cleaned


class ComparisonBlock(blocks.StructBlock):
    left = blocks.CharBlock(label=_("Left side"))
    right = blocks.CharBlock(label=_("Right side"))
    rows = blocks.ListBlock(ComparisonRowBlock(), label=_("Aspects"))

    class Meta:
        icon = "table"
        label = _("Comparison")
        template = "content/blocks/comparison_block.html"
        preview_value = {
            "left": "EU: Poland",
            "right": "Central Asia: Kazakhstan",
            "rows": [{"aspect": "Direction of the change", "left": "1520 to 1435 mm", "right": "1435 to 1520 mm"}],
        }
        description = _("Two administrations side by side, aspect by aspect.")


class StepBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Step"))
    text = blocks.TextBlock(label=_("How"), required=False, rows=2)


class ProcedureBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, default="")
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"))

    class Meta:
        icon = "list-ol"
        label = _("Procedure")
        template = "content/blocks/procedure_block.html"
        preview_value = {
            "title": "While the train stands",
            "steps": [{"name": "Take the container list", "text": "Count wagons and containers against it."}],
        }
        description = _("Numbered steps on a line.")


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        choices=[("note", _("Note")), ("remember", _("Remember")), ("warning", _("Warning"))],
        default="note",
        label=_("Kind"),
    )
    text = blocks.TextBlock(label=_("Text"), rows=2)

    class Meta:
        icon = "warning"
        label = _("Callout")
        template = "content/blocks/callout_block.html"
        preview_value = {"kind": "remember", "text": "An indicator is a reason to look, never proof."}
        description = _("One thing to know before reading on.")


class RiskIndicatorBlock(blocks.StructBlock):
    indicator = blocks.CharBlock(label=_("Indicator"), help_text=_("What one sees, as a fact: “The seal differs”."))
    why = blocks.TextBlock(label=_("Why it matters"), rows=2)
    innocent = blocks.TextBlock(
        label=_("Innocent explanation"), rows=2, help_text=_("There always is one: it keeps the reader fair.")
    )
    ask = blocks.TextBlock(label=_("What to ask"), rows=2, help_text=_("The question or paper that decides quickest."))
    source = blocks.CharBlock(label=_("Source"), required=False, default="", help_text=_("Marks: [S60] [own]"))


class RiskIndicatorsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, default="")
    rows = blocks.ListBlock(RiskIndicatorBlock(), label=_("Indicators"))

    class Meta:
        icon = "search"
        label = _("Risk indicators")
        template = "content/blocks/risk_indicators_block.html"
        preview_value = {
            "title": "At the door",
            "rows": [
                {
                    "indicator": "The seal differs from the document",
                    "why": "Somebody may have opened the container on the way.",
                    "innocent": "Replaced under control, with a remark on another page.",
                    "ask": "Who replaced it, where, and where is the remark?",
                    "source": "[own]",
                }
            ],
        }
        description = _("Signs worth a look, each with an innocent explanation and a question. Never a live profile.")


class WorkedStepBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Step"), rows=3)


class WorkedExampleBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), help_text=_("The task itself, so that the reader can try it first."))
    steps = blocks.ListBlock(WorkedStepBlock(), label=_("Steps"))
    result = blocks.TextBlock(label=_("Result"), rows=2)

    class Meta:
        icon = "list-ol"
        label = _("Worked example")
        template = "content/blocks/worked_example_block.html"
        preview_value = {
            "title": "1,050 cartons weigh 6,300 kg. How heavy are 980?",
            "steps": [{"text": "Divide: 6,300 ÷ 1,050 = 6 kg a carton."}, {"text": "Multiply: 980 × 6 = 5,880."}],
            "result": "5,880 kg.",
        }
        description = _("A task whose steps the reader opens one by one; in print they are all open.")


class TableBlock(WagtailTableBlock):
    class Meta:
        icon = "table"
        label = _("Table")
        template = "content/blocks/table_block.html"
        preview_value = {
            "data": [["Character", "Value"], ["C", "13"]],
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_caption": "Values of letters",
        }
        description = _("Rows and columns, with a heading row.")
