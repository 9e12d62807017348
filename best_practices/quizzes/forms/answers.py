"""Reading an answer from a request: trust nothing, lose nothing."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from best_practices.quizzes.choices import QuestionKind
from best_practices.quizzes.models import QuestionVersion
from best_practices.quizzes.numbers import NotANumber, parse_number

LONGEST = 60
"""Characters of a number as it is typed; more is refused, not cut."""


def read_answer(post: QueryDict, version: QuestionVersion, *, unit: str, language: str) -> dict[str, Any] | None:
    """The answer in a POST: {"chosen": [keys]} or {"number": "2800", "typed": "2 800"}; None if nothing was given.

    `unit` as the question shows it in that language. Raises ValidationError with a message for the field.
    """
    if version.kind == QuestionKind.NUMERIC:
        return _read_number(post.get("answer", ""), unit=unit, language=language)
    chosen = list(dict.fromkeys(post.getlist("answer")))
    known = version.answer_key.options
    if not chosen:
        return None
    if not known.issuperset(chosen) or (len(chosen) > 1 and version.kind != QuestionKind.MULTIPLE):
        raise ValidationError(_("This answer does not belong to this question. Choose one of the answers shown."))
    return {"chosen": chosen}


def _read_number(text: str, *, unit: str, language: str) -> dict[str, Any] | None:
    typed = text.replace("\x00", "").strip()
    if not typed:
        return None
    if len(typed) > LONGEST:
        raise ValidationError(_("This is too long for a number. Write digits only, for example 12,5."))
    try:
        number = parse_number(typed, unit=unit, language=language)
    except NotANumber as error:
        raise ValidationError(
            _("“%(typed)s” is not a number. Write digits, for example 12,5 or 2800."), params={"typed": typed}
        ) from error
    return {"number": f"{number.normalize():f}", "typed": typed}
