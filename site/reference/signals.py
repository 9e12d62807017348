"""What happens to reference data and concerns those above."""

from django.dispatch import Signal

organisation_merged = Signal()
"""`merged` became part of `into`; `actor`: who said so. Sent inside the transaction."""
