"""What can be found, as its app said it: rows that can all be made again from what they are made of."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One thing that can be found, in one language. Without its text: a search reads thousands of these rows.

    `key`: the handling key that decides who may see it, null for what everyone may see. `row`: what it is made
    of, by the key or uuid that a change of it is told with. `thing`: the same number in every language of one
    thing. `topics`: codes with a blank before and after each. `label`: a short code before the title, as "A1".
    """

    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=80)
    language = models.CharField(max_length=12)
    thing = models.BigIntegerField(db_index=True)
    key = models.UUIDField(null=True, db_index=True)
    row = models.UUIDField(null=True, db_index=True)
    topics = models.CharField(max_length=255, blank=True)
    label = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=255)
    address = models.CharField(max_length=500)

    wagtail_reference_index_ignore: ClassVar = True

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "code", "language"], name="one_entry_per_thing_and_language"),
        ]

    def __str__(self) -> str:
        return self.title


class EntryText(models.Model):
    """The words of an entry: `text` as it is read, the others folded, as they are searched.

    The full-text index over the folded words (FTS5 or a tsvector column) is made and kept in step by the database
    itself: see migration 0002 and docs/decisions/016.
    """

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, primary_key=True, related_name="words")
    title_words = models.TextField()
    text_words = models.TextField()
    text = models.TextField()

    wagtail_reference_index_ignore: ClassVar = True

    class Meta:
        verbose_name = _("words of a search entry")
        verbose_name_plural = _("words of search entries")

    def __str__(self) -> str:
        return self.title_words
