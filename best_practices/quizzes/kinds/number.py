"""A number with its tolerance and unit."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from best_practices.quizzes.grading.marks import Key
from best_practices.quizzes.grading.number import NumberKey
from best_practices.quizzes.kinds.kind import Answer, Content, Kind, Problem, Typed
from best_practices.quizzes.numbers import NotANumber, parse_number

LONGEST = 60
"""Characters of a number as it is typed; more is refused, not cut."""


class Number(Kind):
    """Stored as {"number": "2800", "typed": "2 800"}."""

    template = "quizzes/kinds/number.html"
    result_template = "quizzes/kinds/number_result.html"
    parts = frozenset()
    labelled = True

    def own_problems(self, question: Any) -> Iterator[Problem]:
        if question.answer is None:
            yield "answer", _("Give the right number.")

    def key_of(self, question: Any) -> NumberKey:
        number = None if question.answer is None else question.answer.normalize()
        return NumberKey(self.name, number=number, tolerance=question.tolerance.normalize())

    def content_of(self, question: Any) -> dict[str, Any]:
        return {"options": [], "unit": question.unit}

    def how(self, content: Content) -> Any:
        return _("Write a number. A comma or a point may stand before the decimals.")

    def typed(self, post: QueryDict, content: Content) -> Typed:
        return {"typed": post.get("answer", ""), "number": ""}

    def again(self, answer: Any, content: Content) -> Typed:
        found = answer or {}
        return {"typed": found.get("typed", ""), "number": found.get("number", "")}

    def read(self, typed: Typed, content: Content, *, language: str) -> Answer | None:
        text = typed["typed"].replace("\x00", "").strip()
        if not text:
            return None
        if len(text) > LONGEST:
            raise ValidationError(_("This is too long for a number. Write digits only, for example 12,5."))
        try:
            number = parse_number(text, unit=content["unit"], language=language)
        except NotANumber as error:
            raise ValidationError(
                _("“%(typed)s” is not a number. Write digits, for example 12,5 or 2800."), params={"typed": text}
            ) from error
        return {"number": f"{number.normalize():f}", "typed": text}

    def player(self, typed: Typed, content: Content) -> dict[str, Any]:
        return typed | {"read_as": typed["number"] if typed["number"] != typed["typed"] else ""}

    def words(self, typed: Typed, content: Content) -> list[str]:
        return [typed["typed"]] if typed["typed"] else []

    def result(self, answer: Any, content: Content, key: Key) -> dict[str, Any]:
        number = key.number if isinstance(key, NumberKey) else None
        return {
            "typed": self.again(answer, content)["typed"],
            "number": "" if number is None else f"{number.normalize():f}",
            "unit": content["unit"],
        }

    def parts_in(self, entry: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
        return []

    def fields_in(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "answer": Decimal(entry["answer"]),
            "tolerance": Decimal(entry.get("tolerance") or 0),
            "unit": entry.get("unit") or "",
        }
