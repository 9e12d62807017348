"""Visits on the site: the organiser's forms, and the pages everyone reads."""

from visits.records.views import pages

__all__ = ["pages"]  # `@serves` registers when it is imported
