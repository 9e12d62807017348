"""What a person did of a module, summed up: one row, kept in the transaction of each act."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ModuleSum(models.Model):
    """Everything a list about many people needs, so that no list reads lessons, attempts or answers.

    `minutes`: of the lessons done. `attempts`: graded ones at the module's quiz; `share`: right answers of the best, in
    thousandths. `begun_at`, `last_at`: the first and the last thing done.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="module_sums")
    module_key = models.UUIDField()
    lessons = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    passed = models.BooleanField(default=False)
    share = models.PositiveSmallIntegerField(null=True)
    begun_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("sum of learning")
        verbose_name_plural = _("sums of learning")
        constraints = [
            models.UniqueConstraint(fields=["user", "module_key"], name="one_sum_per_person_and_module"),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__lte=1000), name="share_of_right_answers_is_at_most_all"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.module_key}"
