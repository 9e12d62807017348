"""Places to be marked in a picture: by a click, or by a cell of the grid that lies over every picture alike."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from best_practices.quizzes.choices import DRAWING_SIZES, DRAWINGS
from best_practices.quizzes.grading.geometry import COLUMNS, ROWS, WHOLE, Region, cell_name, centre_of
from best_practices.quizzes.grading.hotspot import HotspotKey, usable
from best_practices.quizzes.grading.marks import Key
from best_practices.quizzes.kinds import figure
from best_practices.quizzes.kinds.kind import Answer, Content, Kind, Problem, Typed, parts_of, repeated
from content.visibility import may_see
from media.files.choices import FIGURE_FILTERS

MOST_MARKS = 10
OUTSIDE, CORNER, HALF, MANY = "outside", "corner", "half", "many"
TROUBLE: dict[str, Any] = {
    OUTSIDE: _("This mark lies outside the picture. Mark a place inside it."),
    CORNER: _("Choose a column and a row of the grid, then press “Place the mark”."),
    HALF: _("A cell needs a column and a row. Choose both."),
    MANY: _("At most %d marks. Remove one first.") % MOST_MARKS,
}


@dataclass(frozen=True)
class Picture:
    """A picture that this person may see now."""

    url: str
    alt: Any


def drawing_picture(name: str) -> Picture | None:
    """A drawing of ours; None for one that is no longer there."""
    label = dict(DRAWINGS).get(name)
    return Picture(reverse("quiz_drawing", args=[name]), label) if label else None


def shown_picture(viewer: Any, image: Any) -> Picture | None:
    """A picture of the collection, if this viewer may see it and its release has not ended."""
    if image is None or not may_see(viewer, image) or image.release_ended:
        return None
    return image_picture(image)


def image_picture(image: Any) -> Picture:
    """A picture of the collection, for who was found to be allowed to see it."""
    return Picture(image.get_rendition(FIGURE_FILTERS[1]).url, image.default_alt_text)


def numbers_in(text: Any) -> tuple[float, ...]:
    """ "61 30 17 38" or "61,5; 30" as numbers; nothing for what is none."""
    found = re.split(r",?[\s;]+", str(text or "").strip())
    try:
        return tuple(float(number.replace(",", ".")) for number in found)
    except ValueError:
        return ()


class Hotspot(Kind):
    """Stored as {"points": [[across, down], ...]} in percent; an empty list after the last mark was taken away."""

    template = "quizzes/kinds/hotspot.html"
    result_template = "quizzes/kinds/hotspot_result.html"
    script = "quizzes/hotspot.js"
    parts = frozenset({"region"})

    # The editor

    def own_problems(self, question: Any) -> Iterator[Problem]:
        if bool(question.drawing) == bool(question.picture_id):
            yield "drawing", _("Choose a drawing, or a picture below it: one of the two.")
        regions = parts_of(question, "region")
        if not any(region["correct"] for region in regions):
            yield "options", _("Draw at least one region and mark it right.")
        twice = repeated([region["key"] for region in regions])
        if twice:
            yield "options", _("Two parts have the same key: %s.") % twice
        ratio = _ratio(question)
        for region in regions:
            found = Region(region["shape"], numbers_in(region["points"]), ratio)
            yield from (("options", message % region["label"]) for message in _faults(found, bool(region["correct"])))

    def key_of(self, question: Any) -> HotspotKey:
        ratio = _ratio(question)
        regions = [
            (part["key"], Region(part["shape"], numbers_in(part["points"]), ratio), bool(part["correct"]))
            for part in parts_of(question, "region")
        ]
        return HotspotKey(
            self.name,
            tuple((key, region) for key, region, correct in regions if correct),
            tuple((key, region) for key, region, correct in regions if not correct),
        )

    def content_of(self, question: Any) -> dict[str, Any]:
        regions = parts_of(question, "region")
        return {
            "drawing": question.drawing,
            "image": question.picture_id,
            "ratio": _ratio(question),
            "in_words": question.picture_text,
            "several": sum(bool(region["correct"]) for region in regions) > 1,
            "regions": [
                {"key": region["key"], "label": region["label"], "feedback": region["feedback"]} for region in regions
            ],
        }

    # The player

    def how(self, content: Content) -> Any:
        if content["several"]:
            return _("Mark every place: click it, or choose its column and row.")
        return _("Mark one place: click it, or choose its column and row.")

    def typed(self, post: QueryDict, content: Content) -> Typed:
        points = [_point(value) for value in post.getlist("point")]
        removed = post.get("remove", "")
        if removed in {str(n) for n in range(1, len(points) + 1)}:
            del points[int(removed) - 1]
        column, row = post.get("column", ""), post.get("row", "")
        trouble = ""
        if "mark.x" in post:
            points.append(_clicked(post, content))
            trouble = CORNER if points[-1] == (0, 0) else ""
        elif column in COLUMNS and column and row in {str(n) for n in range(1, ROWS + 1)}:
            points.append(centre_of(COLUMNS.index(column), int(row) - 1))
            column = row = ""
        elif column or row:
            trouble = HALF
        elif "place" in post:
            trouble = CORNER
        return {
            "points": points if content["several"] else points[-1:],
            "column": column,
            "row": row,
            "trouble": trouble,
            "emptied": "remove" in post or "emptied" in post,
        }

    def again(self, answer: Any, content: Content) -> Typed:
        points = usable((answer or {}).get("points"))
        return {"points": points, "column": "", "row": "", "trouble": "", "emptied": False}

    def read(self, typed: Typed, content: Content, *, language: str) -> Answer | None:
        trouble = typed["trouble"]
        if None in typed["points"]:
            trouble = trouble or OUTSIDE
        elif len(typed["points"]) > MOST_MARKS:
            trouble = MANY
        if trouble:
            raise ValidationError(TROUBLE[trouble])
        if not typed["points"] and not typed["emptied"]:
            return None
        return {"points": [list(point) for point in typed["points"]]}

    def stays(self, post: QueryDict) -> bool:
        return any(name in post for name in ("mark.x", "place", "remove"))

    def player(self, typed: Typed, content: Content) -> dict[str, Any]:
        points = [] if typed["trouble"] == CORNER else [point for point in typed["points"] if point]
        return figure.frame(content["ratio"]) | {
            "marks": figure.marks(points, content["ratio"]),
            "columns": COLUMNS,
            "numbers": [str(n) for n in range(1, ROWS + 1)],
            "column": typed["column"],
            "row": typed["row"],
            "most": MOST_MARKS if content["several"] else 1,
        }

    def words(self, typed: Typed, content: Content) -> list[str]:
        return [cell_name(*point) for point in typed["points"] if point]

    # The result

    def result(self, answer: Any, content: Content, key: Key) -> dict[str, Any]:
        points = usable((answer or {}).get("points"))
        right = key.right if isinstance(key, HotspotKey) else ()
        wrong = key.wrong if isinstance(key, HotspotKey) else ()
        told = {part["key"]: part for part in content["regions"]}
        marks = []
        for mark in figure.marks(points, content["ratio"]):
            hit = next((name for name, region in (*right, *wrong) if region.holds(*mark["point"])), None)
            marks.append(mark | {"region": told.get(hit), "is_right": hit in dict(right)})
        seen = {mark["region"]["key"] for mark in marks if mark["region"]}
        return figure.frame(content["ratio"]) | {
            "marks": marks,
            "missed": [told[name] for name, _region in right if name not in seen and name in told],
            "shapes": [
                figure.shape(region) | {"is_right": is_right}
                for is_right, found in ((True, right), (False, wrong))
                for _name, region in found
            ],
        }

    # The demonstration

    def parts_in(self, entry: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
        return [
            (
                "region",
                {
                    "key": str(region["key"]),
                    "label": region["label"],
                    "shape": region["shape"],
                    "points": " ".join(str(number) for number in region["points"]),
                    "correct": bool(region.get("correct")),
                    "feedback": region.get("feedback") or "",
                },
            )
            for region in entry["regions"]
        ]

    def fields_in(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        return {"drawing": entry["drawing"], "picture_text": entry.get("picture_text") or ""}


def _faults(region: Region, correct: bool) -> Iterator[Any]:
    if not region.is_well_formed:
        yield _("“%s”: these numbers do not make this shape.")
    elif not region.is_inside:
        yield _("“%s” reaches beyond the picture. Keep it between 0 and 100 percent.")
    elif correct and not region.is_reached_by_the_grid:
        yield _("“%s” is too small: no cell of the grid has its middle in it, so it cannot be chosen by keyboard.")


def _ratio(question: Any) -> float:
    """The height of the picture divided by its width; 1 while there is none."""
    width, height = DRAWING_SIZES.get(question.drawing, (0, 0))
    if question.picture_id and question.picture is not None:
        width, height = question.picture.width, question.picture.height
    return round(height / width, 4) if width and height else 1.0


def _point(text: str) -> tuple[float, float] | None:
    """A mark in a hidden field: "61.5 40"; None for what is no place in the picture."""
    numbers = numbers_in(text) if len(text) <= MOST_MARKS * 2 else ()
    found = usable([numbers])
    return found[0] if found else None


def _clicked(post: QueryDict, content: Content) -> tuple[float, float] | None:
    """Where the picture was clicked, sent in pixels of the size in which it is shown."""
    width, height = figure.size(content["ratio"])
    x, y = post.get("mark.x", ""), post.get("mark.y", "")
    if not re.fullmatch(r"\d{1,5}", x) or not re.fullmatch(r"\d{1,5}", y):
        return None
    across, down = round(int(x) * WHOLE / width, 1), round(int(y) * WHOLE / height, 1)
    return (across, down) if across <= WHOLE and down <= WHOLE else None
