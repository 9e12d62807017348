"""Vocabularies of reports and questions."""

from uuid import NAMESPACE_URL, uuid5

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.choices import EDITING_ROLES, Role


class About(models.TextChoices):
    MISTAKE = "mistake", _("A mistake")
    OUTDATED = "outdated", _("Something out of date")
    UNCLEAR = "unclear", _("Something not understood")
    QUESTION = "question", _("A question")
    TRANSLATION = "translation", _("A mistake of the translation")


class State(models.TextChoices):
    OPEN = "open", _("open")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed without an answer")


ANSWERING_ROLES = frozenset({*EDITING_ROLES, Role.COORDINATOR})
"""Roles whose holders answer what was asked about the things of their organisation."""

GLOSSARY = "glossary"
"""The one kind of thing that everybody may see and nobody owns: the programme staff answers."""
GLOSSARY_KEY = uuid5(NAMESPACE_URL, "corridor:glossary")
"""The glossary as a whole; a question about one term has the uuid of the term."""

LONGEST_TEXT = 5000
"""Characters: about three printed pages."""
