"""What follows from publishing a question or withdrawing a quiz; and the handling of both."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import published, unpublished

from best_practices.quizzes.models import Question, Quiz, QuizQuestion
from best_practices.quizzes.queries import questions_only_in
from best_practices.quizzes.services import freeze_question, share_rules, withdraw_open_attempts
from content.choices import DEFAULT_LABEL
from content.handling import Handling
from content.services import ensure_handling, mark_like
from content.signals import handling_changed
from content.visibility import handling_of


@receiver(published, sender=Question)
def freeze_what_was_published(sender: Any, instance: Question, **kwargs: Any) -> None:
    freeze_question(question=instance)


@receiver(published, sender=Quiz)
def same_rules_in_every_language(sender: Any, instance: Quiz, **kwargs: Any) -> None:
    share_rules(quiz=instance)


@receiver(unpublished, sender=Quiz)
@receiver(post_delete, sender=Quiz)
def close_attempts_of_withdrawn_quiz(sender: Any, instance: Quiz, **kwargs: Any) -> None:
    still_there = Quiz.objects.filter(translation_key=instance.translation_key, live=True).exists()
    if not still_there:
        withdraw_open_attempts(quiz_key=instance.translation_key, at=timezone.now())


@receiver(post_save, sender=Quiz)
@receiver(post_save, sender=Question)
def give_new_text_its_handling(sender: Any, instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if created and not raw:
        ensure_handling(
            key=instance.handling_key,
            kind=sender._meta.label_lower,
            title=str(instance)[:255],
            like=None,
            label=DEFAULT_LABEL,
        )


@receiver(handling_changed)
def questions_follow_quiz(sender: Any, handling: Handling, **kwargs: Any) -> None:
    if handling.kind == Quiz._meta.label_lower:
        for key in questions_only_in(handling.key):
            mark_like(key=key, handling=handling)


@receiver(post_save, sender=QuizQuestion)
def chosen_question_follows_quiz(sender: Any, instance: QuizQuestion, raw: bool = False, **kwargs: Any) -> None:
    handling = None if raw else handling_of(instance.quiz)
    if handling is not None and instance.question.translation_key in questions_only_in(handling.key):
        mark_like(key=instance.question.translation_key, handling=handling)
