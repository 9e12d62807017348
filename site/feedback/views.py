"""Asking about a thing; the queue of the answering side; one's own questions; the noticeboard."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.queries import viewer_in
from accounts.signing_in import signs_in_here
from core.slots import slot_values
from feedback import presentation, queries, services
from feedback.choices import GLOSSARY, State
from feedback.forms import AnswerForm, AskAboutTermForm, AskForm
from feedback.models import Enquiry
from feedback.presentation import Thing, language_now

NOTICEBOARD_LOOKS_BACK = timedelta(weeks=4)
MOST_ON_A_NOTICEBOARD = 8
NOT_KEPT = {"csrfmiddlewaretoken", "token", "seen", "act"}


@signs_in_here
@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, kind: str, key: UUID) -> HttpResponse:
    """The form about one thing; `next` leads back."""
    thing = presentation.thing_of(request, kind, key)
    if thing is None:
        return _gone(request)
    back = presentation.safe_path(request.GET.get("next", "")) or thing.address or f"/{language_now()}/desk/"
    form = _ask_form(request, thing)
    if request.method == "POST" and form.is_valid() and not form.asks_to_look:
        _keep(request, form, thing, back)
        messages.success(request, _("Thank you. It is with those who look after this page. You find it on your desk."))
        return redirect(back)
    context = {"form": form, "thing": thing, "back": back, "handling_label": thing.label}
    return render(request, "feedback/ask.html", context, status=422 if form.is_bound else 200)


def _ask_form(request: HttpRequest, thing: Thing) -> AskForm:
    data = request.POST or None
    if request.method == "POST" and data is None:
        data = request.POST
    if thing.kind != GLOSSARY:
        return AskForm(data)
    terms = queries.terms_by_key(language=language_now())
    return AskAboutTermForm(data, terms=terms, initial={"term": str(thing.key) if thing.key in terms else ""})


def _keep(request: HttpRequest, form: AskForm, thing: Thing, back: str) -> None:
    term = form.cleaned_data.get("term")
    if term and term != thing.key:
        thing = presentation.thing_of(request, GLOSSARY, term) or thing
    services.ask(
        token=form.cleaned_data["token"],
        asker=request.user,
        at=timezone.now(),
        kind=thing.kind,
        key=thing.key,
        title=thing.title,
        about=form.cleaned_data["about"],
        text=form.cleaned_data["text"],
        wants_answer=form.cleaned_data["wants_answer"],
        language=language_now(),
        asked_from=back[:500],
    )


def _gone(request: HttpRequest) -> HttpResponse:
    """Not there, gone meanwhile and not to be seen are one answer; what was typed is given back."""
    typed = [text for name in ("text", "answer", "reason") for text in request.POST.getlist(name) if text.strip()]
    if not typed:
        raise Http404
    return render(request, "feedback/gone.html", {"typed": typed}, status=404)


@require_safe
@login_required
@never_cache
def enquiries(request: HttpRequest) -> HttpResponse:
    """What waits for an answer from this person's organisations, or (`?state=answered`) has one."""
    viewer = viewer_in(request)
    if not queries.has_queue(viewer):
        raise Http404
    state = State.ANSWERED if request.GET.get("state") == State.ANSWERED else State.OPEN
    page = queries.queue_page(viewer, state=state, number=request.GET.get("page", "1"))
    rows = presentation.rows(request, page)
    return render(request, "feedback/queue.html", _listed(page, rows) | {"state": state.value})


def _listed(page: Any, rows: list[presentation.Row]) -> dict[str, Any]:
    label = queries.strictest_label(row.thing for row in rows if row.thing)
    return {"rows": rows, "listed": page, "handling_label": label}


