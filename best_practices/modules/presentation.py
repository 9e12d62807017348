"""Lines and facts of modules as the templates draw them."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from best_practices.modules.choices import EvidenceLevel, Level
from best_practices.modules.line import ModuleProgress, next_step
from best_practices.modules.models import LessonPage, ModulePage
from best_practices.modules.queries import LessonView, ModuleFacts, ModuleView
from core.stations import State, Station
from reference.countries import country_name


def day_of(moment: Any) -> str:
    return date_format(timezone.localtime(moment), pgettext("date format", "j M"))


def module_stations(
    module: ModuleView,
    progress: ModuleProgress | None,
    *,
    reading: LessonPage | None = None,
    brief: bool = False,
) -> list[Station]:
    """The line of a module. Without progress (a stranger) the stations carry no state.

    `reading`: the lesson of this very page. `brief`: codes instead of titles, no objectives.
    """
    has_quiz = module.quiz_key is not None
    step = next_step(module.lessons, progress, has_quiz=has_quiz, rules=module.rules) if progress else None
    stations = [_lesson_station(lesson, progress, step, reading, brief) for lesson in module.lessons]
    if module.quiz_key is not None:
        stations.append(_quiz_station(module, progress, step, brief))
    return stations


def _lesson_station(lesson: LessonView, progress: Any, step: Any, reading: Any, brief: bool) -> Station:
    done_at = progress.lessons.get(lesson.translation_key) if progress else None
    here = reading.pk == lesson.pk if reading is not None else bool(step and step.lesson is lesson)
    state = State.HERE if here else State.DONE if done_at else State.AHEAD
    if here and done_at:
        note = _("You are here, done %s") % day_of(done_at)
    elif here:
        note = _("You are here")
    elif done_at:
        note = _("Done %s") % day_of(done_at)
    else:
        note = _("Ahead") if progress else ""
    return Station(
        name=lesson.code if brief else f"{lesson.code} {lesson.title}",
        note=note,
        url=lesson.url,
        state=state,
        current=("page" if reading is not None else "step") if here else "",
        past=bool(here and done_at),
        objective="" if brief or reading is not None else lesson.lead,
    )


def _quiz_station(module: ModuleView, progress: Any, step: Any, brief: bool) -> Station:
    state, note = State.AHEAD, _("Ahead") if progress else ""
    if progress and progress.quiz == "passed":
        state, note = State.DONE, _("Passed %s") % day_of(progress.quiz_at)
    elif progress and progress.quiz == "open":
        state, note = State.HERE, _("Begun, not handed in")
    elif progress and progress.quiz == "failed":
        state, note = State.ALERT, _("Not passed yet")
    elif step and step.kind == "quiz":
        state, note = State.HERE, _("You are here")
    return Station(
        name=_("Quiz"),
        note=note,
        url=reverse("quiz_start", args=[module.quiz_key]),
        state=state,
        current="step" if state is State.HERE else "",
        end=True,
    )


def evidence_stations(module: ModulePage) -> list[Station]:
    """How much is known of the practice: presented, observed, tried, measured."""
    reached = EvidenceLevel.values.index(module.evidence_level)
    stations = []
    for number, level in enumerate(EvidenceLevel):
        state = State.DONE if number < reached else State.HERE if number == reached else State.AHEAD
        note = _("Level reached") if number == reached else "" if number < reached else _("Not yet")
        stations.append(
            Station(
                name=str(level.label),
                note=note,
                state=state,
                current="step" if number == reached else "",
                end=number == len(EvidenceLevel) - 1,
            )
        )
    return stations


def minutes_text(module: ModulePage | ModuleFacts) -> str:
    """ "60–75 min", "60 min" or nothing."""
    if module.minutes_min and module.minutes_max and module.minutes_min != module.minutes_max:
        return _("%(least)d to %(most)d min") % {"least": module.minutes_min, "most": module.minutes_max}
    minutes = module.minutes_min or module.minutes_max
    return _("%d min") % minutes if minutes else ""


def level_text(module: ModulePage | ModuleFacts) -> str:
    return str(Level(module.level).label) if module.level else ""


def countries_text(codes: list[str], language: str) -> str:
    return ", ".join(country_name(code, language) for code in codes)
