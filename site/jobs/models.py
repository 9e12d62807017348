"""A job as its owner sees it; the task that does the work belongs to whoever started it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Identified
from jobs.choices import JobState


class Job(Identified):
    """Owner as text and UUID. `result` is a short JSON; a result with content is a file of media.files."""

    kind = models.CharField(_("kind"), max_length=60)
    owner = models.CharField(_("owner"), max_length=200, blank=True)
    owner_uuid = models.UUIDField(null=True)
    state = models.CharField(_("state"), max_length=10, choices=JobState, default=JobState.WAITING)
    percent = models.PositiveSmallIntegerField(_("percent done"), default=0)
    message = models.TextField(_("message"), blank=True)
    result = models.JSONField(_("result"), default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["owner_uuid", "-created_at"], name="jobs_by_owner"),
            models.Index(fields=["kind", "-created_at"], name="jobs_by_kind"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(percent__lte=100), name="percent_is_at_most_100"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.percent} %"