@signs_in_here
@never_cache
@require_http_methods(["GET", "POST"])
def enquiry(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One question, and the form of the answer."""
    found = queries.enquiry_to_answer(viewer_in(request), uuid)
    if found is None:
        return _gone(request)
    form = AnswerForm(request.POST if request.method == "POST" else None, enquiry=found)
    if request.method == "GET" or not form.is_valid() or form.asks_to_look:
        return _show(request, found, form, status=422 if form.is_bound else 200)
    try:
        _settle(request, found, form)
    except services.SettledMeanwhile:
        return _told(request, uuid)
    return redirect("enquiries")


def _settle(request: HttpRequest, found: Enquiry, form: AnswerForm) -> None:
    act: dict[str, Any] = {"enquiry": found, "by": request.user, "seen": form.cleaned_data["seen"]}
    act["at"] = timezone.now()
    if form.cleaned_data["act"] == AnswerForm.CLOSE:
        services.close(**act, reason=form.cleaned_data["reason"])
        messages.success(request, _("The question is closed. The person who asked reads why."))
        return
    services.answer(**act, language=language_now(), **form.given)
    messages.success(request, _("The answer is given."))


def _told(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Somebody else was faster: what they wrote stands above, what this person typed stays in the form."""
    found = queries.enquiry_to_answer(viewer_in(request), uuid)
    if found is None:
        return _gone(request)
    typed = request.POST.copy()
    typed["seen"] = str(found.version)
    return _show(request, found, AnswerForm(typed, enquiry=found), status=409, meanwhile=True)


def _show(request: HttpRequest, found: Enquiry, form: AnswerForm, *, status: int, **more: Any) -> HttpResponse:
    thing = presentation.thing_of(request, found.kind, found.key)
    context = {
        "enquiry": found,
        "thing": thing,
        "form": form,
        "answer_fields": [form.drawn(name) for name in ("answer", "shown_to", "shown_question")],
        "reason": form.drawn("reason"),
        "earlier": list(found.earlier.all()),
        "days": (timezone.now() - found.asked_at).days,
        "handling_label": thing.label if thing else queries.labels_of([found.key]).get(found.key),
    }
    return render(request, "feedback/enquiry.html", context | more, status=status)


@signs_in_here
@never_cache
@require_http_methods(["GET", "POST"])
def my_enquiries(request: HttpRequest) -> HttpResponse:
    """What a person asked, and what came of it. POST: they have read what was on the page."""
    viewer, now = viewer_in(request), timezone.now()
    if request.method == "POST":
        until = _moment(request.POST.get("until", ""))
        if until is not None:
            services.mark_read(asker_id=viewer.user_id, until=min(until, now), at=now)
        return redirect("my_enquiries")
    page, hidden = queries.own_page(viewer, number=request.GET.get("page", "1"))
    rows = presentation.rows(request, page)
    more = {"hidden": hidden, "until": now.isoformat(), "news": any(row.enquiry.is_news for row in rows)}
    return render(request, "feedback/mine.html", _listed(page, rows) | more)


def _moment(given: str) -> datetime | None:
    try:
        found = parse_datetime(given)
    except ValueError:
        return None
    return found if found is not None and timezone.is_aware(found) else None


@require_safe
@login_required
@never_cache
def noticeboard(request: HttpRequest) -> HttpResponse:
    """A sheet to print: what was answered for everybody in the last weeks, and what is new. CLEAR and GREEN only."""
    viewer, now = viewer_in(request), timezone.now()
    since = now - NOTICEBOARD_LOOKS_BACK
    answers = queries.released_since(viewer, since, most=MOST_ON_A_NOTICEBOARD)
    found = presentation.things(request, {(row.kind, row.key) for row in answers})
    told = [line for lines in slot_values("noticeboard.news", request=request, subject=since) for line in lines]
    news = presentation.news(told)[:MOST_ON_A_NOTICEBOARD]
    units = queries.units_of(viewer)
    shown = [(row, found[row.key]) for row in answers if row.key in found]
    context = {
        "unit": presentation.chosen_unit(units, request.GET.get("unit", "")),
        "units": units,
        "answers": shown,
        "news": news,
        "since": since,
        "corridor": presentation.without_scheme(f"/{language_now()}/"),
        "now": now,
        "handling_label": queries.strictest_label([*(thing for _row, thing in shown), *news]),
    }
    return render(request, "feedback/noticeboard.html", context)


@require_safe
@never_cache
def go(request: HttpRequest, number: int) -> HttpResponse:
    """A short address, as it stands on paper: on to the page."""
    address = queries.page_numbered(viewer_in(request), number, language=language_now())
    if not address:
        raise Http404
    return redirect(address)
