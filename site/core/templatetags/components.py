"""The components of the look: one tag, one template each, keyword arguments only."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.forms import BoundField, CheckboxSelectMultiple, RadioSelect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.geography.points import MapPoint
from core.labels import Label
from core.maps import map_of
from core.stations import Line, Station

register = template.Library()

LONG_LIST = 8
"""Boxes that a form shows at once; more of them scroll."""


@register.inclusion_tag("core/components/tlp.html")
def tlp(*, label: str = Label.CLEAR.value) -> dict[str, Any]:
    """The handling label of a page: black ground, never translated, in head and foot and on every print."""
    found = Label(label)
    return {"label": found.value, "colour": "" if found is Label.CLEAR else found.colour}


@register.inclusion_tag("core/components/line.html")
def line(*, stations: Iterable[Station], variant: str = "", label: str = "") -> dict[str, Any]:
    """The line with stations, always an ordered list; every state stands in words too."""
    return {"line": Line(tuple(stations), variant, label)}


@register.inclusion_tag("core/components/map.html", name="map")
def show_map(
    *, points: Sequence[MapPoint], line: bool = False, title: str = "", description: str = "", note: str = ""
) -> dict[str, Any]:
    """Places on a map without borders, with their list; nothing without places. See `core.maps.map_of`."""
    return {"map": map_of(points, line=line, title=title, description=description, note=note)}


@register.inclusion_tag("core/components/crumbs.html")
def crumbs(*, trail: Iterable[tuple[str, str]], here: str) -> dict[str, Any]:
    """Where am I: pairs of (title, address) and the title of this page."""
    return {"trail": tuple(trail), "here": here}


@register.inclusion_tag("core/components/field.html")
def field(*, bound: BoundField) -> dict[str, Any]:
    """A form field with its label, help, warning (of a `Screened` form) and errors, tied together for screen readers.

    A group of boxes is a fieldset; a long one scrolls in a frame of its own.
    """
    warning = getattr(bound.form, "warnings", {}).get(bound.name, "")
    said = (("help", bound.help_text), ("warning", warning), ("error", bound.errors))
    described = [f"{bound.id_for_label}_{part}" for part, there in said if there]
    attributes: dict[str, Any] = {"aria-describedby": " ".join(described)} if described else {}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    group = isinstance(bound.field.widget, RadioSelect | CheckboxSelectMultiple)
    return {
        "field": bound,
        "group": group,
        "long": group and len(bound) > LONG_LIST,
        "described": " ".join(described),
        "warning": warning,
        "widget": "" if group else bound.as_widget(attrs=attributes),
    }


@register.simple_tag
def unstated() -> SafeString:
    """A fact the source does not give: unknown is a value, and it is said."""
    return format_html('<span class="unstated">{}</span>', _("not stated in the source"))


@register.filter
def day(value: Any) -> SafeString | str:
    """A date as a person reads it, with its machine form: 24 Nov 2026."""
    if not value:
        return ""
    if hasattr(value, "hour"):
        value = timezone.localtime(value).date()
    shown = date_format(value, pgettext("date format", "j M Y"))
    return format_html('<time datetime="{}">{}</time>', f"{value:%Y-%m-%d}", shown)


@register.filter
def clock(value: Any) -> SafeString | str:
    """The time of day of a moment in the person's zone, as 14:02."""
    if not value:
        return ""
    local = timezone.localtime(value)
    return mark_safe(f'<time datetime="{local.isoformat()}">{local:%H:%M}</time>')  # noqa: S308 -- formatted from a time


@register.filter
def get(mapping: Mapping[Any, Any], key: Any) -> Any:
    """A value of a mapping by a key that is a variable."""
    return mapping.get(key)
