"""Steps to be put in order."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from best_practices.quizzes.grading.marks import Key
from best_practices.quizzes.grading.ordering import OrderingKey
from best_practices.quizzes.grading.shuffling import arranged
from best_practices.quizzes.kinds.kind import Answer, Content, Kind, Problem, Typed, parts_of, repeated

FEWEST_STEPS = 3
UP, DOWN = "up", "down"


class Ordering(Kind):
    """Stored as {"order": [step keys]}, always of all steps.

    Keys tend to be written in the right order too, so none is in the page: a step is named by its place in the
    order in which the steps are first shown.
    """

    template = "quizzes/kinds/ordering.html"
    result_template = "quizzes/kinds/ordering_result.html"
    script = "quizzes/ordering.js"
    parts = frozenset({"step"})

    def own_problems(self, question: Any) -> Iterator[Problem]:
        steps = parts_of(question, "step")
        if len(steps) < FEWEST_STEPS:
            yield "options", _("Give at least three steps, in the right order.")
        twice = repeated([step["key"] for step in steps])
        if twice:
            yield "options", _("Two parts have the same key: %s.") % twice

    def key_of(self, question: Any) -> OrderingKey:
        return OrderingKey(self.name, tuple(step["key"] for step in parts_of(question, "step")))

    def content_of(self, question: Any) -> dict[str, Any]:
        steps = [
            {"key": step["key"], "text": step["text"], "feedback": step["feedback"]}
            for step in parts_of(question, "step")
        ]
        return {"steps": arranged(steps, question.translation_key)}

    def how(self, content: Content) -> Any:
        return _("Give each step its number, or move it up and down.")

    def typed(self, post: QueryDict, content: Content) -> Typed:
        """`places`: the number given to each step, as typed. `shown`: in which order they stood. `move`: "up-3"."""
        names = range(1, len(content["steps"]) + 1)
        shown = [int(name) for name in post.getlist("shown") if name in {str(n) for n in names}]
        return {
            "places": [post.get(f"step-{n}", "") for n in names],
            "shown": shown if sorted(shown) == list(names) else list(names),
            "move": post.get("move", ""),
        }

    def again(self, answer: Any, content: Content) -> Typed:
        names = {step["key"]: n for n, step in enumerate(content["steps"], start=1)}
        order = [names[key] for key in (answer or {}).get("order", ()) if key in names]
        if sorted(order) != sorted(names.values()):
            return {"places": [""] * len(names), "shown": list(names.values()), "move": ""}
        return {"places": [str(order.index(n) + 1) for n in names.values()], "shown": order, "move": ""}

    def read(self, typed: Typed, content: Content, *, language: str) -> Answer | None:
        keys = [step["key"] for step in content["steps"]]
        if typed["move"]:
            return {"order": [keys[n - 1] for n in moved(typed["shown"], typed["move"])]}
        places = typed["places"]
        if not any(places):
            return None
        wanted = [str(n) for n in range(1, len(keys) + 1)]
        if any(place not in ("", *wanted) for place in places):
            raise ValidationError(_("Give the steps the numbers from 1 to %(n)d."), params={"n": len(keys)})
        twice = next((place for place in wanted if places.count(place) > 1), "")
        if twice:
            raise ValidationError(_("Two steps have the number %(n)s. Give each step its own."), params={"n": twice})
        if "" in places:
            raise ValidationError(_("Not every step has a number yet."))
        return {"order": [keys[places.index(place)] for place in wanted]}

    def stays(self, post: QueryDict) -> bool:
        return "move" in post

    def player(self, typed: Typed, content: Content) -> dict[str, Any]:
        rows = [
            {"n": n, "text": content["steps"][n - 1]["text"], "place": typed["places"][n - 1]} for n in typed["shown"]
        ]
        return {"rows": rows, "numbers": [str(n) for n in range(1, len(rows) + 1)]}

    def words(self, typed: Typed, content: Content) -> list[str]:
        return [
            f"{place}. {content['steps'][n]['text']}"
            for n, place in sorted(enumerate(typed["places"]), key=lambda each: each[1])
            if place
        ]

    def result(self, answer: Any, content: Content, key: Key) -> dict[str, Any]:
        steps = {step["key"]: step for step in content["steps"]}
        order = key.order if isinstance(key, OrderingKey) else ()
        given = list((answer or {}).get("order", ()))
        rows = [
            {"place": place, "given": given.index(step) + 1 if step in given else None} | steps[step]
            for place, step in enumerate(order, start=1)
            if step in steps
        ]
        return {"rows": rows}

    def parts_in(self, entry: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
        return [
            ("step", {"key": str(step["key"]), "text": step["text"], "feedback": step.get("feedback") or ""})
            for step in entry["steps"]
        ]


def moved(shown: list[int], move: str) -> list[int]:
    """The order after "up-3" or "down-3": step 3 changes places with its neighbour; nonsense moves nothing."""
    way, _dash, name = move.partition("-")
    order = list(shown)
    if name not in {str(n) for n in order} or way not in (UP, DOWN):
        return order
    here = order.index(int(name))
    there = here + (1 if way == DOWN else -1)
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
    return order
