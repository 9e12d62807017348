"""Writing GIFT: a question as a block, and what of it the format has no room for."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from best_practices.quizzes.entries import Entry, Parts
from best_practices.quizzes.gift.reading import GAP, ONE_BLANK_LINE, plain, read_gift
from best_practices.quizzes.gift.syntax import WEIGHT, Words, escaped

BESIDES = ("sources", "topics", "tags", "difficulty", "volatile", "unit", "drawing", "picture", "picture_text")
"""What a question says beside what is asked: left out by name where GIFT cannot say it."""
KEYS, REASONS, KIND, OTHERWISE = "keys", "reasons", "kind", "otherwise"
Braces = Callable[[Entry], str]


def write_gift(entry: Entry, *, words: Words) -> tuple[str, tuple[str, ...]]:
    """The block of a question, and the names of what is left out of it; no block if it would ask something else.

    The block is read again, so whatever does not come back as it was is named: fields, "keys" and "reasons" of the
    answers, "kind". Without a block the only name is its kind, or "otherwise".
    """
    block = _block(entry, words)
    if block is None:
        return "", (entry.kind,)
    found = read_gift(block, words=words)
    lost = _lost(entry, found[0].entry) if len(found) == 1 and not found[0].faults else (OTHERWISE,)
    return ("", lost) if OTHERWISE in lost else (block, lost)


def _block(entry: Entry, words: Words) -> str | None:
    inside = WRITERS.get(entry.kind)
    if inside is None or not entry.stem.strip():
        return None
    braces = inside(entry)
    if entry.kind == "true_false":
        braces = _true_false(entry, words) or braces
    if entry.kind == "gaps":
        body = _with_gap(entry, braces)
        if body is None:
            return None
    else:
        body = f"{_stem(entry.stem)} {{\n{braces}{_explained(entry)}}}"
    tags = "".join(f" [tag:{tag}]" for tag in entry.tags if not re.search(r"[\[\]\n\r]", tag))
    comment = f"//{tags}\n" if tags else ""
    category = f"$CATEGORY: {entry.topics[0]}\n\n" if entry.topics else ""
    return f"{category}{comment}::{escaped(entry.code)}::{body}\n\n"


def _stem(text: str) -> str:
    begun = "[plain]" if text.lstrip().startswith("[") else ""
    return begun + escaped(text)


def _explained(entry: Entry) -> str:
    return f"####{escaped(entry.feedback)}\n" if entry.feedback.strip() else ""


def _with_gap(entry: Entry, braces: str) -> str | None:
    before, gap, after = entry.text.partition(GAP)
    if not gap or not after.strip() or not braces:
        return None
    whole = f"{_stem(entry.stem)}{escaped_inside(ONE_BLANK_LINE + before)}"
    return f"{whole}{{\n{braces}{_explained(entry)}}}{escaped_inside(after)}"


def escaped_inside(text: str) -> str:
    """The same with the spaces at its ends, which are spaces between words here."""
    lead = text[: len(text) - len(text.lstrip())].replace("\r\n", "\n").replace("\n", "\\n")
    end = text[len(text.rstrip()) :].replace("\r\n", "\n").replace("\n", "\\n") if text.strip() else ""
    return f"{lead}{escaped(text)}{end}"


def _said(mark: str, text: str, feedback: str = "", weight: str = "") -> str:
    sure = weight or ("%100%" if mark == "=" and WEIGHT.match(text) else "%0%" if WEIGHT.match(text) else "")
    reason = f"#{escaped(feedback)}" if feedback.strip() else ""
    return f"{mark}{sure}{escaped(text)}{reason}\n"


def _options(parts: Parts) -> list[dict[str, Any]]:
    return [part for name, part in parts if name == "option"]


def _single(entry: Entry) -> str:
    return _one_of(_options(entry.parts))


def _one_of(options: list[dict[str, Any]]) -> str:
    return "".join(_said("=" if each["correct"] else "~", each["text"], each["feedback"]) for each in options)


def _multiple(entry: Entry) -> str:
    options = _options(entry.parts)
    right = sum(bool(each["correct"]) for each in options)
    share = plain(round(Decimal(100) / right, 5)) if right else "0"
    signs = {True: f"%{share}%", False: f"%-{share}%"}
    return "".join(_said("~", each["text"], each["feedback"], signs[bool(each["correct"])]) for each in options)


def _true_false(entry: Entry, words: Words) -> str:
    options = _options(entry.parts)
    if [each["text"] for each in options] != [words.true, words.false]:
        return ""
    right = next((each for each in options if each["correct"]), None)
    wrong = next((each for each in options if not each["correct"]), None)
    if right is None or wrong is None:
        return ""
    reasons = [escaped(each["feedback"]) for each in (wrong, right)]
    said = "TRUE" if right is options[0] else "FALSE"
    return said + (f"#{reasons[0]}#{reasons[1]}" if any(reasons) else "") + "\n"


def _number(entry: Entry) -> str:
    try:
        return f"#{plain(Decimal(entry.answer))}:{plain(Decimal(entry.tolerance))}\n"
    except InvalidOperation:
        return ""


def _text(entry: Entry) -> str:
    accepted = [_said("=", part["text"]) for name, part in entry.parts if name == "accepted"]
    near = [_said("=", part["text"], part["feedback"], "%0%") for name, part in entry.parts if name == "near"]
    return "".join([*accepted, *near])


def _matching(entry: Entry) -> str:
    pairs = [f"={escaped(part['left'])} -> {escaped(part['right'])}\n" for name, part in entry.parts if name == "pair"]
    others = [f"= -> {escaped(part['text'])}\n" for name, part in entry.parts if name == "distractor"]
    return "".join([*pairs, *others])


def _gaps(entry: Entry) -> str:
    gaps = [part for name, part in entry.parts if name == "gap"]
    return _one_of(gaps[0]["choices"]) if len(gaps) == 1 else ""


WRITERS: dict[str, Braces] = {
    "single": _single,
    "multiple": _multiple,
    "true_false": _single,
    "numeric": _number,
    "text": _text,
    "matching": _matching,
    "gaps": _gaps,
}


def _lost(entry: Entry, back: Entry) -> tuple[str, ...]:
    """The names of what is another than it was."""
    back = replace(back, topics=entry.topics[:1], language=entry.language)  # the category is the topic
    lost = [name for name in BESIDES if getattr(back, name) != getattr(entry, name)]
    if entry.kind == "true_false" and back.kind == "single":
        lost.append(KIND)
    elif back.kind != entry.kind:
        return (OTHERWISE,)
    if any(_flat(getattr(back, name)) != _flat(getattr(entry, name)) for name in ("code", "stem", "feedback", "text")):
        return (OTHERWISE,)
    if entry.kind == "numeric" and (back.answer, back.tolerance) != (entry.answer, entry.tolerance):
        return (OTHERWISE,)
    if entry.kind != "numeric" and (entry.answer or entry.tolerance != "0"):
        lost.append("answer")
    if _bare(entry.parts) != _bare(back.parts):
        return (OTHERWISE,)
    lost += [name for name, part in ((KEYS, "key"), (REASONS, "feedback")) if _each(entry, part) != _each(back, part)]
    return tuple(lost)


def _flat(text: str) -> str:
    """Line ends as one sign, and no spaces around: a form that is sent back changes them too."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _bare(parts: Parts) -> list[tuple[Any, ...]]:
    """What the answers say and which are right, without their keys and reasons. The order of pairs and distractors
    means nothing, nor that of accepted and wrong forms."""
    found = []
    for name, part in parts:
        choices = part.get("choices") or [part]
        for each in choices:
            texts = tuple(_flat(each.get(field, "")) for field in ("left", "right", "text", "label"))
            found.append((name, bool(each.get("correct")), *texts))
    return sorted(found, key=lambda each: each[0])


def _each(entry: Entry, field: str) -> list[str]:
    """Keys or reasons, in the same order."""
    parts = sorted(entry.parts, key=lambda part: part[0])
    own = [_flat(str(part.get(field, ""))) for _name, part in parts]
    return own + [_flat(str(each[field])) for _name, part in parts for each in part.get("choices", ())]
