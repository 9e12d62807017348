"""What a lesson is composed of, and the blocks that only a lesson has."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from best_practices.modules.choices import DRAWINGS
from best_practices.modules.container_numbers import read_number
from content.blocks import (
    CalloutBlock,
    ComparisonBlock,
    HeadingBlock,
    ProcedureBlock,
    RiskIndicatorsBlock,
    TableBlock,
    TextBlock,
    WorkedExampleBlock,
    refuse_unknown_terms,
)
from media.files.blocks import DocumentBlock, DrawingBlock, FigureBlock, GalleryBlock, RecordingBlock


class SameInEveryLanguage:
    """For a block whose value is no text: translators are not asked, and translations keep it."""

    def get_translatable_segments(self, value: Any) -> list[object]:
        return []

    def restore_translated_segments(self, value: Any, segments: list[object]) -> Any:
        return value


class PartBlock(blocks.StructBlock):
    """A part of a lesson that is made for each reader anew: what they may see, and what they just gave.

    Who renders the lesson gives `part` in the context (see `best_practices.modules.parts`).
    """

    made_for_each_reader = True


class ExampleNumberBlock(SameInEveryLanguage, blocks.CharBlock):
    """A container number, with or without its check digit."""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned and not self.is_deferred_validation and read_number(cleaned).problem:
            raise ValidationError(_("Four letters and six or seven figures, e.g. CSQU3054383 or ZZZU1234564."))
        return cleaned


class CheckDigitBlock(PartBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, default="")
    example = ExampleNumberBlock(
        label=_("Example"),
        required=False,
        default="",
        help_text=_("Stands in the field at first. CSQU3054383, or a training number ZZZU…: never a real one."),
    )

    class Meta:
        icon = "order"
        label = _("Check digit (ISO 6346)")
        template = "modules/blocks/check_digit_block.html"
        preview_value = {"title": "Check a number", "example": "CSQU3054383"}
        description = _("A field for a container number; the answer shows the sum line by line.")


class CaseChooserBlock(SameInEveryLanguage, blocks.PageChooserBlock):
    """Which case. Its words stand in the lesson, so it is a part of it."""

    shows_its_page = True


class CaseExcerptBlock(PartBlock):
    """The snapshot of a case. Whoever may not see the case sees no trace of it."""

    case = CaseChooserBlock(page_type="cases.CaseStudyPage", label=_("Case"))
    why = blocks.CharBlock(
        label=_("What to look for"), required=False, default="", help_text=_("One line, shown with the case only.")
    )

    class Meta:
        icon = "doc-full-inverse"
        label = _("Case excerpt")
        template = "modules/blocks/case_excerpt_block.html"
        preview_template = "modules/blocks/case_excerpt_block_preview.html"
        preview_value = {"case": None, "why": "Which paper gave the first hint?"}
        description = _("The snapshot of a case; readers who may not see the case find nothing here.")


class QuestionChooserBlock(SameInEveryLanguage, SnippetChooserBlock):
    """Which question; it is asked in the language of the reader."""


class KnowledgeCheckBlock(PartBlock):
    """One question of the bank, asked in the lesson. Nothing is counted and no answer is kept."""

    question = QuestionChooserBlock("quizzes.Question", label=_("Question"))

    class Meta:
        icon = "help"
        label = _("Knowledge check")
        template = "modules/blocks/knowledge_check_block.html"
        preview_template = "modules/blocks/knowledge_check_block_preview.html"
        preview_value = {"question": None}
        description = _("A published question, answered on the spot with its reasons. It counts for nothing.")


class LessonBodyBlock(blocks.StreamBlock):
    heading = HeadingBlock()
    text = TextBlock()
    figure = FigureBlock()
    drawing = DrawingBlock(DRAWINGS, folder="modules/drawings")
    comparison = ComparisonBlock()
    procedure = ProcedureBlock()
    callout = CalloutBlock()
    table = TableBlock()
    gallery = GalleryBlock()
    risk_indicators = RiskIndicatorsBlock()
    worked_example = WorkedExampleBlock()
    check_digit = CheckDigitBlock()
    case_excerpt = CaseExcerptBlock()
    document = DocumentBlock()
    recording = RecordingBlock()
    knowledge_check = KnowledgeCheckBlock()

    class Meta:
        block_counts: ClassVar[dict[str, dict[str, int]]] = {}

    def clean(self, value: Any) -> Any:
        """Refuse a glossary term that does not exist, at the block that marks it; a draft may still have it."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        errors = {}
        for number, block in enumerate(cleaned):
            try:
                refuse_unknown_terms(block.value)
            except ValidationError as error:
                errors[number] = error
        if errors:
            raise blocks.StreamBlockValidationError(block_errors=errors)
        return cleaned
