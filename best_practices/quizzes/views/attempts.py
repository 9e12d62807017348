"""A quiz on the site: begin, one question a page, hand in, result."""

import re
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.queries import viewer_in
from accounts.signing_in import signs_in_here
from accounts.viewer import Viewer
from best_practices.quizzes import presentation, queries, services
from best_practices.quizzes.choices import DRAWING_SIZES, AttemptState
from best_practices.quizzes.forms.answers import read_answer
from best_practices.quizzes.models import Attempt, Question
from best_practices.quizzes.permissions import may_lead_sittings
from content.visibility import visible_keys
from core.slots import slot_values
from reference.queries import sources_by_code

SENDING = re.compile(r"[0-9a-f]{32}-\d{1,6}")
LONGEST_TOKEN = 10
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


def seen_question(viewer: Viewer, question_key: UUID, language: str) -> Question | None:
    """A published question that somebody may see, in the best language for them."""
    if not visible_keys(viewer).filter(key=question_key).exists():
        return None
    return queries.published_questions([question_key], language=language).get(question_key)


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
    shut = slot_values("quiz.gate", request=request, subject=quiz_key)
    if request.method == "POST" and not shut:
        try:
            attempt = services.start_attempt(viewer=viewer, quiz_key=quiz_key, language=language, at=timezone.now())
        except services.QuizUnavailable as error:
            messages.warning(request, presentation.refusal_text(error.refusal))
            return redirect("quiz_start", quiz_key)
        return redirect("quiz_question", attempt.uuid, next_position(attempt))
    attempts = list(queries.attempts_of(user_id=viewer.user_id, quiz_key=quiz_key))
    now_open = next((attempt for attempt in attempts if attempt.is_open), None)
    refused = None if now_open else queries.refusal(quiz=quiz, past=attempts, at=timezone.now())
    context = frame(request, quiz_key) | {
        "quiz": quiz,
        "questions": now_open.total if now_open else queries.question_count(quiz, viewer),
        "open": now_open,
        "shut": shut[0] if shut else "",
        "refusal": presentation.refusal_text(refused) if refused else "",
        "left": queries.attempts_left(quiz=quiz, past=attempts),
        "past": [attempt for attempt in attempts if attempt.state == AttemptState.GRADED][:10],
        "leads_sittings": may_lead_sittings(viewer),
    }
    return render(request, "quizzes/start.html", context)


def next_position(attempt: Attempt, *, after: int = 0) -> int:
    """Where to go on: what has no answer; in practice what is not right yet."""
    stations = queries.stations_of(attempt)
    if attempt.is_practice:
        return queries.next_to_practise(stations, after=after) or attempt.total
    return queries.next_open_position(stations)


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
    viewer, language = viewer_in(request), language_of(request)
    found = queries.question_of(viewer=viewer, uuid=uuid, position=position, language=language)
    if found is None:
        raise Http404
    attempt, item = found
    if not attempt.is_open:
        return closed(request, attempt, item)
    if request.method == "POST":
        return _take_answer(request, attempt, item)
    if queries.is_over(attempt.deadline_at, timezone.now()):
        return redirect("quiz_attempt", attempt.uuid)
    if item.checked_at and ("told" in request.GET or item.right or not attempt.is_practice):
        return _show_checked(request, attempt, item)
    again = attempt.is_practice and item.checked_at  # what was wrong is asked afresh
    typed = item.kind.again(None, item.content) if again else presentation.stored(item)
    return _show_question(request, attempt, item, typed=typed)


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
        return _store(request, attempt, item, answer, wants_json=wants_json)
    if wants_json:
        return JsonResponse({"error": _("Nothing was chosen, so nothing is saved.")}, status=422)
    if item.kind.stays(request.POST):
        return redirect(f"{request.path}#fields")
    return _go_on(request, attempt, item.position)


def _store(
    request: HttpRequest, attempt: Attempt, item: queries.ItemView, answer: dict[str, Any], *, wants_json: bool
) -> HttpResponse:
    stays = item.kind.stays(request.POST)
    check = attempt.tells_at_once and not (wants_json or stays or "leave" in request.POST)
    try:
        stored = services.store_answer(
            attempt=attempt,
            position=item.position,
            answer=answer,
            language=language_of(request),
            at=timezone.now(),
            check=check,
            shown=item.shown,
            **sending(request.POST),
        )
    except (services.AttemptClosed, services.AnswerChecked) as refused:
        return _refuse(request, attempt, item, refused)
    if wants_json:
        return JsonResponse(presentation.stored_json(item, stored))
    if told := presentation.exchange_text(item, stored):
        messages.info(request, told)
    if check:
        return redirect(f"{reverse('quiz_question', args=[attempt.uuid, item.position])}?told")
    return redirect(f"{request.path}#fields") if stays else _go_on(request, attempt, item.position)


