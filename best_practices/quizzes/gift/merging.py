"""A question read from GIFT that is there already: what the format cannot say stays as it is."""

from dataclasses import replace
from typing import Any

from best_practices.quizzes.entries import Entry, Parts
from best_practices.quizzes.gift.reading import key_at
from best_practices.quizzes.gift.writing import BESIDES

TEXTS = ("left", "right", "text")


def merged(new: Entry, old: Entry) -> Entry:
    """The question as the file has it, with the fields, keys and reasons that only the bank knows.

    A part keeps the key and the reason of the part with the same text; a new one gets a key that is free.
    """
    kept = {name: getattr(old, name) for name in BESIDES if name not in ("topics", "tags")}
    kept["topics"] = (
        tuple(dict.fromkeys([*new.topics, *old.topics])) if new.topics in ((), old.topics[:1]) else new.topics
    )
    kept["tags"] = new.tags or old.tags
    kind = old.kind if (new.kind, old.kind) == ("single", "true_false") else new.kind
    return replace(new, **kept, kind=kind, parts=_parts(new.parts, old.parts))


def _parts(new: Parts, old: Parts) -> Parts:
    if [name for name, _part in new] == ["gap"] == [name for name, _part in old]:
        gap, was = new[0][1], old[0][1]
        choices = _parts(_as_parts(gap["choices"]), _as_parts(was["choices"]))
        return (("gap", {"key": gap["key"], "choices": [part for _name, part in choices]}),)
    known = {_words(name, part): part for name, part in old}
    taken = {part["key"] for part in known.values() if "key" in part}
    free = (key for key in map(key_at, range(len(new) + len(taken))) if key not in taken)
    found = []
    for name, part in new:
        was = known.get(_words(name, part), {})
        key = {"key": was.get("key") or next(free)} if "key" in part else {}
        reason = {"feedback": part["feedback"] or was.get("feedback", "")} if "feedback" in part else {}
        found.append((name, part | key | reason))
    return tuple(found)


def _as_parts(choices: list[dict[str, Any]]) -> Parts:
    return tuple(("choice", choice) for choice in choices)


def _words(name: str, part: dict[str, Any]) -> tuple[str, ...]:
    return (name, *(str(part.get(text, "")).replace("\r\n", "\n").strip() for text in TEXTS))
