"""Parts of a lesson that are made for each reader: a number to check, a question, a case not everybody may see."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.middleware.csrf import get_token
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.queries import viewer_in
from best_practices.cases.presentation import list_rows
from best_practices.cases.queries import cases_for
from best_practices.modules.container_numbers import Problem, Reading, read_number
from best_practices.quizzes.forms.answers import read_answer
from best_practices.quizzes.grading import grade
from best_practices.quizzes.kinds.hotspot import Picture
from best_practices.quizzes.presentation import result_rows, source_codes, stored
from best_practices.quizzes.queries import ItemView, asked_alone, pictures_of
from reference.queries import sources_by_code

TRIES = frozenset({"check_digit", "knowledge_check"})
"""Parts in which a reader tries something."""


@dataclass
class Parts:
    """The parts of a lesson for one reader: HTML by the block's number in the text.

    `tries`: whether one of them takes something from the reader. `sent`: the number of the one that just did;
    `answered`: the key of the question that was answered; `refused`: whether what was sent makes no sense.
    """

    html: dict[int, str] = field(default_factory=dict)
    tries: bool = False
    sent: int | None = None
    answered: UUID | None = None
    refused: bool = False


def parts_of(body: Any, request: HttpRequest, *, paper: bool = False) -> Parts:
    """Make the parts of a lesson (none without such blocks; 1 query for cases, 3 for questions, 1 after an answer).

    `paper`: nothing can be sent from there, and what could be opened is open.
    """
    blocks = [(number, block) for number, block in enumerate(body) if hasattr(block.block, "made_for_each_reader")]
    if not blocks:
        return Parts()
    maker = Maker(blocks, request, paper=paper)
    parts = Parts()
    for number, block in blocks:
        told = maker.make(number, block, parts)
        if told is not None:
            parts.tries |= block.block_type in TRIES
            parts.html[number] = block.render(maker.context | {"part": {"anchor": f"part-{number}"} | told})
    return parts


class Maker:
    """What the parts of one lesson need for one reader, asked once for all of them."""

    def __init__(self, blocks: list[tuple[int, Any]], request: HttpRequest, *, paper: bool) -> None:
        viewer, self.language = viewer_in(request), get_language() or "en"
        self.sent = QueryDict() if paper else request.POST if request.method == "POST" else request.GET
        self.paper = paper
        self.context: dict[str, Any] = {"request": request, "LANGUAGE_CODE": self.language}
        if viewer.signed_in and not paper:
            self.context["csrf_token"] = get_token(request)
        cases = set(_chosen(blocks, "case_excerpt", "case"))
        questions = set(_chosen(blocks, "knowledge_check", "question"))
        found = cases_for(viewer, language=self.language) if cases else []
        self.cases = {case.translation_key: case for case in found if case.translation_key in cases}
        self.items = asked_alone(viewer=viewer, keys=questions, language=self.language) if questions else {}
        self.pictures = pictures_of(viewer=viewer, items=self.items.values())

    def make(self, number: int, block: Any, parts: Parts) -> dict[str, Any] | None:
        """What the template of a part needs; None if this reader does not get it."""
        if block.block_type == "check_digit":
            return self._check_digit(number, block.value, parts)
        if block.block_type == "case_excerpt":
            return self._case(block.value)
        return self._question(number, block.value, parts)

    def _check_digit(self, number: int, value: Any, parts: Parts) -> dict[str, Any]:
        typed = value["example"]
        sent = self.sent.get("part") == str(number)
        if sent:
            parts.sent, typed = number, str(self.sent.get("number", "")).replace("\x00", "")[:80]
        reading = read_number(typed) if sent or (self.paper and typed) else None
        return {"number": number, "typed": typed, "reading": reading, "said": said_of(reading), "paper": self.paper}

    def _case(self, value: Any) -> dict[str, Any] | None:
        case = self.cases.get(value["case"].translation_key) if value["case"] else None
        return None if case is None else {"row": list_rows([case])[0]}

    def _question(self, number: int, value: Any, parts: Parts) -> dict[str, Any] | None:
        item = self.items.get(value["question"].translation_key) if value["question"] else None
        if item is None:
            return None
        told: dict[str, Any] = {"number": number, "item": item, "paper": self.paper}
        told |= {"kind": item.kind, "content": item.content, "how": item.kind.how(item.content)}
        told |= {"player": item.kind.player(stored(item), item.content), "picture": self.pictures.get(item.position)}
        key = item.version.question_key
        if self.sent.get("question") != str(key) or parts.sent is not None:
            return told
        parts.sent = number
        told["player"] = item.kind.player(item.kind.typed(self.sent, item.content), item.content)
        if item.kind.stays(self.sent):
            return told
        try:
            answer = read_answer(self.sent, item, language=self.language)
            if answer is None:
                raise ValidationError(_("Choose or write an answer first."))
        except ValidationError as error:
            parts.refused = True
            return told | {"error": error.messages[0]}
        parts.answered = key
        return told | answered(item, answer, self.pictures)


def _chosen(blocks: list[tuple[int, Any]], kind: str, name: str) -> Iterator[UUID]:
    """The keys of what the blocks of a kind name."""
    for _number, block in blocks:
        if block.block_type == kind and block.value[name] is not None:
            yield block.value[name].translation_key


def answered(item: ItemView, answer: dict[str, Any], pictures: Mapping[int, Picture]) -> dict[str, Any]:
    """The reasons for an answer, as the result of a quiz gives them (1 query, if it names sources)."""
    right = grade(item.version.answer_key, answer).right
    graded = replace(item, answer=answer, right=right)
    codes = source_codes([graded])
    return {"row": result_rows([graded], pictures)[0], "sources": sources_by_code(codes) if codes else {}}


def said_of(reading: Reading | None) -> str:
    """What a checked number comes to, in one or two sentences; nothing if none was typed."""
    if reading is None:
        return ""
    if reading.problem:
        return _problem(reading)
    told = {"number": reading.spaced, "digit": reading.digit, "given": reading.given}
    if not reading.given:
        return _("The check digit is %(digit)d: %(number)s %(digit)d.") % told
    if reading.fits:
        return (
            _("%(number)s fits: the check digit is %(digit)d. It is well written; that does not make it true.") % told
        )
    return _("%(number)s does not fit: the sum gives %(digit)d, and the number ends with %(given)s.") % told


def _problem(reading: Reading) -> str:
    told = {"place": reading.place, "sign": reading.sign, "meant": reading.meant, "count": len(reading.signs)}
    sentences = {
        Problem.EMPTY: _("Type a container number: four letters, six figures, and the check digit if you have it."),
        Problem.STRANGE: _("Sign %(place)d is “%(sign)s”. A container number has only Latin letters and figures."),
        Problem.LETTER_EXPECTED: _("Sign %(place)d is the figure %(sign)s, where a letter belongs."),
        Problem.FIGURE_EXPECTED: _("Sign %(place)d is the letter %(sign)s, where a figure belongs."),
        Problem.SHORT: _("Too short: %(count)d signs. Without the check digit there are ten."),
        Problem.LONG: _("Too long: with the check digit there are eleven signs."),
    }
    found = sentences[reading.problem or Problem.EMPTY]
    if reading.meant:
        letter, figure = _("Perhaps it is the letter %(meant)s?"), _("Perhaps it is the figure %(meant)s?")
        found = f"{found} {letter if reading.problem is Problem.LETTER_EXPECTED else figure}"
    return found % told
