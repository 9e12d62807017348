"""How editors work with the question bank."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from best_practices.quizzes.models import Question, Quiz


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    list_display: ClassVar = ["code", "locale", "kind", "stem", "live", "check_status"]
    list_filter: ClassVar = ["kind", "check_status", "volatile", "topics"]
    list_per_page = 50
    search_fields: ClassVar = ["code", "stem"]
    ordering: ClassVar = ["code"]


class QuizViewSet(SnippetViewSet):
    model = Quiz
    icon = "list-ol"
    list_display: ClassVar = ["code", "locale", "title", "pass_mark", "live"]
    ordering: ClassVar = ["code"]


class QuizGroup(SnippetViewSetGroup):
    items: ClassVar = (QuestionViewSet, QuizViewSet)
    menu_label = _("Questions")
    menu_icon = "help"
    menu_order = 250
