"""A map as the component shows it: the drawing with its words, in the reader's language."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from core.geography.drawing import FINE, Drawing, draw
from core.geography.points import MapPoint, distance_km

TEN_KM_FROM = 100


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """A place in the list below the map; `far`: how far it is from the first one, or ""."""

    name: str
    far: str


@dataclass(frozen=True, slots=True)
class Map:
    """What the component shows. `key` makes the ids its own: two maps on a page differ in what they show.

    `far` says what the distances in the list are measured from, "" without distances.
    """

    key: str
    title: str
    description: str
    drawing: Drawing
    scale: str
    caption: str
    far: str
    places: tuple[ListedPlace, ...]

    @property
    def shrink(self) -> str:
        """What brings the land, drawn in fine steps, to the size of the map."""
        return f"scale({1 / FINE:g})"


def map_of(
    points: Sequence[MapPoint], *, line: bool = False, title: str = "", description: str = "", note: str = ""
) -> Map | None:
    """The map of these places, in their order; None without any.

    `note` ends the caption: what is not on the map, and why. Without a description, the places and their
    distances are what a screen reader says.
    """
    drawing = draw(points, line=line)
    if drawing is None:
        return None
    places = tuple(listed(points))
    captions = (straight(points), about_line(drawing, line), about_coast(drawing), note)
    return Map(
        key=hashlib.sha256(repr((title, description, note, line, tuple(points))).encode()).hexdigest()[:8],
        title=title or _("Map of the places"),
        description=description or "; ".join(f"{place.name} {place.far}".strip() for place in places),
        drawing=drawing,
        scale=told(drawing.scale.km),
        caption=" ".join(caption for caption in captions if caption),
        far=_("Distances in a straight line from %(place)s.") % {"place": points[0].name} if len(points) > 1 else "",
        places=places,
    )


def listed(points: Sequence[MapPoint]) -> Iterator[ListedPlace]:
    yield ListedPlace(points[0].name, "")
    for point in points[1:]:
        yield ListedPlace(point.name, told(distance_km(points[0].coordinates, point.coordinates)))


def straight(points: Sequence[MapPoint]) -> str:
    """How far it is from the first place to the last; nothing where they are one."""
    km = distance_km(points[0].coordinates, points[-1].coordinates)
    if km < 1:
        return ""
    return _("%(first)s – %(last)s: about %(distance)s in a straight line.") % {
        "first": points[0].name,
        "last": points[-1].name,
        "distance": told(km),
    }


def about_line(drawing: Drawing, line: bool) -> str:
    several = line and len(drawing.stations) > len(("from", "to"))
    return _("The line joins the places in their order; it is not the way that was travelled.") if several else ""


def about_coast(drawing: Drawing) -> str:
    return _("Schematic; coastlines: Natural Earth.") if drawing.coast else _("Schematic.")


def told(km: float) -> str:
    """A distance as it is told: to the nearest ten from a hundred kilometres on, for places are not points."""
    if km < 1:
        return _("less than 1 km")
    number = round(km / 10) * 10 if km >= TEN_KM_FROM else round(km)
    return _("%(number)s km") % {"number": number_format(number, force_grouping=True)}
