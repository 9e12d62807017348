"""Records and unit views as rows of a table."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from best_practices.progress.presentation.states import state_of_step
from best_practices.progress.queries import Learner, TrainingRecord, UnitNumbers

Row = list[Any]


def _day(moment: Any) -> str:
    """ISO 8601, which every spreadsheet reads; a moment in the reader's zone."""
    if not moment:
        return ""
    return f"{timezone.localtime(moment) if hasattr(moment, 'hour') else moment:%Y-%m-%d}"


def record_rows(record: TrainingRecord) -> Iterator[Row]:
    """A training record: modules, quizzes, certificates from elsewhere, one below the other."""
    yield [_("Kind"), _("Title"), _("Date"), _("Result"), _("Hours"), _("Valid until"), _("Given by")]
    for module in record.modules:
        result = _("completed") if module.completed_at else _("begun")
        hours = round(module.minutes / 60, 2)
        yield [_("Module"), module.title, _day(module.completed_at or module.last_at), result, hours, "", ""]
    for quiz in record.quizzes:
        result = _("%(right)d of %(total)d right") % {"right": quiz.right, "total": quiz.total}
        passed = _("passed") if quiz.passed else _("not passed")
        yield [_("Quiz"), quiz.title, _day(quiz.at), f"{passed}, {result}", "", "", ""]
    for entry in record.external:
        yield [
            _("Certificate from elsewhere"),
            entry.title,
            _day(entry.completed_on),
            "",
            float(entry.hours) if entry.hours is not None else "",
            _day(entry.expires_on),
            entry.issuer or entry.get_provider_display(),
        ]


def learner_rows(learners: Iterable[Learner]) -> Iterator[Row]:
    """Who is where: a row for each person and module that was begun or assigned."""
    yield [
        *(
            pgettext("person", "Name"),
            _("Name in national script"),
            pgettext("organisation", "Unit"),
            _("Module"),
            _("State"),
        ),
        *(_("Lessons done"), _("Begun"), _("Completed"), _("Due on")),
    ]
    for learner in learners:
        person = [learner.person.get_full_name(), learner.person.name_national, str(learner.organisation)]
        shown = [step for step in learner.steps if step.sums or step.assigned]
        if not shown:
            yield [*person, "", _("nothing begun"), "", "", "", ""]
        for step in shown:
            sums = step.sums
            yield [
                *person,
                f"{step.module.page.code} {step.module.page.title}",
                state_of_step(step),
                sums.lessons if sums else 0,
                _day(sums.begun_at) if sums else "",
                _day(sums.completed_at) if sums else "",
                _day(step.due_on),
            ]


def unit_rows(units: Iterable[UnitNumbers]) -> Iterator[Row]:
    """Organisations by their heads."""
    yield [_("Organisation"), _("People"), _("Have begun"), _("Have completed a module"), _("Modules completed")]
    for row in units:
        yield [str(row.unit), row.people, row.begun, row.completed, row.completions]
