"""What progress puts into the frames below it: states on lines, the done button, the desk, the result."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from best_practices.modules.queries import modules_for
from best_practices.progress.presentation import desk_rows
from best_practices.progress.presentation.certificates import listed
from best_practices.progress.queries import (
    certificates_for_attempt,
    certificates_of,
    oversees_certificates,
    progress_in,
)
from core.printing import can_print
from core.slots import fills

SHOWN_ON_DESK = 3


@fills("modules.progress", queries=3)
def states_of_modules(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """`subject`: ModuleViews. Returns ModuleProgress by module key; nothing for a stranger."""
    return progress_in(subject, viewer) if viewer.signed_in else None


@fills("lesson.acts", queries=0)
def done_button(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """`subject`: the lesson, its module and the progress in it (loaded for the line already)."""
    lesson, progress = subject["lesson"], subject["progress"]
    done_at = progress.lessons.get(lesson.translation_key) if progress else None
    context = {"lesson": lesson, "done_at": done_at, "viewer": viewer, "here": request.get_full_path()}
    return render_to_string("progress/lesson_acts.html", context, request=request)


@fills("desk.main", queries=8, order=10)
def learning(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """Next step, begun, not begun, done."""
    modules = modules_for(viewer, language=get_language() or "en")
    rows = desk_rows(modules, progress_in(modules, viewer))
    return render_to_string(
        "progress/desk.html",
        {"rows": rows, "next": next(iter(rows["begun"] or rows["new"]), None)},
        request=request,
    )


@fills("quiz.result", queries=8)
def completed_module(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """`subject`: a graded attempt. What is missing for the module, or that it is completed."""
    if not subject.passed:
        return None
    modules = [
        module for module in modules_for(viewer, language=get_language() or "en") if module.quiz_key == subject.quiz_key
    ]
    progress = progress_in(modules, viewer)
    rows = desk_rows(modules, progress)
    return render_to_string("progress/result.html", {"rows": rows}, request=request)


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
