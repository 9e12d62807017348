"""Questions and quizzes in Wagtail's admin."""

from wagtail.snippets.models import register_snippet

from best_practices.quizzes.models import Question, Quiz
from best_practices.quizzes.viewsets import QuizGroup
from content.wagtail_guard import guard_texts

guard_texts(Question, Quiz)
register_snippet(QuizGroup)
