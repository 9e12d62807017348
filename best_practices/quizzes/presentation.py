"""Lines and tables of a quiz as the templates draw them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from best_practices.quizzes.kinds.hotspot import Picture
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
class ResultRow:
    """A question in the result: what the template of its kind draws, with its picture if it asks about one."""

    item: ItemView
    result: dict[str, Any]
    picture: Picture | None

    @property
    def anchor(self) -> str:
        return f"q{self.item.position}"


def result_rows(items: Sequence[ItemView], pictures: Mapping[int, Picture]) -> list[ResultRow]:
    """What is shown of each question; the key appears here only, after the attempt was graded."""
    return [
        ResultRow(
            item, item.kind.result(item.answer, item.content, item.version.answer_key), pictures.get(item.position)
        )
        for item in items
    ]


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
    return {code for item in items for code in item.content["sources"]}


def stored(item: ItemView) -> dict[str, Any]:
    """The fields of a question as the stored answer fills them; empty ones without an answer."""
    return item.kind.again(item.answer, item.content)


def words(item: ItemView, post: QueryDict) -> list[str]:
    """An answer as the person saw it: the words of the options, or what was typed."""
    return item.kind.words(item.kind.typed(post, item.content), item.content)


PARTS_WITH_A_NAME = {
    "number": gettext_lazy("the right number"),
    "tolerance": gettext_lazy("the tolerance"),
    "kind": gettext_lazy("the kind of question"),
}


def named_parts(parts: Iterable[str]) -> str:
    """The parts of a key by name: "the tolerance", or the key of an option, a step, a region."""
    return ", ".join(str(PARTS_WITH_A_NAME.get(part, part)) for part in parts)
