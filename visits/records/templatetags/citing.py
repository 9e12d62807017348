"""Where a statement is found, as a small link beside it."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from visits.records.queries.sources import PlaceInSource

register = template.Library()


@register.filter
def cited(places: Iterable[PlaceInSource] | None) -> SafeString:
    """[S0 2.1] for sentence 1 of paragraph 2 of source S0, each a link to the source under the text."""
    return format_html_join(
        " ",
        '<a class="src" href="#s-{}" title="{}">[{} {}]</a>',
        ((place.code, place, place.code, place.short) for place in places or ()),
    )
