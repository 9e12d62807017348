"""A quiz on the site: begin, one question a page, hand in, result."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.queries import viewer_in
from accounts.signing_in import signs_in_here
from best_practices.quizzes import presentation, queries, services
from best_practices.quizzes.choices import DRAWING_SIZES, AttemptState
from best_practices.quizzes.forms import read_answer
from best_practices.quizzes.models import Attempt, Question
from content.visibility import visible_keys
from core.slots import slot_values
from reference.queries import sources_by_code

DRAWING_KEPT = 3600
"""Seconds for which browsers keep a drawing."""


def language_of(request: HttpRequest) -> str:
    return get_language() or "en"


def frame(request: HttpRequest, quiz_key: UUID) -> dict[str, Any]:
    """What stands around every page of a quiz: its label and the way back."""
    label = visible_keys(viewer_in(request)).filter(key=quiz_key).values_list("label", flat=True).first()
    trails = slot_values("quiz.trail", request=request, subject=quiz_key)
    return {"handling_label": label, "back": trails[0] if trails else None}


def title_of(request: HttpRequest, attempt: Attempt) -> str:
    """The quiz's title in the reader's language; the one kept with the attempt if the quiz is gone."""
    quiz = queries.quiz_for(viewer=viewer_in(request), quiz_key=attempt.quiz_key, language=language_of(request))
    return quiz.title if quiz else attempt.quiz_title


def own_attempt(request: HttpRequest, uuid: UUID) -> Attempt:
    attempt = queries.attempt_of(viewer=viewer_in(request), uuid=uuid)
    if attempt is None:
        raise Http404
    return attempt


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, quiz_key: UUID) -> HttpResponse:
    """What the quiz asks and who sees the result; POST begins, or goes on where one stopped."""
    viewer, language = viewer_in(request), language_of(request)
    quiz = queries.quiz_for(viewer=viewer, quiz_key=quiz_key, language=language)
    if quiz is None:
        raise Http404
    if request.method == "POST":
        try:
            attempt = services.start_attempt(viewer=viewer, quiz_key=quiz_key, language=language, at=timezone.now())
        except services.QuizUnavailable:
            messages.warning(request, _("This quiz has no published questions yet."))
            return redirect("quiz_start", quiz_key)
        position = queries.next_open_position(queries.stations_of(attempt))
        return redirect("quiz_question", attempt.uuid, position)
    attempts = list(queries.attempts_of(user_id=viewer.user_id, quiz_key=quiz_key)[:10])
    context = frame(request, quiz_key) | {
        "quiz": quiz,
        "questions": queries.question_count(quiz),
        "open": next((attempt for attempt in attempts if attempt.is_open), None),
        "past": [attempt for attempt in attempts if attempt.state == AttemptState.GRADED],
    }
    return render(request, "quizzes/start.html", context)


@require_safe
@cache_control(public=True, max_age=DRAWING_KEPT)
def drawing(request: HttpRequest, name: str) -> HttpResponse:
    """A drawing of ours with its texts in the language of the address. It belongs to the product, so all may see it."""
    if name not in DRAWING_SIZES:
        raise Http404
    return render(request, f"quizzes/drawings/{name}.svg", content_type="image/svg+xml")


@signs_in_here
@never_cache
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, uuid: UUID, position: int) -> HttpResponse:
    """One question. POST stores the answer at once and goes on; with `Accept: application/json` it says so."""
    attempt = own_attempt(request, uuid)
    item = queries.item_view(attempt=attempt, position=position, language=language_of(request))
    if item is None:
        raise Http404
    if not attempt.is_open:
        return closed(request, attempt, item)
    if request.method == "POST":
        return _take_answer(request, attempt, item)
    return _show_question(request, attempt, item, typed=presentation.stored(item))


def _take_answer(request: HttpRequest, attempt: Attempt, item: queries.ItemView) -> HttpResponse:
    wants_json = request.headers.get("Accept") == "application/json"
    language = language_of(request)
    try:
        answer = read_answer(request.POST, item, language=language)
    except ValidationError as error:
        if wants_json:
            return JsonResponse({"error": error.messages[0]}, status=422)
        typed = item.kind.typed(request.POST, item.content)
        return _show_question(request, attempt, item, typed=typed, error=error.messages[0])
    if answer is not None:
        try:
            response = services.store_answer(
                attempt=attempt, position=item.position, answer=answer, language=language, at=timezone.now()
            )
        except services.AttemptClosed:
            attempt.refresh_from_db()
            return closed(request, attempt, item)
        if wants_json:
            saved = timezone.localtime(response.saved_at)
            return JsonResponse({"saved": f"{saved:%H:%M}", "number": answer.get("number", "")})
    elif wants_json:
        return JsonResponse({"error": _("Nothing was chosen, so nothing is saved.")}, status=422)
    if item.kind.stays(request.POST):
        return redirect(f"{request.path}#fields")
    return _go_on(request, attempt, item.position)


def _go_on(request: HttpRequest, attempt: Attempt, position: int) -> HttpResponse:
    if "leave" in request.POST:
        return redirect("quiz_start", attempt.quiz_key)
    if position < attempt.total:
        return redirect("quiz_question", attempt.uuid, position + 1)
    return redirect("quiz_attempt", attempt.uuid)


def _show_question(
    request: HttpRequest,
    attempt: Attempt,
    item: queries.ItemView,
    *,
    typed: dict[str, Any],
    error: str = "",
) -> HttpResponse:
    stations = queries.stations_of(attempt)
    context = frame(request, attempt.quiz_key) | {
        "attempt": attempt,
        "item": item,
        "kind": item.kind,
        "content": item.content,
        "how": item.kind.how(item.content),
        "player": item.kind.player(typed, item.content),
        "picture": queries.pictures_of(viewer=viewer_in(request), items=[item]).get(item.position),
        "error": error,
        "line": presentation.question_line(attempt, stations, here=item.position),
        "last": item.position == attempt.total,
        "asked": (Question._meta.label_lower, item.version.question_key),
    }
    return render(request, "quizzes/question.html", context, status=422 if error else 200)


def closed(request: HttpRequest, attempt: Attempt, item: queries.ItemView | None = None) -> HttpResponse:
    """An answer came for an attempt that takes none: say why, show what was typed, lead on."""
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"error": _("This attempt is closed. The answer was not saved.")}, status=409)
    if request.method == "GET":
        return redirect("quiz_attempt", attempt.uuid)
    given = presentation.words(item, request.POST) if item else []
    context = frame(request, attempt.quiz_key) | {"attempt": attempt, "typed": given}
    return render(request, "quizzes/closed.html", context, status=409)


@signs_in_here
@never_cache
@require_http_methods(["GET", "POST"])
def attempt(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Before: what is answered, and the hand-in. After: the result with the reason for every option."""
    found = own_attempt(request, uuid)
    if request.method == "POST":
        try:
            services.submit_attempt(attempt=found, at=timezone.now())
        except services.AttemptClosed:
            found.refresh_from_db()
            return closed(request, found)
        return redirect("quiz_attempt", uuid)
    if found.state == AttemptState.WITHDRAWN:
        return render(request, "quizzes/closed.html", frame(request, found.quiz_key) | {"attempt": found})
    return _show_overview(request, found) if found.is_open else _show_result(request, found)


