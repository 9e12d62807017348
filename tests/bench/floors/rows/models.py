"""A table with nothing special about it."""

from django.db import models


class Row(models.Model):
    title = models.CharField(max_length=200)
    note = models.TextField()
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title
