"""What modules tell those above them."""

from django.dispatch import Signal

knowledge_check_answered = Signal()
"""Somebody signed in answered a question inside a lesson. Arguments: `user_id`, `lesson_key`, `question_key`, `at`.

Never the answer, nor whether it was right: a knowledge check counts for nothing.
"""
