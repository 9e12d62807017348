"""What others may want to know about files."""

from django.dispatch import Signal

file_not_stamped = Signal()
"""No copy with a stamp could be made of a file (`file`), so a reader did not get it; inside the transaction, once."""
