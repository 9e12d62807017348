"""Words that belong to a plain row: one row in each language, each with its own status."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.choices import CheckStatus


class TextIn(models.Model):
    """The words of a fact in one language. A row without words in the reader's language shows another one's."""

    language = models.CharField(_("language"), max_length=12)
    check_status = models.CharField(_("status"), max_length=10, choices=CheckStatus, default=CheckStatus.DRAFT)

    class Meta:
        abstract = True
        ordering = ["language"]
