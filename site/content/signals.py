"""What content tells those above it. Sent inside the transaction of the act."""

from django.dispatch import Signal

content_changed = Signal()
"""Text, marking or state of something changed. Arguments: `key` (UUID: translation key or uuid), `kind`."""

handling_changed = Signal()
"""A handling row was written. Arguments: `handling`, `previous` (label before, or None)."""

item_opened = Signal()
"""The glass of an item was broken. Arguments: `opening` (accounts.Opening), `handling`."""
