"""What a person has done: lessons and modules."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Identified


class LessonCompletion(Identified):
    """A person has done a lesson, in whichever language. `minutes`: what the lesson said it takes, on that day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lesson_completions")
    lesson_key = models.UUIDField()
    module_key = models.UUIDField()
    lesson_title = models.CharField(max_length=255)
    language = models.CharField(max_length=12)
    minutes = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField()

    class Meta:
        verbose_name = _("lesson done")
        verbose_name_plural = _("lessons done")
        ordering = ["-done_at", "-pk"]
        indexes = [models.Index(fields=["user", "module_key", "-done_at"], name="lessons_done_in_module")]
        constraints = [
            models.UniqueConstraint(fields=["user", "lesson_key"], name="one_completion_per_person_and_lesson"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.lesson_title}"


class ModuleCompletion(Identified):
    """A person has done what the module's rule asks for: its lessons, its quiz, or both."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="module_completions")
    module_key = models.UUIDField()
    module_title = models.CharField(max_length=255)
    attempt_uuid = models.UUIDField(null=True)
    completed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("module completed")
        verbose_name_plural = _("modules completed")
        ordering = ["-completed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "module_key"], name="one_completion_per_person_and_module"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.module_title}"