def _show_overview(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    stations = queries.stations_of(attempt)
    context = frame(request, attempt.quiz_key) | {
        "attempt": attempt,
        "title": title_of(request, attempt),
        "line": presentation.question_line(attempt, stations, here=None),
        "unanswered": [station.position for station in stations if not station.answered],
        "next_position": queries.next_open_position(stations),
    }
    return render(request, "quizzes/overview.html", context)


def below_questions(request: HttpRequest, items: list[queries.ItemView]) -> dict[UUID, Any]:
    """What other apps put below each question of a result, by its key."""
    subject = (Question._meta.label_lower, [item.version.question_key for item in items])
    found: dict[UUID, Any] = {}
    for told in slot_values("question.results", request=request, subject=subject):
        found |= told
    return found


def _show_result(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    items = queries.item_views(attempt=attempt, language=language_of(request))
    rows = presentation.result_rows(items, queries.pictures_of(viewer=viewer_in(request), items=items))
    context = frame(request, attempt.quiz_key) | {
        "attempt": attempt,
        "title": title_of(request, attempt),
        "line": presentation.result_line(items),
        "rows": sorted(rows, key=lambda row: (bool(row.item.right), row.item.position)),
        "wrong": sum(not item.right for item in items),
        "sources": sources_by_code(presentation.source_codes(items)),
        "below": below_questions(request, items),
    }
    return render(request, "quizzes/result.html", context)
