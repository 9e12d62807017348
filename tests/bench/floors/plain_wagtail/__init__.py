"""The one page type of the plain Wagtail site."""
