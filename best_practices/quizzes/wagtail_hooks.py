"""Questions and quizzes in Wagtail's admin."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from best_practices.quizzes.models import Question, Quiz
from best_practices.quizzes.presentation import named_parts
from best_practices.quizzes.queries import left_behind
from best_practices.quizzes.viewsets import QuizGroup
from content.wagtail_guard import guard_texts
from core.context import AUTONYMS

guard_texts(Question, Quiz)
register_snippet(QuizGroup)


@hooks.register("after_edit_snippet")
def name_translations_left_behind(request: HttpRequest, instance: Any) -> None:
    """Whoever publishes another key is told which translations still ask for the old one."""
    if not isinstance(instance, Question) or "action-publish" not in request.POST:
        return
    for language, parts in left_behind(instance).items():
        told = {"language": AUTONYMS.get(language, language), "parts": named_parts(parts)}
        messages.warning(request, _("In %(language)s this is still another: %(parts)s. Mend the translation.") % told)
