"""Dates and numbers in languages for which Django has no forms."""
