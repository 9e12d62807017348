"""`{% slot "name" subject %}`: what the apps above have to show here."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from core.slots import slot_values

register = template.Library()


@register.simple_tag(takes_context=True)
def slot(context: Context, name: str, subject: Any = None) -> SafeString:
    request = context.get("request")
    if request is None or not hasattr(request, "viewer"):
        return mark_safe("")
    values = slot_values(name, request=request, subject=subject)
    return mark_safe("".join(conditional_escape(value) for value in values))  # noqa: S308 -- escaped one by one
