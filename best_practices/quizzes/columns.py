"""A question as a row of a spreadsheet: names of columns, and a row in both directions. Pure."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from best_practices.quizzes.entries import Entry, Fault
from best_practices.quizzes.numbers import NotANumber, parse_number
from core.tables.csv_files import STARTS_A_FORMULA

TITLES = {
    "code": ("Code", "Код", "Коды"),
    "language": ("Language", "Язык", "Тіл"),
    "kind": ("Kind", "Вид", "Түрі"),
    "difficulty": ("Difficulty", "Сложность", "Қиындығы"),
    "volatile": ("Goes out of date", "Устаревает", "Ескіреді"),
    "stem": ("Question", "Вопрос", "Сұрақ"),
    "text": ("Text with gaps", "Текст с пропусками", "Бос орындары бар мәтін"),
    "answer": ("Right number", "Верное число", "Дұрыс сан"),
    "tolerance": ("Tolerance", "Допуск", "Рұқсат ауытқу"),
    "unit": ("Unit", "Единица", "Бірлік"),
    "drawing": ("Drawing", "Рисунок", "Сызба"),
    "picture": ("Picture", "Изображение", "Сурет"),
    "picture_text": ("Picture in words", "Изображение словами", "Сурет сөзбен"),
    "feedback": ("Explanation", "Пояснение", "Түсіндірме"),
    "sources": ("Sources", "Источники", "Дереккөздер"),
    "topics": ("Topics", "Темы", "Тақырыптар"),
    "tags": ("Tags", "Метки", "Тегтер"),
}
"""English, Russian and Kazakh; a file may use any of them, also mixed."""
PART_TITLES = {
    "key": ("key", "ключ", "кілт"),
    "text": ("text", "текст", "мәтін"),
    "other": ("belongs", "относится", "тиесілі"),
    "right": ("right", "верно", "дұрыс"),
    "feedback": ("reason", "почему", "себебі"),
}
"""After the number of a part: "1 key", "1 text" ..."""
LANGUAGES = ("en", "ru", "kk")
MOST_PARTS = 60
MOST_COLUMNS = len(TITLES) + len(PART_TITLES) * MOST_PARTS
LONGEST_CELL = 32_767
"""Characters that a cell of a spreadsheet holds."""
YES = {"yes", "y", "true", "right", "1", "+", "x", "да", "верно", "истина", "иә", "дұрыс", "х"}
NO = {"", "no", "n", "false", "wrong", "0", "-", "−", "–", "нет", "неверно", "ложь", "жоқ"}
NUMBER = re.compile(r"-?\d+(\.\d+)?")
Cells = Mapping[str, str]


def title_of(column: str, language: str) -> str:
    """The name of a column in a language, English for all others."""
    place = LANGUAGES.index(language) if language in LANGUAGES else 0
    number, _space, field = column.rpartition(" ")
    return f"{number} {PART_TITLES[field][place]}" if number else TITLES[field][place]


def column_of(title: str) -> str:
    """The column that a title names, or nothing. Case, stars and spaces do not count."""
    plain = " ".join(title.casefold().replace("*", " ").split())
    if found := re.fullmatch(r"(\d{1,3}) (\S+)", plain):
        field = next((name for name, known in PART_TITLES.items() if found[2] in known), "")
        return f"{int(found[1])} {field}" if field and 1 <= int(found[1]) <= MOST_PARTS else ""
    return next((name for name, known in TITLES.items() if plain in {title.casefold() for title in known}), "")


def columns_for(rows: list[dict[str, str]]) -> list[str]:
    """All columns that hold these rows, in the order of the sheet: as many parts as the longest has."""
    most = max((int(column.split()[0]) for row in rows for column in row if column[0].isdigit()), default=4)
    return [*TITLES, *(f"{n} {field}" for n in range(1, most + 1) for field in PART_TITLES)]


def row_of(entry: Entry) -> dict[str, str]:
    """The cells of a question. Lists are joined: codes with spaces, tags with semicolons."""
    cells = {name: str(getattr(entry, name)) for name in TITLES if isinstance(getattr(entry, name), str | int)}
    cells |= {"volatile": _yes(entry.volatile), "sources": " ".join(entry.sources), "topics": " ".join(entry.topics)}
    cells["tags"] = "; ".join(entry.tags)
    parts = [flat for name, value in entry.parts for flat in _flat(name, value)]
    for n, part in enumerate(parts, start=1):
        cells |= {f"{n} {field}": text for field, text in part.items()}
    return cells


def _yes(value: Any) -> str:
    return "yes" if value else "no"


def _flat(name: str, value: dict[str, Any]) -> list[dict[str, str]]:
    """What the columns of a part hold. A gap takes as many parts as it has choices."""
    if name == "gap":
        return [_choice(f"{value['key']}/{choice['key']}", choice) for choice in value["choices"]]
    if name == "option":
        return [_choice(value["key"], value)]
    if name in ("accepted", "near"):
        return [{"text": value["text"], "right": _yes(name == "accepted"), "feedback": value.get("feedback", "")}]
    if name == "pair":
        return [_part(value["key"], value["left"], value["feedback"]) | {"other": value["right"]}]
    if name == "distractor":
        return [{"key": value["key"], "other": value["text"]}]
    if name == "step":
        return [_part(value["key"], value["text"], value["feedback"])]
    place = f"{value['shape']} {value['points']}"
    region = _part(value["key"], value["label"], value["feedback"])
    return [region | {"other": place, "right": _yes(value["correct"])}]


def _part(key: str, text: str, feedback: str) -> dict[str, str]:
    return {"key": key, "text": text, "feedback": feedback}


def _choice(key: str, choice: dict[str, Any]) -> dict[str, str]:
    return _part(key, choice["text"], choice["feedback"]) | {"right": _yes(choice["correct"])}


def entry_of(cells: Cells, *, kinds: Mapping[str, str], languages: Mapping[str, str]) -> tuple[Entry, list[Fault]]:
    """The question of a row, and what is wrong in its cells.

    `kinds` and `languages`: from what may stand there, casefolded, to the code; the first language is what an empty
    cell means.
    """
    faults: list[Fault] = []
    given = {name: cells.get(name, "") for name in TITLES}
    kind = _known(given["kind"], kinds, "kind", faults)
    language = _known(given["language"], languages, "language", faults) or next(iter(languages.values()))
    if not given["kind"]:
        faults.append(Fault("no_kind"))
    if not given["difficulty"] or given["difficulty"] in ("1", "2", "3"):
        difficulty = int(given["difficulty"] or 2)
    else:
        difficulty = 2
        faults.append(Fault("difficulty", given["difficulty"]))
    entry = Entry(
        **{name: given[name] for name in TITLES if name not in NOT_TEXT},
        kind=kind,
        language=language,
        difficulty=difficulty,
        volatile=_truth(given["volatile"], title_of("volatile", "en"), faults),
        answer=_number(given["answer"], given["unit"], language, faults),
        tolerance=_number(given["tolerance"] or "0", given["unit"], language, faults),
        sources=tuple(given["sources"].split()),
        topics=tuple(given["topics"].replace(",", " ").replace(";", " ").split()),
        tags=tuple(tag.strip() for tag in given["tags"].split(";") if tag.strip()),
        parts=_parts(kind, _numbered(cells), faults),
    )
    return entry, faults


NOT_TEXT = {"kind", "language", "difficulty", "volatile", "answer", "tolerance", "sources", "topics", "tags"}


def _known(text: str, known: Mapping[str, str], code: str, faults: list[Fault]) -> str:
    found = known.get(text.strip().casefold(), "")
    if text.strip() and not found:
        faults.append(Fault(code, text))
    return found


def _truth(text: str, where: str, faults: list[Fault]) -> bool:
    plain = text.strip().casefold()
    if plain not in YES | NO:
        faults.append(Fault("truth", f"{where}: {text}"))
    return plain in YES


def _number(text: str, unit: str, language: str, faults: list[Fault]) -> str:
    if not text.strip():
        return ""
    try:
        number = parse_number(text, unit=unit, language=language)
    except NotANumber:
        faults.append(Fault("no_number", text))
        return ""
    return f"{number.normalize() if number else Decimal(0):f}"


def _numbered(cells: Cells) -> list[tuple[int, dict[str, str]]]:
    """The parts that hold anything, with their numbers."""
    found: dict[int, dict[str, str]] = {}
    for column, text in cells.items():
        number, _space, field = column.rpartition(" ")
        if number and text.strip():
            found.setdefault(int(number), dict.fromkeys(PART_TITLES, ""))[field] = text
    return sorted(found.items())


def _parts(kind: str, numbered: list[tuple[int, dict[str, str]]], faults: list[Fault]) -> Any:
    parts: list[tuple[str, dict[str, Any]]] = []
    for number, cells in numbered:
        right = _truth(cells["right"], f"{number} {PART_TITLES['right'][0]}", faults)
        if kind == "gaps":
            _add_choice(parts, cells, right, number, faults)
        elif kind in READERS:
            parts.append(READERS[kind](cells, right))
        elif kind:
            faults.append(Fault("no_parts", str(number)))
        _nothing_left_over(kind, number, cells, faults)
    return tuple(parts)


Part = tuple[str, dict[str, Any]]


def _option(cells: Cells, right: bool) -> Part:
    return "option", {"key": cells["key"], "text": cells["text"], "correct": right, "feedback": cells["feedback"]}


def _form(cells: Cells, right: bool) -> Part:
    if right or not cells["right"]:
        return "accepted", {"text": cells["text"]}
    return "near", {"text": cells["text"], "feedback": cells["feedback"]}


def _pair(cells: Cells, right: bool) -> Part:
    if cells["text"]:
        sides = {"left": cells["text"], "right": cells["other"]}
        return "pair", {"key": cells["key"], **sides, "feedback": cells["feedback"]}
    return "distractor", {"key": cells["key"], "text": cells["other"]}


def _step(cells: Cells, right: bool) -> Part:
    return "step", _part(cells["key"], cells["text"], cells["feedback"])


def _region(cells: Cells, right: bool) -> Part:
    shape, _space, points = cells["other"].strip().partition(" ")
    place = {"shape": shape.casefold(), "points": points, "correct": right}
    return "region", {"key": cells["key"], "label": cells["text"], **place, "feedback": cells["feedback"]}


READERS = {
    "single": _option,
    "multiple": _option,
    "true_false": _option,
    "text": _form,
    "matching": _pair,
    "ordering": _step,
    "hotspot": _region,
}
"""A part of each kind; the choices of gaps are gathered by `_add_choice`, a number has none."""


USED = {
    "text": {"text", "right", "feedback"},
    "matching": {"key", "text", "other", "feedback"},
    "ordering": {"key", "text", "feedback"},
    "hotspot": set(PART_TITLES),
}


def _nothing_left_over(kind: str, number: int, cells: Cells, faults: list[Fault]) -> None:
    """A cell that means nothing for this kind is named, not dropped."""
    used = USED.get(kind, {"key", "text", "right", "feedback"})
    if kind == "matching" and not cells["text"]:
        used = {"key", "other"}
    if kind == "text" and cells["right"].strip().casefold() not in NO - {""}:
        used = {"text", "right"}
    for field, text in cells.items():
        if kind and kind != "numeric" and field not in used and text.strip():
            faults.append(Fault("left_over", f"{number} {PART_TITLES[field][0]}: {text}"))


def _add_choice(parts: list[Part], cells: Cells, right: bool, number: int, faults: list[Fault]) -> None:
    gap, slash, own = (piece.strip() for piece in cells["key"].partition("/"))
    if not slash:
        faults.append(Fault("gap_key", f"{number}: {cells['key']}"))
    known = next((part for _name, part in parts if part["key"] == gap), None)
    if known is None:
        known = {"key": gap, "choices": []}
        parts.append(("gap", known))
    known["choices"].append({"key": own, "text": cells["text"], "correct": right, "feedback": cells["feedback"]})


def armed(text: str) -> str:
    """The text of a cell that no spreadsheet takes for a formula: an apostrophe stands before what begins one."""
    body = text.lstrip(" '")
    return f"'{text}" if body.startswith(STARTS_A_FORMULA) and not NUMBER.fullmatch(text) else text


def disarmed(text: str) -> str:
    """The opposite."""
    return text[1:] if text.startswith("'") and text[1:].lstrip(" '").startswith(STARTS_A_FORMULA) else text
