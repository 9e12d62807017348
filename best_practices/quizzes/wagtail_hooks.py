"""Questions and quizzes in Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.ui.menus import MenuItem
from wagtail.snippets.models import register_snippet

from best_practices.quizzes.models import Question, Quiz
from best_practices.quizzes.permissions import may_regrade
from best_practices.quizzes.presentation import named_parts
from best_practices.quizzes.queries import left_behind
from best_practices.quizzes.views import bank
from best_practices.quizzes.viewsets import QuizGroup
from content.wagtail_guard import guard_texts, viewer_of
from core.context import AUTONYMS

guard_texts(Question, Quiz)
register_snippet(QuizGroup)


@hooks.register("register_snippet_listing_buttons")
def grade_again_button(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[MenuItem]:
    """From a published question to grading its answers again."""
    if isinstance(snippet, Question) and snippet.live and may_regrade(viewer_of(user)):
        address = reverse("quiz_regrade", args=[snippet.translation_key])
        yield MenuItem(_("Grade answers again"), address, icon_name="resubmit", priority=60)


@hooks.register("after_edit_snippet")
def name_translations_left_behind(request: HttpRequest, instance: Any) -> None:
    """Whoever publishes another key is told which translations still ask for the old one."""
    if not isinstance(instance, Question) or "action-publish" not in request.POST:
        return
    for language, parts in left_behind(instance).items():
        told = {"language": AUTONYMS.get(language, language), "parts": named_parts(parts)}
        messages.warning(request, _("In %(language)s this is still another: %(parts)s. Mend the translation.") % told)


@hooks.register("register_admin_urls")
def addresses_of_the_bank() -> list[URLPattern]:
    return [
        path("questions/files/", bank.exchange, name="quiz_bank"),
        path("questions/files/<uuid:upload>/", bank.look, name="quiz_bank_import"),
        path("questions/files/questions.xlsx", bank.as_xlsx, name="quiz_bank_xlsx"),
        path("questions/files/gift/", bank.as_gift, name="quiz_bank_gift"),
    ]
