"""What quizzes put into frames, and tell those below: their questions, and which quiz an address is about."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import get_language

from accounts.choices import EDITING_ROLES
from best_practices.quizzes.models import Question
from best_practices.quizzes.queries import published_questions
from core.slots import fills


def title_of(question: Question) -> str:
    return Truncator(f"{question.code} {question.stem}").chars(120)


@fills("feedback.things", queries=1)
def questions(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """`subject`: kinds of things by key. Returns title and, for who edits it, address of each published question."""
    keys = {key for key, kind in subject.items() if kind == Question._meta.label_lower}
    if not keys:
        return None
    edits = viewer.has_role(*EDITING_ROLES)
    return {
        key: (title_of(question), reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk]) if edits else "")
        for key, question in published_questions(keys, language=get_language() or "en").items()
    }


@fills("handling.at", queries=0)
def quiz_at(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """The handling key of the quiz at an address that Django has resolved, or None."""
    return subject.kwargs["quiz_key"] if subject.url_name == "quiz_start" else None
