"""The text a record was taken from, and which sentence carries which statement."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Identified
from visits.records.models.visits import Visit


class SourceText(Identified):
    """An article or an old report about a visit. Only the visit's team ever opens its text.

    `text` may be empty: then only titles and positions are kept, never the words. `sentences` holds the
    number of sentences of each paragraph, so that positions mean something without the text; without any, the
    source can be cited as a whole.
    """

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="sources")
    code = models.CharField(_("code"), max_length=20, blank=True)
    title = models.CharField(_("title of the source"), max_length=400)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    address = models.CharField(_("web address"), max_length=400, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    text = models.TextField(_("text"), blank=True)
    sentences = models.JSONField(_("sentences in each paragraph"), default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.UUIDField(null=True, editable=False)

    class Meta:
        verbose_name = _("source text")
        verbose_name_plural = _("source texts")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.title


class SourceMark(models.Model):
    """Sentence `sentence` of paragraph `paragraph` (both from 1) carries a statement.

    Both 0 (`sentences.WHOLE`): the source as a whole does.
    `subject` is the uuid of the visit, delegation, programme item or observation; `field` the name of its
    field, or empty where the sentence carries the whole of it. No foreign key: marks outlive a re-ordering,
    and the row they speak of is of four kinds.
    """

    source = models.ForeignKey(SourceText, on_delete=models.CASCADE, related_name="marks")
    subject = models.UUIDField(_("statement"), db_index=True)
    field = models.CharField(_("field"), max_length=40, blank=True)
    paragraph = models.PositiveSmallIntegerField(_("paragraph"))
    sentence = models.PositiveSmallIntegerField(_("sentence"))

    class Meta:
        verbose_name = _("place in the source")
        verbose_name_plural = _("places in the source")
        ordering = ["paragraph", "sentence"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "subject", "field", "paragraph", "sentence"],
                name="one_mark_per_statement_and_sentence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paragraph}.{self.sentence}"
