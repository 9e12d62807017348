"""Roles and their scopes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    OFFICER = "officer", _("officer")
    COORDINATOR = "coordinator", _("unit coordinator")
    ORGANISER = "organiser", _("organiser")
    AUTHOR = "author", _("author")
    REVIEWER = "reviewer", _("reviewer / releasing officer")
    TRANSLATOR = "translator", _("translator")
    STAFF = "staff", _("programme staff")
    ADMINISTRATOR = "administrator", _("administrator")
    GUEST = "guest", _("guest of a visit")


EDITING_ROLES = frozenset({Role.AUTHOR, Role.REVIEWER, Role.TRANSLATOR, Role.STAFF, Role.ADMINISTRATOR})
"""Roles whose holders work in Wagtail's admin."""


class Letters(models.TextChoices):
    """Letters one may do without, by their fields of `User`. All else is about access, and always sent."""

    REVIEWS = "gets_review_letters", _("texts that wait for my decision, and what was decided about mine")
    WEEKLY = "gets_weekly_letter", _("once a week: questions of readers, and answers to mine")
    REMINDERS = "gets_reminders", _("what was assigned to me and is due")


class Ground(models.TextChoices):
    """Why an item is open to somebody whom its marking does not let see it."""

    GLASS = "glass", _("broken glass")
    REVIEW = "review", _("to review it")
    TRANSLATION = "translation", _("to translate it")


GROUNDS: dict[str, frozenset[str]] = {
    Ground.GLASS: frozenset({Role.ADMINISTRATOR}),
    Ground.REVIEW: frozenset({Role.REVIEWER, Role.STAFF, Role.ADMINISTRATOR}),
    Ground.TRANSLATION: frozenset({Role.TRANSLATOR, Role.STAFF}),
}
"""The roles of which a person must hold one, now, for an opening on such a ground to count."""


GIVEN_BY: dict[str, frozenset[str]] = {
    Role.COORDINATOR: frozenset({Role.OFFICER, Role.COORDINATOR, Role.ORGANISER}),
    Role.STAFF: frozenset(Role) - {Role.ADMINISTRATOR, Role.GUEST},
    Role.ADMINISTRATOR: frozenset(Role) - {Role.GUEST},
}
"""The roles that somebody may give and take: coordinators in their unit and those below it, the others everywhere."""


def language_choices() -> list[tuple[str, str]]:
    """The languages of the interface; a callable, so that a new language is no migration."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]
