"""The letter that reminds of what is assigned."""

from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from best_practices.progress.due_dates import OVERDUE_STAGE
from best_practices.progress.models import Assignment
from core.labels import Label

MAILED_LABELS = frozenset({Label.CLEAR.value, Label.GREEN.value})
"""Of a stricter module the letter names no title: mail is not guarded."""


def reminder_letter(
    told: Sequence[tuple[Assignment, int]], labels: dict[UUID, str], *, language: str
) -> tuple[str, str]:
    """Subject and text, in the language of the person; what is overdue stands first."""
    with translation.override(language):
        late = any(stage == OVERDUE_STAGE for _assignment, stage in told)
        lines = [_line(assignment, stage, labels) for assignment, stage in sorted(told, key=lambda pair: -pair[1])]
        subject = _("Corridor: a module is overdue") if late else _("Corridor: a module is assigned to you")
        text = [
            _("These modules are assigned to you:"),
            "\n".join(lines),
            _("On your desk you go on where you stopped:") + f"\n{settings.BASE_URL}/{language}/desk/",
        ]
        return subject, "\n\n".join(text) + "\n"


def _line(assignment: Assignment, stage: int, labels: dict[UUID, str]) -> str:
    named = labels.get(assignment.module_key) in MAILED_LABELS
    title = assignment.module_title if named else _("a module whose title does not travel by mail")
    if assignment.due_on is None:
        return f"- {title}"
    day = date_format(assignment.due_on, "DATE_FORMAT")
    said = _("was due on %(day)s") if stage == OVERDUE_STAGE else _("due on %(day)s")
    return f"- {title}: {said % {'day': day}}"
