"""What quizzes tell those above them.

`answer_stored` does not exist on purpose: nothing above may roll back an answer.
"""

from django.dispatch import Signal

attempt_graded = Signal()
"""An attempt was closed and graded, inside its transaction. Arguments: `attempt`."""

attempt_regraded = Signal()
"""The result of a graded attempt changed with a correction, inside its transaction.

Arguments: `attempt` as it is now, `was_passed`, `actor`, `at`.
"""

participation_withdrawn = Signal()
"""Somebody was taken from the list of a sitting, inside its transaction.

Arguments: `sitting`, `user`, `actor`, `at`.
"""
