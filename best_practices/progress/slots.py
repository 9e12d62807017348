"""What progress puts into the frames below it: states on lines, the done button, the desk, the result."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from accounts.choices import Role
from accounts.rights import EVERYWHERE
from best_practices.modules.choices import LessonRule
from best_practices.modules.queries import modules_for
from best_practices.progress.presentation import desk_rows, next_row
from best_practices.progress.presentation.certificates import listed
from best_practices.progress.presentation.reading_time import opened_at, opened_sign
from best_practices.progress.queries import (
    assigned_to,
    certificates_for_attempt,
    certificates_of,
    day_in,
    oversees_certificates,
    progress_in,
)
from core.printing import can_print
from core.slots import fills

SHOWN_ON_DESK = 3


def language_now() -> str:
    return get_language() or "en"


@fills("modules.progress", queries=4)
def states_of_modules(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """`subject`: ModuleViews. Returns ModuleProgress by module key; nothing for a stranger."""
    return progress_in(subject, viewer, language=language_now()) if viewer.signed_in else None


@fills("lesson.acts", queries=0)
def done_button(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """`subject`: the lesson, its module and the progress in it (loaded for the line already)."""
    lesson, progress = subject["lesson"], subject["progress"]
    done_at = progress.lessons.get(lesson.translation_key) if progress else None
    context = {
        "lesson": lesson,
        "done_at": done_at,
        "progress": progress,
        "viewer": viewer,
        "here": request.get_full_path(),
        "opened": _opened(request, viewer, lesson) if progress and not done_at else "",
    }
    return render_to_string("progress/lesson_acts.html", context, request=request)


def _opened(request: HttpRequest, viewer: Any, lesson: Any) -> str:
    """Since when the page is open, where the lesson's rule asks: as it came back from a click too early, else now."""
    if lesson.completion != LessonRule.TIME:
        return ""
    came = request.GET.get("opened", "")[:300]
    if came and opened_at(came, user_id=viewer.user_id, lesson_key=lesson.translation_key):
        return came
    return opened_sign(user_id=viewer.user_id, lesson_key=lesson.translation_key, at=timezone.now())


@fills("module.acts", queries=4)
def what_comes_first(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """`subject`: a ModuleView. Which modules are to be done before it, and whether that binds."""
    if not viewer.signed_in or not subject.rules.first:
        return None
    progress = progress_in([subject], viewer, language=language_now())[subject.key]
    return render_to_string("progress/first.html", {"progress": progress}, request=request)


@fills("quiz.gate", queries=5)
def first_the_other_module(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """`subject`: a quiz key. What stands in the way of beginning it: nothing, if one module it ends may be taken."""
    modules = [module for module in modules_for(viewer, language=language_now()) if module.quiz_key == subject]
    found = list(progress_in(modules, viewer, language=language_now()).values())
    if not found or any(progress.may_open or progress.quiz == "open" for progress in found):
        return None
    return render_to_string("progress/first.html", {"progress": found[0], "button": True}, request=request)


@fills("desk.main", queries=8, order=10)
def learning(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """Next step, assigned, begun, not begun, done."""
    modules = modules_for(viewer, language=language_now())
    progress = progress_in(modules, viewer, language=language_now())
    rows = desk_rows(modules, progress, assigned_to(viewer), day_in(viewer.time_zone, timezone.now()))
    return render_to_string("progress/desk.html", {"rows": rows, "next": next_row(rows)}, request=request)


@fills("desk.side", queries=0, order=20)
def my_record(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """The way to one's training record, and, for who looks after people, to where those are."""
    looks_after = viewer.has_role(Role.COORDINATOR, *EVERYWHERE)
    return render_to_string("progress/desk_side.html", {"looks_after": looks_after}, request=request)


@fills("quiz.result", queries=8)
def completed_module(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """`subject`: a graded attempt. What is missing for the module, or that it is completed."""
    if not subject.passed:
        return None
    modules = [module for module in modules_for(viewer, language=language_now()) if module.quiz_key == subject.quiz_key]
    progress = progress_in(modules, viewer, language=language_now())
    rows = desk_rows(modules, progress)
    open_ones = [*rows["assigned"], *rows["begun"]]
    return render_to_string(
        "progress/result.html", {"rows": {"done": rows["done"], "open": open_ones}}, request=request
    )


@fills("desk.main", queries=1, order=40)
def my_certificates(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """The latest certificates, for who has any."""
    rows = listed(certificates_of(viewer.user_id)[:SHOWN_ON_DESK], timezone.now())
    context = {"rows": rows, "can_print": can_print()}
    return render_to_string("progress/desk_certificates.html", context, request=request) if rows else None


@fills("me.certificates", queries=1)
def every_certificate(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """All of them, for the page of a person's record."""
    context = {"rows": listed(certificates_of(viewer.user_id), timezone.now()), "can_print": can_print()}
    return render_to_string("progress/certificate_rows.html", context, request=request)


@fills("desk.side", queries=0, order=35)
def certificates_of_others(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """The way to them, for who looks after people."""
    if not oversees_certificates(viewer):
        return None
    return render_to_string("progress/desk_oversight.html", {}, request=request)


@fills("quiz.result", queries=1, order=60)
def earned_certificate(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """`subject`: a graded attempt. The certificate that came of it, or that the person has had before."""
    if not subject.passed:
        return None
    rows = [row for row in listed(certificates_for_attempt(subject), timezone.now()) if row.may_print]
    context = {"rows": rows, "can_print": can_print()}
    return render_to_string("progress/result_certificate.html", context, request=request) if rows else None
