"""What quizzes tell those above them.

`answer_stored` does not exist on purpose: nothing above may roll back an answer.
"""

from django.dispatch import Signal

attempt_graded = Signal()
"""An attempt was closed and graded, inside its transaction. Arguments: `attempt`."""
