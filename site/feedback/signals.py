"""What feedback tells. Sent inside the transaction of the act."""

from django.dispatch import Signal

released_answers_changed = Signal()
"""What everybody may read about a thing changed. Arguments: `key` (UUID: translation key or uuid)."""
