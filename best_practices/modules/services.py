"""What can be done in a lesson."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from best_practices.modules.models import LessonPage
from best_practices.modules.signals import knowledge_check_answered


@transaction.atomic
def answer_knowledge_check(*, user_id: int, lesson_key: UUID, question_key: UUID, at: datetime) -> None:
    """Tell those above that a person has answered a question in a lesson; nothing is kept here."""
    knowledge_check_answered.send(LessonPage, user_id=user_id, lesson_key=lesson_key, question_key=question_key, at=at)
