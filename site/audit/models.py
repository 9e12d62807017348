"""One table: what happened."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class AppendOnly(Exception):
    """The log was asked to change or lose an entry."""


class EntryQuerySet(models.QuerySet["Entry"]):
    def update(self, **kwargs: object) -> int:
        raise AppendOnly

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnly


class Entry(models.Model):
    """Actor and object are text and UUIDs, never foreign keys: erasing a person keeps the row."""

    at = models.DateTimeField(_("at"), auto_now_add=True)
    actor = models.CharField(_("actor"), max_length=200, blank=True)
    actor_uuid = models.UUIDField(null=True)
    act = models.CharField(_("act"), max_length=60)
    object_kind = models.CharField(_("kind of object"), max_length=60, blank=True)
    object_uuid = models.UUIDField(null=True)
    object_title = models.CharField(_("object"), max_length=255, blank=True)
    detail = models.JSONField(_("detail"), default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["object_uuid", "at"], name="audit_by_object"),
            models.Index(fields=["actor_uuid", "at"], name="audit_by_actor"),
            models.Index(fields=["act", "at"], name="audit_by_act"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.act} {self.object_title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnly
