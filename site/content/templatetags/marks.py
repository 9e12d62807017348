"""`{{ text|unmarked }}`: a text with marks, where no link may stand."""

from django import template

from reference.markup import unmarked

register = template.Library()
register.filter("unmarked", unmarked)
