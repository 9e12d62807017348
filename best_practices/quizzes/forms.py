"""Reading an answer from a request, and a question from its editor: trust nothing, lose nothing."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from best_practices.quizzes.kinds import KINDS
from best_practices.quizzes.models import Question
from best_practices.quizzes.presentation import named_parts
from best_practices.quizzes.queries import ItemView, difference_from_original
from core.context import AUTONYMS

FIELDS_OF = {"number": "answer", "tolerance": "tolerance", "kind": "kind"}
"""Parts of a key that have a field of their own in the editor; the others are parts of `options`."""


def read_answer(post: QueryDict, item: ItemView, *, language: str) -> dict[str, Any] | None:
    """The answer in a POST as it is stored (see `Response`); None if nothing was given.

    Raises ValidationError with a message for the field.
    """
    return item.kind.read(item.kind.typed(post, item.content), item.content, language=language)


class QuestionForm(WagtailAdminModelForm):
    """A translation is not published with other keys, tolerances or regions than the question it was made of."""

    def _post_clean(self) -> None:
        super()._post_clean()
        question: Question = self.instance
        if self.errors or self.is_deferred_validation or question.kind not in KINDS:
            return
        language, parts = difference_from_original(question)
        for field in {FIELDS_OF.get(part, "options") for part in parts}:
            named = named_parts(part for part in parts if FIELDS_OF.get(part, "options") == field)
            message = _("Not the same as in %(language)s: %(parts)s. Every language has to ask for the same.")
            self.add_error(field, message % {"language": AUTONYMS.get(language, language), "parts": named})