def _refuse(request: HttpRequest, attempt: Attempt, item: queries.ItemView, reason: Exception) -> HttpResponse:
    """Say why an answer was not stored. One that came too late also ends the attempt, with what was stored before."""
    if isinstance(reason, services.TimeOver):
        services.submit_attempt(attempt=attempt, at=timezone.now())
    attempt.refresh_from_db()
    return closed(request, attempt, item, reason=reason)


def _go_on(request: HttpRequest, attempt: Attempt, position: int) -> HttpResponse:
    if "leave" in request.POST:
        return redirect("quiz_start", attempt.quiz_key)
    if attempt.is_practice:
        position = next_position(attempt, after=position) - 1
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
        "key": f"{uuid4().hex}-1",
        "afresh": attempt.is_practice and bool(item.checked_at),
        "left": presentation.seconds_left(attempt, timezone.now()),
        "asked": (Question._meta.label_lower, item.version.question_key),
    }
    return render(request, "quizzes/question.html", context, status=422 if error else 200)


def _show_checked(request: HttpRequest, attempt: Attempt, item: queries.ItemView) -> HttpResponse:
    """A question after its answer, where each answer is followed by what is right."""
    stations = queries.stations_of(attempt)
    following = next_position(attempt, after=item.position) if attempt.is_practice else item.position + 1
    pictures = queries.pictures_of(viewer=viewer_in(request), items=[item])
    all_right = attempt.is_practice and all(station.right for station in stations)
    context = frame(request, attempt.quiz_key) | {
        "attempt": attempt,
        "item": item,
        "row": presentation.result_rows([item], pictures)[0],
        "line": presentation.question_line(attempt, stations, here=item.position),
        "following": None if all_right or following > attempt.total else following,
        "sources": sources_by_code(presentation.source_codes([item])),
        "left": presentation.seconds_left(attempt, timezone.now()),
    }
    return render(request, "quizzes/checked.html", context)


def closed(
    request: HttpRequest, attempt: Attempt, item: queries.ItemView | None = None, *, reason: Exception | None = None
) -> HttpResponse:
    """An answer came that is not taken: say why, show what was typed, lead on."""
    text = presentation.closed_text(attempt, item, reason)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"error": text}, status=409)
    if request.method == "GET":
        return redirect("quiz_attempt", attempt.uuid)
    given = presentation.words(item, request.POST) if item else []
    context = frame(request, attempt.quiz_key) | {"attempt": attempt, "typed": given, "text": text}
    return render(request, "quizzes/closed.html", context, status=409)


def sending(post: QueryDict) -> dict[str, Any]:
    """What a form says of itself: the key of this sending, and the version token of what its page had read."""
    token = post.get("token", "")
    return {
        "key": key if SENDING.fullmatch(key := post.get("key", "")) else "",
        "token": int(token) if token.isascii() and token.isdigit() and len(token) < LONGEST_TOKEN else None,
    }


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
        if found.sitting and found.user_id != request.user.pk:
            return redirect("sitting", found.sitting.uuid)
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
        "wrong": [station.position for station in stations if not station.right],
        "next_position": next_position(attempt),
        "over": queries.is_over(attempt.deadline_at, timezone.now()),
        "left": presentation.seconds_left(attempt, timezone.now()),
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
    quiz = queries.quiz_for(viewer=viewer_in(request), quiz_key=attempt.quiz_key, language=language_of(request))
    context = frame(request, attempt.quiz_key) | {
        "attempt": attempt,
        "title": quiz.title if quiz else attempt.quiz_title,
    }
    if not queries.shows_what_is_right(attempt=attempt, quiz=quiz, at=timezone.now()):
        closes_at = quiz.closes_at if quiz and quiz.closes_at else attempt.feedback_at
        return render(request, "quizzes/result_later.html", context | {"closes_at": closes_at})
    items = queries.item_views(attempt=attempt, language=language_of(request))
    rows = presentation.result_rows(items, queries.pictures_of(viewer=viewer_in(request), items=items))
    context |= {
        "line": presentation.result_line(items),
        "rows": sorted(rows, key=lambda row: (bool(row.item.right), row.item.position)),
        "wrong": sum(not item.right for item in items),
        "sources": sources_by_code(presentation.source_codes(items)),
        "below": below_questions(request, items),
    }
    return render(request, "quizzes/result.html", context)
