"""One answer, several answers, true or false."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from best_practices.quizzes.grading.choice import ChoiceKey
from best_practices.quizzes.grading.marks import Key
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


class Choice(Kind):
    """Stored as {"chosen": [option keys]}."""

    template = "quizzes/kinds/choice.html"
    result_template = "quizzes/kinds/choice_result.html"

    @property
    def several(self) -> bool:
        return self.name == "multiple"

    def own_problems(self, question: Any) -> Iterator[Problem]:
        options = parts_of(question, "option")
        right = sum(bool(option["correct"]) for option in options)
        if len(options) < FEWEST:
            yield "options", _("Give at least two answers.")
        elif repeated([option["key"] for option in options]):
            yield "options", _("Two answers have the same key.")
        elif right == 0 or (right != 1 and not self.several):
            yield "options", _("Mark exactly one right answer; for “several answers” at least one.")

    def key_of(self, question: Any) -> ChoiceKey:
        options = parts_of(question, "option")
        return ChoiceKey(
            self.name,
            options=frozenset(option["key"] for option in options),
            right=frozenset(option["key"] for option in options if option["correct"]),
        )

    def content_of(self, question: Any) -> dict[str, Any]:
        options = [
            {"key": option["key"], "text": option["text"], "feedback": option["feedback"]}
            for option in parts_of(question, "option")
        ]
        return {"options": options, "unit": question.unit}

    def how(self, content: Content) -> Any:
        return _("Choose all that apply.") if self.several else _("Choose one answer.")

    def typed(self, post: QueryDict, content: Content) -> Typed:
        return {"chosen": list(dict.fromkeys(post.getlist("answer")))}

    def again(self, answer: Any, content: Content) -> Typed:
        return {"chosen": list((answer or {}).get("chosen", ()))}

    def read(self, typed: Typed, content: Content, *, language: str) -> Answer | None:
        chosen = typed["chosen"]
        if not chosen:
            return None
        known = {option["key"] for option in content["options"]}
        if not known.issuperset(chosen) or (len(chosen) > 1 and not self.several):
            raise ValidationError(NOT_ONE_OF_THEM)
        return {"chosen": chosen}

    def player(self, typed: Typed, content: Content) -> dict[str, Any]:
        return {"type": "checkbox" if self.several else "radio", "chosen": typed["chosen"]}

    def words(self, typed: Typed, content: Content) -> list[str]:
        texts = {option["key"]: option["text"] for option in content["options"]}
        return [texts.get(option, option) for option in typed["chosen"]]

    def result(self, answer: Any, content: Content, key: Key) -> dict[str, Any]:
        chosen = self.again(answer, content)["chosen"]
        right = key.right if isinstance(key, ChoiceKey) else ()
        return {
            "options": [
                option
                | {
                    "chosen": option["key"] in chosen,
                    "right": option["key"] in right,
                    "missed": option["key"] in right and option["key"] not in chosen,
                }
                for option in content["options"]
            ]
        }

    def parts_in(self, entry: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
        return [("option", option_in(option)) for option in entry.get("options") or ()]


def option_in(entry: Mapping[str, Any]) -> dict[str, Any]:
    """An option, or the choice of a gap, in a data file."""
    return {
        "key": str(entry["key"]),
        "text": entry["text"],
        "correct": bool(entry.get("correct")),
        "feedback": entry.get("feedback") or "",
    }
