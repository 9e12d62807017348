"""What was done on a visit, in order; the day may be unknown."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Identified
from reference.models import Organisation, Place, Topic
from visits.records.choices import Method
from visits.records.models.texts import TextIn
from visits.records.models.visits import Visit


class ProgrammeItem(Identified):
    """A talk, a walk over a yard, an exercise. Its words are ProgrammeItemTexts, one in each language."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    day = models.DateField(_("day"), null=True, blank=True)
    places = models.ManyToManyField(Place, through="ItemSite", blank=True, related_name="+", verbose_name=_("places"))
    place_as_in_source = models.CharField(_("place as in the source"), max_length=255, blank=True)
    hosts = models.ManyToManyField(Organisation, blank=True, related_name="+", verbose_name=_("hosts"))
    method = models.CharField(_("how it was shown"), max_length=16, choices=Method, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))

    class Meta:
        verbose_name = _("programme item")
        verbose_name_plural = _("programme items")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["visit", "position"], name="items_in_order")]

    def __str__(self) -> str:
        return next((text.text for text in self.texts.all()), f"#{self.position}")

    def clean(self) -> None:
        super().clean()
        if self.day and self.visit_id and not self.visit.includes(self.day):
            raise ValidationError({"day": _("This day is not within the visit. Leave it empty if it is not known.")})


class ItemSite(models.Model):
    """A place of a programme item. The order is that of the source, or of the day."""

    item = models.ForeignKey(ProgrammeItem, on_delete=models.CASCADE, related_name="sites")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["item", "place"], name="one_site_per_item_and_place")]

    def __str__(self) -> str:
        return str(self.place)


class ProgrammeItemText(TextIn):
    item = models.ForeignKey(ProgrammeItem, on_delete=models.CASCADE, related_name="texts")
    text = models.CharField(_("what was done"), max_length=255)
    note = models.TextField(_("note"), blank=True)

    class Meta(TextIn.Meta):
        constraints = [models.UniqueConstraint(fields=["item", "language"], name="one_item_text_per_language")]
