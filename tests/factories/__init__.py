"""Factories: each makes one thing, through the services that make it in life, and nothing else unasked."""
