"""How editors work with the question bank."""

from typing import Any, ClassVar
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import ObjectList
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from best_practices.quizzes.forms.answers import QuestionForm
from best_practices.quizzes.models import Question, Quiz
from best_practices.quizzes.presentation import shortfall_texts
from content.viewsets import MarkedTextViewSet
from content.wagtail_guard import viewer_of


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


class QuizForm(WagtailAdminModelForm):
    """The editor of a quiz: before publishing it names the sections that draw too much. A draft may be unfinished."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation and "sections" in cleaned:
            viewer = viewer_of(self.for_user)
            for text in shortfall_texts(cleaned["sections"], self._places(), viewer):
                self.add_error("sections", text)
        return cleaned

    def _places(self) -> list[tuple[str, UUID]]:
        """The questions in the form as they stand there now, each with the key of its section."""
        rows = self.formsets["quiz_questions"].forms if "quiz_questions" in self.formsets else []
        found = [row.cleaned_data for row in rows if row.is_valid() and not row.cleaned_data.get("DELETE")]
        return [(data["section"], data["question"].translation_key) for data in found if data.get("question")]


class QuizViewSet(MarkedTextViewSet):
    model = Quiz
    edit_handler = ObjectList(Quiz.panels, base_form_class=QuizForm)
    icon = "list-ol"
    list_display: ClassVar = ["code", "locale", "title", "pass_mark", "live"]
    ordering: ClassVar = ["code"]


class QuizGroup(SnippetViewSetGroup):
    items: ClassVar = (QuestionViewSet, QuizViewSet)
    menu_label = _("Questions")
    menu_icon = "help"
    menu_order = 250

    def get_submenu_items(self) -> list[Any]:
        return [*super().get_submenu_items(), BankItem(_("As files"), reverse("quiz_bank"), icon_name="download")]


class BankItem(MenuItem):
    """Import and export, beside the questions, for who may add them."""

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm("quizzes.add_question"))
