"""What somebody learned from somebody: the raw words for ever, and what was made of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Identified
from reference.models import Place, Topic
from visits.records.choices import Direction, ObservationKind, Shown
from visits.records.models.programme import ProgrammeItem
from visits.records.models.texts import TextIn
from visits.records.models.visits import Visit


class Observation(Identified):
    """One thing learned, with its direction. `module_key`, `case_key`: the text it became, in any language.

    `raw_text` is what was first written down, in the language it was written in; the words that are shown
    are ObservationTexts.
    """

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="observations")
    code = models.CharField(_("code"), max_length=12, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    direction = models.CharField(_("direction"), max_length=16, choices=Direction)
    kind = models.CharField(_("kind"), max_length=10, choices=ObservationKind, default=ObservationKind.PRACTICE)
    shown = models.CharField(_("evidence"), max_length=10, choices=Shown, blank=True)
    item = models.ForeignKey(
        ProgrammeItem,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="observations",
        verbose_name=_("seen during"),
    )
    places = models.ManyToManyField(Place, blank=True, related_name="+", verbose_name=_("places"))
    topics = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))
    raw_text = models.TextField(_("as first written down"), blank=True)
    raw_language = models.CharField(_("language of the raw words"), max_length=12, blank=True)
    module_key = models.UUIDField(_("module it became"), null=True, blank=True, db_index=True)
    case_key = models.UUIDField(_("case it became"), null=True, blank=True, db_index=True)
    created_by = models.UUIDField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["visit", "position"], name="observations_in_order")]

    def __str__(self) -> str:
        return next((text.text for text in self.texts.all()), self.code or f"#{self.position}")


class ObservationText(TextIn):
    """`text`: what is done. `conditions`: why it works there. `detail`: more, if there is more."""

    observation = models.ForeignKey(Observation, on_delete=models.CASCADE, related_name="texts")
    text = models.CharField(_("what was learned"), max_length=255)
    detail = models.TextField(_("in more words"), blank=True)
    conditions = models.TextField(_("why it works there"), blank=True)

    class Meta(TextIn.Meta):
        constraints = [
            models.UniqueConstraint(fields=["observation", "language"], name="one_observation_text_per_language")
        ]
