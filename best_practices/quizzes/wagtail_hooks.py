"""Questions and quizzes in Wagtail's admin."""

from wagtail.snippets.models import register_snippet

from best_practices.quizzes.viewsets import QuizGroup

register_snippet(QuizGroup)
