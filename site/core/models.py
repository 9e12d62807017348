"""Abstract bases: a row that keeps its identity when it travels to another installation."""

import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def this_installation() -> str:
    """The host name under which this installation is reached, e.g. "corridor.example.org"."""
    return urlsplit(settings.BASE_URL).hostname or "localhost"


class Identified(models.Model):
    """A row with a UUID of its own and the name of the installation that made it.

    One installation per administration will later exchange content, so the number of a row in one
    database says nothing elsewhere.
    """

    uuid = models.UUIDField(_("identifier"), default=uuid.uuid4, unique=True, editable=False)
    origin = models.CharField(_("made at"), max_length=120, default=this_installation, editable=False)

    class Meta:
        abstract = True
