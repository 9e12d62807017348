"""Who is to do which module by when, and who was reminded of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from best_practices.progress.choices import Stage
from core.models import Identified
from reference.models import Organisation


class Assignment(Identified):
    """A module is to be done: by everybody of an organisation and its units, by a role there, or by one person.

    `organisation` is where it was given, for a person too: its coordinators change and withdraw it. The row stays when
    it is withdrawn.
    """

    module_key = models.UUIDField()
    module_title = models.CharField(max_length=255)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("unit")
    )
    role = models.CharField(_("role"), max_length=16, choices=Role, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("person"),
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    assigned_at = models.DateTimeField()
    assigned_by = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["due_on", "-assigned_at", "-pk"]
        indexes = [models.Index(fields=["organisation", "withdrawn_at"], name="assignments_of_a_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["module_key", "organisation", "role"],
                condition=Q(person__isnull=True, withdrawn_at__isnull=True),
                name="one_assignment_per_module_unit_and_role",
            ),
            models.UniqueConstraint(
                fields=["module_key", "person"],
                condition=Q(person__isnull=False, withdrawn_at__isnull=True),
                name="one_assignment_per_module_and_person",
            ),
            models.CheckConstraint(
                condition=Q(role="") | Q(person__isnull=True), name="assignment_is_for_a_role_or_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.module_title} → {self.person or self.organisation}"


class Reminder(models.Model):
    """A person was reminded of an assignment at a stage. Once each."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="reminders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    stage = models.PositiveSmallIntegerField(choices=Stage)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(fields=["assignment", "user", "stage"], name="one_reminder_per_person_and_stage"),
        ]

    def __str__(self) -> str:
        return f"{self.assignment}: {self.get_stage_display()}"
