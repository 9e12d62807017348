"""Reading GIFT. Follows the order in which Moodle tells one kind from another (question/format/gift/format.php)."""

import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from best_practices.quizzes.entries import MOST_IN_CODE, Entry, Fault, Found, Parts
from best_practices.quizzes.gift.syntax import FORMAT, WEIGHT, Block, Words, blocks, shown
from best_practices.quizzes.numbers import NotANumber, parse_number

ANSWER = re.compile(r"([~=])([^~=]*)")
TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
GAP, BLANK = "[[1]]", "_____"
TRUE, FALSE = {"T", "TRUE"}, {"F", "FALSE"}
WHOLE = Decimal(100)
ONE_BLANK_LINE = "\n\n"


class Unreadable(ValueError):
    """This block is no question we know; `fault` says why."""

    def __init__(self, code: str, about: str = "") -> None:
        super().__init__(code)
        self.fault = Fault(code, about)


@dataclass(frozen=True)
class Answer:
    mark: str
    text: str
    feedback: str
    weight: Decimal | None


@dataclass
class Read:
    """What the braces hold."""

    kind: str
    parts: Parts = ()
    answer: str = ""
    tolerance: str = "0"
    notes: list[Fault] = field(default_factory=list)


def read_gift(text: str, *, words: Words) -> list[Found]:
    """The questions of a file in order. What cannot be read has a fault and its line; nothing is left out."""
    return [_question(block, words) for block in blocks(text)]


def _question(block: Block, words: Words) -> Found:
    title, body = _title(block.text)
    stem = shown(body.partition("{")[0])
    code, notes = code_of(block.code or title, stem)
    entry = Entry(code=code, kind="", stem=stem, tags=block.tags)
    try:
        if not block.is_clean:
            raise Unreadable("unseen")
        entry, more = _read(entry, body, words)
    except Unreadable as unreadable:
        return Found(block.line, entry, faults=(unreadable.fault,), category=block.category)
    return Found(block.line, entry, notes=(*notes, *more), category=block.category)


def _title(text: str) -> tuple[str, str]:
    found = re.match(r"\s*::(.*?)::", text, re.DOTALL)
    return (shown(found[1]), text[found.end() :]) if found else ("", text)


def code_of(title: str, stem: str) -> tuple[str, list[Fault]]:
    """The code of a question: its name, or one made of its text, the same at every reading."""
    if 0 < len(title) <= MOST_IN_CODE:
        return title, []
    mark = hashlib.sha256((title or stem).encode()).hexdigest()[:8]
    code = f"{title[: MOST_IN_CODE - 9].strip()}-{mark}" if title else f"GIFT-{mark}"
    return code, [Fault("named", code)]


def _read(entry: Entry, body: str, words: Words) -> tuple[Entry, list[Fault]]:
    if body.count("{") != 1 or body.count("}") != 1 or body.index("{") > body.index("}"):
        raise Unreadable(_brace_fault(body))
    before, _open, rest = body.partition("{")
    inside, _close, after = rest.partition("}")
    notes: list[Fault] = []
    texts = [before, after]
    if marked := FORMAT.match(before):
        texts[0] = before[marked.end() :]
    if marked and marked[1] == "html":
        texts = [_without_tags(text, notes) for text in texts]
    inside, _marks, feedback = inside.partition("####")
    read = _inside(inside.strip(), words)
    before, after = texts
    stem, text = shown(before), ""
    if after.strip() and read.kind == "single":
        read = replace(
            read, kind="gaps", parts=(("gap", {"key": "1", "choices": [part for _name, part in read.parts]}),)
        )
        stem, text = _stem_and_text(shown(f"{before}{GAP}{after}"), words)
    elif after.strip():
        stem = shown(f"{before}{BLANK}{after}")
    if not stem:
        raise Unreadable("no_text")
    entry = replace(
        entry,
        kind=read.kind,
        stem=stem,
        text=text,
        parts=read.parts,
        answer=read.answer,
        tolerance=read.tolerance,
        feedback=shown(feedback),
    )
    return entry, notes + read.notes


def _stem_and_text(whole: str, words: Words) -> tuple[str, str]:
    """What is asked stands before the text with a blank line between, or nowhere."""
    stem, _line, text = whole.rpartition(ONE_BLANK_LINE)
    return (stem, text) if stem and GAP in text else (words.fill, whole)


def _brace_fault(body: str) -> str:
    opened, closed = body.count("{"), body.count("}")
    if not opened and not closed:
        return "description"
    return "several" if opened == closed and opened > 1 else "braces"


def _without_tags(text: str, notes: list[Fault]) -> str:
    """Plain text of HTML; a note if there was more than text."""
    plain = html.unescape(TAG.sub("", text))
    if TAG.search(text) and not notes:
        notes.append(Fault("html"))
    return plain


def _inside(text: str, words: Words) -> Read:
    if not text:
        raise Unreadable("essay")
    if text.startswith("#"):
        return _number(text[1:])
    if "~" in text:
        return _choice(_answers(text), text)
    if "=" in text and "->" in text:
        return _matching(text)
    if text.partition("#")[0].strip().upper() in TRUE | FALSE:
        return _true_false(text, words)
    return _short(_answers(text if "=" in text else f"={text}"))


