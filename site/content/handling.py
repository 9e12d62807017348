"""Handling: who may see a thing. Models of this app (see `models`), below everything that asks about them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.viewer import Viewer
from content.choices import DEFAULT_LABEL, HANDLING_CHOICES
from core.labels import Label
from core.models import Identified
from reference.models import Organisation


class Handling(Identified):
    """Who may see one thing: effective at once, in all its languages, never a part of a draft.

    `key` is the translation key of a page, or the uuid of a marked row, so that translations and aliases
    cannot be marked differently. `version` counts changes; addresses of files carry it, so that a file
    under a stricter label is not found at its old address.
    """

    key = models.UUIDField(_("identity of the thing"), unique=True)
    kind = models.CharField(_("kind of thing"), max_length=60)
    title = models.CharField(_("title"), max_length=255, blank=True)
    label = models.CharField(_("handling label"), max_length=20, choices=HANDLING_CHOICES, default=DEFAULT_LABEL)
    owner = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="owned",
        verbose_name=_("owner"),
    )
    shared_with = models.ManyToManyField(
        Organisation, blank=True, related_name="shared_with_it", verbose_name=_("shared with")
    )
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("handling")
        verbose_name_plural = _("handling")
        constraints = [
            models.CheckConstraint(condition=~Q(label=Label.RED.value), name="tlp_red_is_never_stored"),
        ]
        indexes = [
            models.Index(fields=["label", "key"], name="handling_by_label"),
            models.Index(fields=["embargo_until"], name="handling_by_embargo"),
            models.Index(fields=["expires_at"], name="handling_by_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.title}"

    @property
    def terms(self) -> tuple[Any, ...]:
        """What a marking decides, as plain values that can be compared (1 query)."""
        return self.label, self.owner, self.embargo_until, self.expires_at, set(self.shared_with.all())

    def is_in_force(self, at: datetime) -> bool:
        """Whether others than the owner may see the thing at all at that moment."""
        after_embargo = self.embargo_until is None or at >= self.embargo_until
        return after_embargo and (self.expires_at is None or at < self.expires_at)


class Marked(Identified):
    """A row of an own table with a handling of its own, found by its uuid."""

    class Meta:
        abstract = True

    @property
    def handling_key(self) -> UUID:
        return self.uuid

    def also_needs(self, viewer: Viewer, *, owns: bool) -> str:
        """Why somebody whom the marking lets through still does not see it; empty if nothing else stands in the way.

        `owns`: whether they belong to the owner.
        """
        return ""
