"""Places of the first visit, and some far ones. Coordinates as in site/home/demo/reference/places.yaml."""

from core.geography.points import MapPoint

ALTYNKOL = MapPoint("Altynkol", 44.165, 80.295)
TERESPOL = MapPoint("Terespol", 52.076, 23.616)
POLISH_SITES = (
    MapPoint("Biała Podlaska", 52.032, 23.117),
    MapPoint("Lublin", 51.251, 22.570),
    TERESPOL,
    MapPoint("Małaszewicze", 52.022, 23.534),
    MapPoint("Koroszczyn", 52.078, 23.546),
    MapPoint("Kukuryki", 52.09, 23.62),
    MapPoint("Warsaw", 52.230, 21.012),
)
FELIXSTOWE = MapPoint("Felixstowe", 51.96, 1.35)
ASHGABAT = MapPoint("Ashgabat", 37.95, 58.38)
