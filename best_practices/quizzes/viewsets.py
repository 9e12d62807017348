"""How editors work with the question bank."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from best_practices.quizzes.forms import QuestionForm
from best_practices.quizzes.models import Question, Quiz
from content.viewsets import MarkedTextViewSet


class QuestionViewSet(MarkedTextViewSet):
    model = Question
    icon = "help"
    edit_handler = ObjectList(
        Question.panels,
        base_form_class=QuestionForm,
        attrs={"data-controller": "w-rules", "data-action": "change->w-rules#resolve"},
    )
    list_display: ClassVar = ["code", "locale", "kind", "difficulty", "stem", "live", "check_status"]
    list_filter: ClassVar = ["kind", "difficulty", "check_status", "volatile", "topics"]
    list_per_page = 50
    ordering: ClassVar = ["code"]


class QuizViewSet(MarkedTextViewSet):
    model = Quiz
    icon = "list-ol"
    list_display: ClassVar = ["code", "locale", "title", "pass_mark", "live"]
    ordering: ClassVar = ["code"]


class QuizGroup(SnippetViewSetGroup):
    items: ClassVar = (QuestionViewSet, QuizViewSet)
    menu_label = _("Questions")
    menu_icon = "help"
    menu_order = 250
