"""A text with gaps that are filled from a few choices each."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from best_practices.quizzes.grading.gaps import GapsKey
from best_practices.quizzes.grading.marks import Key
from best_practices.quizzes.kinds.choice import option_in
from best_practices.quizzes.kinds.kind import (
    FEWEST,
    NOT_ONE_OF_THEM,
    Answer,
    Content,
    Kind,
    Problem,
    Typed,
    parts_of,
    repeated,
)

GAP = re.compile(r"\[\[([a-z0-9_]{1,12})\]\]")


class Gaps(Kind):
    """Stored as {"gaps": {gap key: choice key}}; a gap left open is left out."""

    template = "quizzes/kinds/gaps.html"
    result_template = "quizzes/kinds/gaps_result.html"
    parts = frozenset({"gap"})

    def own_problems(self, question: Any) -> Iterator[Problem]:
        gaps, named = parts_of(question, "gap"), GAP.findall(question.text)
        keys = [gap["key"] for gap in gaps]
        if not named:
            yield "text", _("Write the text with its gaps: [[1]], [[2]].")
        elif repeated(named):
            yield "text", _("The gap [[%s]] stands in the text twice.") % repeated(named)
        elif repeated(keys):
            yield "options", _("Two parts have the same key: %s.") % repeated(keys)
        elif set(named) != set(keys):
            missing = ", ".join(f"[[{key}]]" for key in sorted(set(named) ^ set(keys)))
            yield "options", _("The gaps of the text and the gaps below it differ: %s.") % missing
        for gap in gaps:
            choices = list(gap["choices"])
            if len(choices) < FEWEST or sum(bool(choice["correct"]) for choice in choices) != 1:
                yield "options", _("Gap %s needs two choices or more, exactly one of them right.") % gap["key"]
            elif repeated([choice["key"] for choice in choices]):
                yield "options", _("Two choices of gap %s have the same key.") % gap["key"]

    def key_of(self, question: Any) -> GapsKey:
        gaps = parts_of(question, "gap")
        return GapsKey(
            self.name,
            {gap["key"]: next((each["key"] for each in gap["choices"] if each["correct"]), "") for gap in gaps},
            {gap["key"]: frozenset(each["key"] for each in gap["choices"]) for gap in gaps},
        )

    def content_of(self, question: Any) -> dict[str, Any]:
        gaps = [
            {
                "key": gap["key"],
                "choices": [
                    {"key": choice["key"], "text": choice["text"], "feedback": choice["feedback"]}
                    for choice in gap["choices"]
                ],
            }
            for gap in parts_of(question, "gap")
        ]
        return {"text": question.text, "gaps": gaps}

    def how(self, content: Content) -> Any:
        return _("Choose what belongs in each gap.")

    def typed(self, post: QueryDict, content: Content) -> Typed:
        return {"gaps": {gap["key"]: post.get(f"gap-{gap['key']}", "") for gap in content["gaps"]}}

    def again(self, answer: Any, content: Content) -> Typed:
        return {"gaps": dict((answer or {}).get("gaps", {}))}

    def read(self, typed: Typed, content: Content, *, language: str) -> Answer | None:
        given = {gap: choice for gap, choice in typed["gaps"].items() if choice}
        if not given:
            return None
        known = {gap["key"]: {choice["key"] for choice in gap["choices"]} for gap in content["gaps"]}
        if any(choice not in known[gap] for gap, choice in given.items()):
            raise ValidationError(NOT_ONE_OF_THEM)
        return {"gaps": given}

    def player(self, typed: Typed, content: Content) -> dict[str, Any]:
        """`pieces`: text, gap, text, gap, text; each gap with its number and what is chosen."""
        gaps = {gap["key"]: gap for gap in content["gaps"]}
        pieces: list[dict[str, Any]] = []
        n = 0
        for place, piece in enumerate(GAP.split(content["text"])):
            gap = gaps.get(piece) if place % 2 else None
            if gap is None:
                pieces.append({"text": piece})
            else:
                n += 1
                pieces.append({"n": n, "gap": gap, "chosen": typed["gaps"].get(piece, "")})
        return {"pieces": pieces}

    def words(self, typed: Typed, content: Content) -> list[str]:
        texts = {(gap["key"], each["key"]): each["text"] for gap in content["gaps"] for each in gap["choices"]}
        return [texts.get((gap, choice), choice) for gap, choice in typed["gaps"].items() if choice]

    def result(self, answer: Any, content: Content, key: Key) -> dict[str, Any]:
        """The text with what is right in its gaps, and a row for each gap."""
        given = self.again(answer, content)["gaps"]
        right = key.gaps if isinstance(key, GapsKey) else {}
        rows, texts = [], {}
        for n, gap in enumerate(content["gaps"], start=1):
            choices = {choice["key"]: choice for choice in gap["choices"]}
            chosen, fitting = choices.get(given.get(gap["key"])), choices.get(right.get(gap["key"], ""))
            texts[gap["key"]] = fitting["text"] if fitting else "…"
            rows.append(
                {"n": n, "given": chosen, "right": fitting, "is_right": chosen is not None and chosen == fitting}
            )
        pieces = [
            {"text": texts.get(piece, piece) if place % 2 else piece, "is_gap": bool(place % 2)}
            for place, piece in enumerate(GAP.split(content["text"]))
        ]
        return {"rows": rows, "pieces": pieces}

    def parts_in(self, entry: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
        return [
            ("gap", {"key": str(gap["key"]), "choices": [option_in(choice) for choice in gap["choices"]]})
            for gap in entry["gaps"]
        ]

    def fields_in(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        return {"text": entry["text"]}
