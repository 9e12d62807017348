"""What a reviewer says of themself. Models of this app (see `models`), below the gate that asks for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.choices import language_choices
from accounts.models import User


class ReviewLanguage(models.Model):
    """A language, beside that of the profile, in which a person judges texts. They say so themself; it is logged."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="review_languages")
    language = models.CharField(_("language"), max_length=12, choices=language_choices)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("language of a reviewer")
        verbose_name_plural = _("languages of reviewers")
        constraints = [
            models.UniqueConstraint(fields=["user", "language"], name="one_row_per_reviewer_and_language"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.language}"


class ReviewLetter(models.Model):
    """When a person was last sent the list of what is to be looked at again: at most once a week."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="review_letter")
    sent_at = models.DateTimeField(_("sent"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("letter about reviews")
        verbose_name_plural = _("letters about reviews")

    def __str__(self) -> str:
        return f"{self.user}: {self.sent_at:%Y-%m-%d}"
