"""Where a statement is found, as a small link beside it."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from visits.records.queries.sources import PlaceInSource

register = template.Library()


@register.filter
def cited(places: Iterable[PlaceInSource] | None) -> SafeString:
    """[S0 2.1] for sentence 1 of paragraph 2 of source S0, [S7] for S7 as a whole; each a link to the source."""
    return format_html_join(
        " ",
        '<a class="src" href="#s-{}" title="{}">[{}]</a>',
        ((place.code, place, place.mark) for place in places or ()),
    )
