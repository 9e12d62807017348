"""Lines and tables of a quiz as the templates draw them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from best_practices.quizzes.models import Attempt
from best_practices.quizzes.queries import ItemView, Station
from core.stations import State
from core.stations import Station as LineStation


def question_line(attempt: Attempt, stations: Sequence[Station], *, here: int | None) -> list[LineStation]:
    """The questions beside the page, and the hand-in as the terminus."""
    drawn = [_question(attempt.uuid, station, here, stations) for station in stations]
    drawn.append(
        LineStation(
            name=_("Hand in"),
            note=_("%d right to pass") % attempt.pass_mark,
            url=reverse("quiz_attempt", args=[attempt.uuid]),
            state=State.HERE if here is None else State.AHEAD,
            current="step" if here is None else "",
            end=True,
        )
    )
    return drawn


def _question(uuid: UUID, station: Station, here: int | None, stations: Sequence[Station]) -> LineStation:
    last_answered = max((s.position for s in stations if s.answered), default=0)
    if station.position == here:
        state, note = State.HERE, _("You are here, saved") if station.answered else _("You are here")
    elif station.answered:
        state, note = State.DONE, _("Saved")
    elif station.position < max(last_answered, here or 0) or here is None:
        state, note = State.ALERT, _("Not answered")
    else:
        state, note = State.AHEAD, _("Ahead")
    return LineStation(
        name=_("Question %d") % station.position,
        note=note,
        url=reverse("quiz_question", args=[uuid, station.position]),
        state=state,
        current="step" if station.position == here else "",
        past=station.position == here and station.answered,
    )


@dataclass(frozen=True)
class OptionRow:
    """An option in the result: its words, whether it was chosen, whether it is right, and why."""

    text: str
    chosen: bool
    right: bool
    feedback: str

    @property
    def missed(self) -> bool:
        return self.right and not self.chosen


@dataclass(frozen=True)
class ResultRow:
    """A question in the result."""

    item: ItemView
    options: tuple[OptionRow, ...]
    number: str

    @property
    def anchor(self) -> str:
        return f"q{self.item.position}"


def result_rows(items: Sequence[ItemView]) -> list[ResultRow]:
    """What each question's table shows; the key appears here only, after the attempt was graded."""
    return [ResultRow(item, _options(item), _number(item)) for item in items]


def _options(item: ItemView) -> tuple[OptionRow, ...]:
    right = item.version.answer_key.right
    return tuple(
        OptionRow(option["text"], option["key"] in item.chosen, option["key"] in right, option["feedback"])
        for option in item.shown.content["options"]
    )


def _number(item: ItemView) -> str:
    number = item.version.answer_key.number
    return "" if number is None else f"{number.normalize():f}"


def result_line(items: Sequence[ItemView]) -> list[LineStation]:
    """The answers as a line of rights and wrongs."""
    last = len(items)
    return [
        LineStation(
            name=str(item.position),
            note=_("Right") if item.right else _("Not right") if item.answer else _("Not answered"),
            url=f"#q{item.position}",
            state=State.DONE if item.right else State.ALERT,
            past=not item.right,
            end=item.position == last,
        )
        for item in items
    ]


def source_codes(items: Sequence[ItemView]) -> set[str]:
    """The codes of all sources of some questions."""
    return {code for item in items for code in item.shown.content["sources"]}


def typed(item: ItemView) -> Any:
    """What a person typed as a number, to be shown in the field again."""
    return (item.answer or {}).get("typed", "")


def words(item: ItemView, given: Sequence[str]) -> list[str]:
    """An answer as the person saw it: the words of the options, or the number as it was typed."""
    texts = {option["key"]: option["text"] for option in item.shown.content["options"]}
    return [texts.get(answer, answer) for answer in given]
