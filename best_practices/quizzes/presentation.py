"""Lines and tables of a quiz as the templates draw them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from accounts.viewer import Viewer
from best_practices.quizzes.choices import AttemptState
from best_practices.quizzes.kinds.hotspot import Picture
from best_practices.quizzes.models import Attempt
from best_practices.quizzes.pools import shortfalls
from best_practices.quizzes.queries import ItemView, Refusal, Station, pools_from
from best_practices.quizzes.services import AnswerChecked, Stored, TimeOver
from core.stations import State
from core.stations import Station as LineStation


def question_line(attempt: Attempt, stations: Sequence[Station], *, here: int | None) -> list[LineStation]:
    """The questions beside the page, and the hand-in as the terminus."""
    drawn = [_question(attempt.uuid, station, here, stations) for station in stations]
    drawn.append(
        LineStation(
            name=_("End the practice") if attempt.is_practice else _("Hand in"),
            note="" if attempt.is_practice else _("%d right to pass") % attempt.pass_mark,
            url=reverse("quiz_attempt", args=[attempt.uuid]),
            state=State.HERE if here is None else State.AHEAD,
            current="step" if here is None else "",
            end=True,
        )
    )
    return drawn


def _question(uuid: UUID, station: Station, here: int | None, stations: Sequence[Station]) -> LineStation:
    last_answered = max((s.position for s in stations if s.answered), default=0)
    if station.right is not None and station.position != here:
        state, note = (State.DONE, _("Right")) if station.right else (State.ALERT, _("Not right"))
    elif station.position == here:
        state, note = State.HERE, _here(station)
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


def _here(station: Station) -> str:
    if station.right is not None:
        return _("You are here, right") if station.right else _("You are here, not right")
    return _("You are here, saved") if station.answered else _("You are here")


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


def answer_words(item: ItemView, answer: Mapping[str, Any]) -> str:
    """A stored answer as the person saw it."""
    return ", ".join(item.kind.words(item.kind.again(answer, item.content), item.content))


def exchange_text(item: ItemView, stored: Stored) -> str:
    """What took the place of what, if two tabs or devices answered; nothing in the usual case."""
    if stored.replaced is not None:
        return _("This replaced “%(answer)s”, saved at %(at)s in another window or on another device.") % {
            "answer": answer_words(item, stored.replaced.answer),
            "at": f"{timezone.localtime(stored.replaced.saved_at):%H:%M}",
        }
    if stored.stands is not None:
        return _("A newer answer is saved, “%(answer)s” at %(at)s. This older one was not put in its place.") % {
            "answer": answer_words(item, stored.stands.answer),
            "at": f"{timezone.localtime(stored.stands.saved_at):%H:%M}",
        }
    return ""


def stored_json(item: ItemView, stored: Stored) -> dict[str, Any]:
    """What the page's script is told: when it was saved, the next version token, and what replaced what."""
    told = exchange_text(item, stored)
    return {
        "saved": f"{timezone.localtime(stored.saved_at):%H:%M}",
        "number": stored.response.answer.get("number", ""),
        "token": stored.response.changes,
    } | ({"replaced": told} if told else {})


def closed_text(attempt: Attempt, item: ItemView | None, reason: Exception | None) -> str:
    """Why an answer was not taken."""
    if attempt.state == AttemptState.WITHDRAWN:
        return _(
            "The quiz was withdrawn while your attempt was open. Your earlier answers are kept; new ones are not taken."
        )
    if isinstance(reason, AnswerChecked):
        return _("You have been told what is right, so the answer to this question can be changed no more.")
    if isinstance(reason, TimeOver) and attempt.deadline_at:
        return _(
            "The time ended at %(at)s. Every answer saved before counts; the answer you sent now came later and was "
            "not saved."
        ) % {"at": f"{timezone.localtime(attempt.deadline_at):%H:%M}"}
    return _("This attempt is closed. The answer was not saved.")


def refusal_text(refusal: Refusal | None) -> str:
    """Why a quiz cannot be begun now, and when it can."""
    until = _moment(refusal.until) if refusal and refusal.until else ""
    texts = {
        "not_open": _("This quiz opens on %(at)s."),
        "closed": _("This quiz closed on %(at)s."),
        "too_often": _("You have used all the attempts this quiz allows."),
        "too_soon": _("You can take it again from %(at)s."),
    }
    reason = refusal.reason if refusal else ""
    return texts.get(reason, _("This quiz has no published questions yet.")) % {"at": until}


def _moment(at: datetime) -> str:
    local = timezone.localtime(at)
    return f"{date_format(local, pgettext('date format', 'j M Y'))}, {local:%H:%M}"


def seconds_left(attempt: Attempt, at: datetime) -> int | None:
    """Whole seconds until the time ends, never below 0; None without a limit."""
    return max(0, int((attempt.deadline_at - at).total_seconds())) if attempt.deadline_at else None


def shortfall_texts(sections: Any, places: Sequence[tuple[str, UUID]], viewer: Viewer) -> list[str]:
    """A sentence for each section of a quiz in the editor that draws more questions than there are for it."""
    short = shortfalls(pools_from(sections, places, viewer))
    titles = {section.value["key"]: section.value["title"] for section in sections}
    return [
        _("“%(section)s” draws %(wanted)d questions, but there are %(found)d for it. Add questions or draw fewer.")
        % {"section": titles.get(each.section, each.section), "wanted": each.wanted, "found": each.found}
        for each in short
    ]
