"""Pairs that belong together, with right sides that belong nowhere."""

from collections.abc import Iterator, Mapping
from string import ascii_uppercase
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from best_practices.quizzes.grading.marks import Key
from best_practices.quizzes.grading.matching import MatchingKey
from best_practices.quizzes.grading.shuffling import arranged
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

MOST = len(ascii_uppercase)


class Matching(Kind):
    """Stored as {"pairs": {left key: right key}}; what has no choice yet is left out.

    A right side has the key of the left side it belongs to, so no key of one is ever in a page: left sides are
    numbered and right sides lettered in the order in which they are shown.
    """

    template = "quizzes/kinds/matching.html"
    result_template = "quizzes/kinds/matching_result.html"
    parts = frozenset({"pair", "distractor"})

    def own_problems(self, question: Any) -> Iterator[Problem]:
        pairs, distractors = parts_of(question, "pair"), parts_of(question, "distractor")
        if len(pairs) < FEWEST:
            yield "options", _("Give at least two pairs.")
        if len(pairs) + len(distractors) > MOST:
            yield "options", _("Give at most 26 pairs and distractors.")
        twice = repeated([part["key"] for part in (*pairs, *distractors)])
        if twice:
            yield "options", _("Two parts have the same key: %s.") % twice
        rights = [*(pair["right"].strip() for pair in pairs), *(part["text"].strip() for part in distractors)]
        same = repeated(rights)
        if same:
            yield "options", _("Two right sides say the same: %s") % same

    def key_of(self, question: Any) -> MatchingKey:
        return MatchingKey(
            self.name,
            pairs=frozenset(pair["key"] for pair in parts_of(question, "pair")),
            distractors=frozenset(part["key"] for part in parts_of(question, "distractor")),
        )

    def content_of(self, question: Any) -> dict[str, Any]:
        pairs = parts_of(question, "pair")
        rights = [
            *({"key": pair["key"], "text": pair["right"]} for pair in pairs),
            *({"key": part["key"], "text": part["text"]} for part in parts_of(question, "distractor")),
        ]
        lefts = [{"key": pair["key"], "text": pair["left"], "feedback": pair["feedback"]} for pair in pairs]
        return {"lefts": lefts, "rights": arranged(rights, question.translation_key)}

    def how(self, content: Content) -> Any:
        if len(content["rights"]) > len(content["lefts"]):
            return _("Choose the letter that belongs to each line. Some letters belong nowhere.")
        return _("Choose the letter that belongs to each line.")

    def typed(self, post: QueryDict, content: Content) -> Typed:
        return {"letters": [post.get(f"match-{n}", "") for n, _left in enumerate(content["lefts"], start=1)]}

    def again(self, answer: Any, content: Content) -> Typed:
        pairs = (answer or {}).get("pairs", {})
        letters = {part["key"]: letter for letter, part in zip(ascii_uppercase, content["rights"], strict=False)}
        return {"letters": [letters.get(pairs.get(left["key"]), "") for left in content["lefts"]]}

    def read(self, typed: Typed, content: Content, *, language: str) -> Answer | None:
        keys = {letter: part["key"] for letter, part in zip(ascii_uppercase, content["rights"], strict=False)}
        given = {left["key"]: letter for left, letter in zip(content["lefts"], typed["letters"], strict=True) if letter}
        if not given:
            return None
        if not keys.keys() >= set(given.values()):
            raise ValidationError(NOT_ONE_OF_THEM)
        return {"pairs": {left: keys[letter] for left, letter in given.items()}}

    def player(self, typed: Typed, content: Content) -> dict[str, Any]:
        rights = [
            {"letter": letter, "text": part["text"]}
            for letter, part in zip(ascii_uppercase, content["rights"], strict=False)
        ]
        rows = [
            {"n": n, "text": left["text"], "chosen": letter}
            for n, (left, letter) in enumerate(zip(content["lefts"], typed["letters"], strict=True), start=1)
        ]
        return {"rows": rows, "rights": rights}

    def words(self, typed: Typed, content: Content) -> list[str]:
        texts = {letter: part["text"] for letter, part in zip(ascii_uppercase, content["rights"], strict=False)}
        return [
            f"{left['text']} – {texts.get(letter, letter)}"
            for left, letter in zip(content["lefts"], typed["letters"], strict=True)
            if letter
        ]

    def result(self, answer: Any, content: Content, key: Key) -> dict[str, Any]:
        pairs = (answer or {}).get("pairs", {})
        texts = {part["key"]: part["text"] for part in content["rights"]}
        rows = [
            {
                "text": left["text"],
                "given": texts.get(pairs.get(left["key"]), ""),
                "right": texts.get(left["key"], ""),
                "is_right": pairs.get(left["key"]) == left["key"],
                "feedback": left["feedback"],
            }
            for left in content["lefts"]
        ]
        owners = {left["key"] for left in content["lefts"]}
        return {"rows": rows, "nowhere": [part["text"] for part in content["rights"] if part["key"] not in owners]}

    def parts_in(self, entry: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
        pairs = [
            {name: str(pair[name]) for name in ("key", "left", "right")} | {"feedback": pair.get("feedback") or ""}
            for pair in entry["pairs"]
        ]
        distractors = [{"key": str(part["key"]), "text": part["text"]} for part in entry.get("distractors") or ()]
        return [*(("pair", pair) for pair in pairs), *(("distractor", part) for part in distractors)]
