"""A short text with its accepted forms."""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from best_practices.quizzes.grading.folding import fold
from best_practices.quizzes.grading.marks import Key
from best_practices.quizzes.grading.text import TextKey
from best_practices.quizzes.kinds.kind import Answer, Content, Kind, Problem, Typed, parts_of

LONGEST = 200
"""Characters of an answer as it is typed; more is refused, not cut."""
UNSEEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
"""Categories of characters that nobody types on purpose: controls, marks of direction, line ends, lone surrogates."""
HARMLESS = {"\t", "\u00ad", "\u200b", "\ufeff"}
"""Unseen, but they come along when text is copied from a document; they are taken out in silence."""


class ShortText(Kind):
    """Stored as {"text": "as it was typed"}."""

    template = "quizzes/kinds/text.html"
    result_template = "quizzes/kinds/text_result.html"
    parts = frozenset({"accepted", "near"})
    labelled = True

    def own_problems(self, question: Any) -> Iterator[Problem]:
        accepted = {fold(form["text"]) for form in parts_of(question, "accepted")}
        if not accepted or "" in accepted:
            yield "options", _("Give at least one accepted form, with letters or digits in it.")
        for near in parts_of(question, "near"):
            if fold(near["text"]) in accepted:
                yield "options", _("“%s” is an accepted form and a known wrong answer.") % near["text"]

    def key_of(self, question: Any) -> TextKey:
        return TextKey(self.name, frozenset(fold(form["text"]) for form in parts_of(question, "accepted")) - {""})

    def content_of(self, question: Any) -> dict[str, Any]:
        return {
            "accepted": [form["text"] for form in parts_of(question, "accepted")],
            "near": [{"text": near["text"], "feedback": near["feedback"]} for near in parts_of(question, "near")],
        }

    def how(self, content: Content) -> Any:
        return _("Write a word or two. Capitals, accents, spaces and hyphens do not matter.")

    def typed(self, post: QueryDict, content: Content) -> Typed:
        return {"text": post.get("answer", "")}

    def again(self, answer: Any, content: Content) -> Typed:
        text = (answer or {}).get("text", "")
        return {"text": text if isinstance(text, str) else ""}

    def read(self, typed: Typed, content: Content, *, language: str) -> Answer | None:
        text = "".join(" " if mark == "\t" else mark for mark in typed["text"] if mark not in HARMLESS - {"\t"}).strip()
        if not text:
            return None
        if len(text) > LONGEST:
            raise ValidationError(_("This is too long. Write a word or two, at most 200 characters."))
        if any(unicodedata.category(mark) in UNSEEN for mark in text):
            raise ValidationError(_("There are characters in it that cannot be seen. Type the answer by hand."))
        return {"text": text}

    def player(self, typed: Typed, content: Content) -> dict[str, Any]:
        return {"text": typed["text"].replace("\x00", "")}

    def words(self, typed: Typed, content: Content) -> list[str]:
        return [typed["text"].replace("\x00", "")] if typed["text"] else []

    def result(self, answer: Any, content: Content, key: Key) -> dict[str, Any]:
        text = self.again(answer, content)["text"]
        folded = fold(text)
        hint = next((near["feedback"] for near in content["near"] if folded and fold(near["text"]) == folded), "")
        return {"text": text, "accepted": content["accepted"], "hint": hint}

    def parts_in(self, entry: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
        accepted = [("accepted", {"text": str(text)}) for text in entry["accepted"]]
        near = [("near", {"text": str(near["text"]), "feedback": near["feedback"]}) for near in entry.get("near") or ()]
        return [*accepted, *near]
