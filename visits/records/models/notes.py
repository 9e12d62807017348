"""What somebody wrote down on the spot: raw, and never on a page by itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Identified
from visits.records.models.observations import Observation
from visits.records.models.visits import Visit


class FieldNote(Identified):
    """A note of the visit's team or of a guest. Kept for ever beside the observation that was made of it.

    Only the team sees all of them; a guest sees their own. `author`: a name for the team, never shown beyond it.
    """

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("note"), max_length=4000)
    language = models.CharField(_("language"), max_length=12)
    author = models.CharField(_("author"), max_length=150)
    author_uuid = models.UUIDField(editable=False)
    observation = models.ForeignKey(
        Observation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="notes",
        verbose_name=_("observation made of it"),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("field note")
        verbose_name_plural = _("field notes")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["visit", "author_uuid"], name="notes_by_author")]

    def __str__(self) -> str:
        return self.text[:80]
