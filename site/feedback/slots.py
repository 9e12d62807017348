"""What feedback puts into the frames below it: the way to ask, released answers, the desk."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string

from core.slots import fills
from feedback.choices import GLOSSARY, GLOSSARY_KEY
from feedback.presentation import ask_address, rows, terms_by_key
from feedback.queries import (
    Released,
    has_queue,
    oldest_open,
    own_last,
    released_about,
    released_about_each,
    released_about_the_glossary,
)


def foot(
    request: HttpRequest,
    kind: str,
    key: UUID,
    answers: tuple[Released, ...],
    *,
    template: str = "foot",
    terms: dict[UUID, str] | None = None,
) -> str:
    """The released answers about a thing, and the link that leads to the form. `terms`: their names by key."""
    context = {"answers": answers, "terms": terms or {}, "address": ask_address(kind, key, request.path)}
    return render_to_string(f"feedback/{template}.html", context, request=request)


@fills("page.foot", queries=2)
def below_a_page(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """`subject`: the page, or nothing where a template has none."""
    if getattr(subject, "handling_key", None) is None or subject.pk is None or getattr(request, "is_preview", False):
        return None
    key = subject.handling_key
    return foot(request, subject._meta.label_lower, key, released_about(key))


@fills("glossary.foot", queries=3)
def below_the_glossary(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """`subject`: the language."""
    answers = released_about_the_glossary()
    terms = terms_by_key(language=subject) if answers else {}
    return foot(request, GLOSSARY, GLOSSARY_KEY, answers, terms=terms)


@fills("question.foot", queries=0)
def below_a_question(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """`subject`: kind and key of the question. No answers here: one might give away which option is right."""
    kind, key = subject
    return foot(request, kind, key, ())


@fills("question.results", queries=1)
def below_the_results(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """`subject`: kind and keys of questions whose attempt is graded. Returns what stands below each, by its key."""
    kind, keys = subject
    answers = released_about_each(viewer, keys)
    about = {key: tuple(found for found in answers if found.key == key) for key in keys}
    return {key: foot(request, kind, key, about[key], template="part_foot") for key in keys}


@fills("desk.main", queries=6, order=8)
def my_queue(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """For those to whom questions come, if there are any."""
    if not has_queue(viewer):
        return None
    found, total = oldest_open(viewer)
    if not found:
        return None
    context = {"rows": rows(request, found), "total": total}
    return render_to_string("feedback/desk_queue.html", context, request=request)


@fills("desk.side", queries=5, order=10)
def my_questions(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """What a person asked; new answers first."""
    found = own_last(viewer)
    if not found and not has_queue(viewer):
        return None
    context = {"rows": rows(request, found), "has_queue": has_queue(viewer)}
    return render_to_string("feedback/desk_mine.html", context, request=request)
