"""Vocabularies of content."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from core.labels import LABEL_CHOICES, Label

HANDLING_CHOICES = LABEL_CHOICES
DEFAULT_LABEL = Label.GREEN
"""A page made outside any marked parent: for members, until somebody decides otherwise."""


RED_REFUSED = _(
    "TLP:RED is for the people in the room only: it is never stored here. Take out what is RED and tell it to them "
    "in person; mark what remains TLP:AMBER+STRICT and name the organisations."
)


DECIDING_ROLES = (Role.REVIEWER, Role.STAFF, Role.ADMINISTRATOR)
"""Roles whose holders publish what others submit, or send it back."""
TRANSLATING_ROLES = (Role.TRANSLATOR, Role.STAFF, Role.ADMINISTRATOR)
"""Roles whose holders may send a text into translation."""


class CheckStatus(models.TextChoices):
    DRAFT = "draft", _("draft, not checked by an administration")
    CHECKED = "checked", _("checked")


RESERVED_SLUGS = frozenset(
    [
        "accounts",
        "admin",
        "api",
        "desk",
        "feeds",
        "glossary",
        "go",
        "healthz",
        "me",
        "quiz",
        "readyz",
        "search",
        "sitemap",
        "static",
        "topics",
        "units",
        "uploads",
        "verify",
        "notebook",
        "report",
        "en",
        "ru",
        "kk",
        "pl",
        "uz",
        "ky",
        "tg",
        "tk",
    ]
)
"""Slugs that addresses of the site itself use; a page may not take one (design, section 5)."""