def _answers(text: str) -> list[Answer]:
    stray = re.split("[~=]", text, maxsplit=1)[0].strip()
    if stray:
        raise Unreadable("stray", shown(stray))
    return [_answer(mark, piece) for mark, piece in ANSWER.findall(text)]


def _answer(mark: str, piece: str) -> Answer:
    weight = WEIGHT.match(piece)
    text, _sign, feedback = (piece[weight.end() :] if weight else piece).partition("#")
    return Answer(mark, shown(FORMAT.sub("", text, count=1)), shown(feedback), Decimal(weight[1]) if weight else None)


def key_at(place: int) -> str:
    """a, b, ... z, a1, b1, ..."""
    letter, round_ = chr(ord("a") + place % 26), place // 26
    return f"{letter}{round_ or ''}"


def _choice(answers: list[Answer], text: str) -> Read:
    several = all(answer.mark == "~" for answer in answers)
    if several:
        right = [(answer.weight or Decimal(0)) > 0 for answer in answers]
    else:
        right = [answer.mark == "=" for answer in answers]
    if not any(right):
        raise Unreadable("no_right")
    if not several and sum(right) > 1:
        raise Unreadable("two_right")
    notes = [Fault("inside_word", found) for found in re.findall(r"[^\s{~=]~\S+", text)]
    weights = {answer.weight for answer, is_right in zip(answers, right, strict=True) if is_right}
    if several and len(weights) > 1:
        notes.append(Fault("weights"))
    if not several:
        notes += [Fault("half", f"{answer.weight}% {answer.text}") for answer in answers if _is_half(answer)]
    parts = tuple(
        (
            "option",
            {"key": key_at(place), "text": answer.text, "correct": is_right, "feedback": answer.feedback},
        )
        for place, (answer, is_right) in enumerate(zip(answers, right, strict=True))
    )
    return Read("multiple" if several else "single", parts, notes=notes)


def _is_half(answer: Answer) -> bool:
    return answer.weight is not None and answer.weight not in (0, WHOLE) and answer.weight > -WHOLE


def _true_false(text: str, words: Words) -> Read:
    said, _sign, reasons = text.partition("#")
    wrong, _sign, right = reasons.partition("#")
    is_true = said.strip().upper() in TRUE
    parts = (
        ("option", _side("true", words.true, is_true, shown(right if is_true else wrong))),
        ("option", _side("false", words.false, not is_true, shown(wrong if is_true else right))),
    )
    return Read("true_false", parts)


def _side(key: str, text: str, correct: bool, feedback: str) -> dict[str, Any]:
    return {"key": key, "text": text, "correct": correct, "feedback": feedback}


def _short(answers: list[Answer]) -> Read:
    parts: list[tuple[str, dict[str, Any]]] = []
    notes: list[Fault] = []
    for answer in answers:
        if answer.weight is None or answer.weight == WHOLE:
            parts.append(("accepted", {"text": answer.text}))
            notes += [Fault("reason", answer.feedback)] if answer.feedback else []
        elif answer.feedback:
            parts.append(("near", {"text": answer.text, "feedback": answer.feedback}))
            notes += [Fault("half", f"{answer.weight}% {answer.text}")] if answer.weight else []
        else:
            notes.append(Fault("no_hint", answer.text))
    return Read("text", tuple(parts), notes=notes)


def _matching(text: str) -> Read:
    parts = []
    for place, answer in enumerate(_pieces(text)):
        left, arrow, right = (shown(piece) for piece in answer.partition("->"))
        if not arrow:
            raise Unreadable("no_arrow", left)
        if left:
            parts.append(("pair", {"key": key_at(place), "left": left, "right": right, "feedback": ""}))
        else:
            parts.append(("distractor", {"key": key_at(place), "text": right}))
    return Read("matching", tuple(parts))


def _pieces(text: str) -> Iterator[str]:
    before, *pieces = text.split("=")
    if before.strip():
        raise Unreadable("stray", shown(before))
    yield from pieces


def _number(text: str) -> Read:
    answers = _answers(text) if "=" in text else [_answer("=", text)]
    full = [answer for answer in answers if answer.weight in (None, WHOLE) and answer.text != "*"]
    if len(full) != 1:
        raise Unreadable("numbers" if full else "no_right")
    notes = [Fault("other_number", answer.text) for answer in answers if answer is not full[0]]
    notes += [Fault("reason", answer.feedback) for answer in full if answer.feedback]
    low, dots, high = full[0].text.partition("..")
    try:
        if dots:
            first, last = parse_number(low), parse_number(high)
            answer, tolerance = (first + last) / 2, (last - first) / 2
        else:
            number, _colon, around = full[0].text.partition(":")
            answer, tolerance = parse_number(number), parse_number(around or "0")
    except NotANumber as error:
        raise Unreadable("no_number", full[0].text) from error
    if tolerance < 0:
        raise Unreadable("no_number", full[0].text)
    return Read("numeric", answer=plain(answer), tolerance=plain(tolerance), notes=notes)


def plain(number: Decimal) -> str:
    """A number without exponent and without zeros at its end."""
    return f"{number.normalize() if number else Decimal(0):f}"
