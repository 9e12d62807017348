"""Guests of a visit and their notes: the side of the team, and that of the guest."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.queries import viewer_in
from accounts.signing_in import signs_in_here
from accounts.slips import slip_of, slip_of_person
from visits.records.forms.notes import FromNoteForm, NoteForm, WayForm
from visits.records.models import FieldNote, Visit
from visits.records.queries import notes as queries
from visits.records.queries.record import parts_of
from visits.records.queries.words import dates_text, text_in
from visits.records.services import notes as services
from visits.records.views.record import for_team, language_of, render_for_team, warned_once


@signs_in_here
@never_cache
@require_http_methods(["GET", "POST"])
@for_team
def guests(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The team: open the way for guests, end it, take their notes into the record."""
    if request.method == "POST":
        for act in (_open, _end, _come_back, _observe):
            if (answer := act(request, visit)) is not None:
                return answer
    return _show(request, visit, WayForm(initial={"language": language_of(request), "number": 12}))


def _show(request: HttpRequest, visit: Visit, form: WayForm) -> HttpResponse:
    context = {
        "visit": visit,
        "form": form,
        "guests": queries.guests_of(visit, timezone.now()),
        "notes": queries.notes_of(visit),
        "ends": queries.access_ends(visit),
        "from_note": FromNoteForm(),
    }
    return render_for_team(request, "records/guests.html", context, status=422 if form.is_bound else 200)


def _open(request: HttpRequest, visit: Visit) -> HttpResponse | None:
    if "number" not in request.POST:
        return None
    form = WayForm(request.POST)
    if not form.is_valid():
        return _show(request, visit, form)
    invitation, code = services.open_way_for_guests(visit=visit, actor=request.user, **form.cleaned_data)
    return _sheet(request, visit, [slip_of(invitation, code)])


def _end(request: HttpRequest, visit: Visit) -> HttpResponse | None:
    guest = _guest(visit, request.POST.get("end"))
    if guest is None:
        return None
    services.end_guest(membership=guest, actor=request.user)
    messages.success(request, _("%s has no access any more. The notes stay.") % guest.user)
    return redirect("visit_guests", visit.slug)


def _come_back(request: HttpRequest, visit: Visit) -> HttpResponse | None:
    guest = _guest(visit, request.POST.get("again"))
    if guest is None:
        return None
    code = services.code_for_guest(membership=guest, actor=request.user)
    return _sheet(request, visit, [slip_of_person(guest.user, code)])


def _observe(request: HttpRequest, visit: Visit) -> HttpResponse | None:
    note = _of(queries.notes_of(visit), request.POST.get("note"))
    form = FromNoteForm(request.POST)
    if note is None or not form.is_valid():
        return None
    seen = services.observation_from_note(note=note, actor=request.user, **form.cleaned_data)
    messages.success(request, _("The observation is in the record. Say there what is missing."))
    return redirect("visit_observation", visit.slug, seen.uuid)


def _sheet(request: HttpRequest, visit: Visit, slips: list[Any]) -> HttpResponse:
    return render_for_team(request, "records/guest_slip.html", {"visit": visit, "slips": slips})


def _guest(visit: Visit, uuid: str | None) -> Any:
    found = _uuid(uuid)
    return queries.guest_of(visit, found, timezone.now()) if found else None


def _of(notes: Any, uuid: str | None) -> FieldNote | None:
    found = _uuid(uuid)
    note: FieldNote | None = notes.filter(uuid=found).first() if found else None
    return note


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


@signs_in_here
@never_cache
@require_http_methods(["GET", "POST"])
def guest(request: HttpRequest, slug: str) -> HttpResponse:
    """The guest: what is planned, and one's own notes."""
    viewer = viewer_in(request)
    visit = queries.visit_as_guest(viewer, slug)
    if visit is None:
        raise Http404
    notes = queries.own_notes(viewer, visit)
    chosen = _of(notes, request.POST.get("note") or request.GET.get("note"))
    initial = {"text": chosen.text, "uuid": chosen.uuid} if chosen else {}
    form = NoteForm(request.POST if "text" in request.POST else None, initial=initial)
    if request.method == "POST":
        answer = _write(request, visit, chosen, form)
        if answer is not None:
            return answer
    language = language_of(request)
    context = {
        "visit": visit,
        "dates": dates_text(visit),
        "items": [(item, text_in(item.texts.all(), language)) for item in parts_of(visit).items],
        "notes": notes,
        "chosen": chosen,
        "form": form,
    }
    return render(request, "records/guest.html", context, status=422 if form.is_bound else 200)


def _write(request: HttpRequest, visit: Visit, chosen: FieldNote | None, form: NoteForm) -> HttpResponse | None:
    try:
        if "remove" in request.POST and chosen is not None:
            services.remove_note(note=chosen)
            messages.success(request, _("The note is thrown away."))
        elif form.is_valid():
            note = services.put_note(
                visit=visit, author=request.user, language=language_of(request), note=chosen, **form.cleaned_data
            )
            if warned_once(request, form):
                return redirect(f"{reverse('visit_guest', args=[visit.slug])}?note={note.uuid}")
            messages.success(request, _("Kept. Only you and the team of the visit see it."))
        else:
            return None
    except services.NoteTaken:
        messages.error(request, _("The team has made an observation of this note: it is kept as it is."))
    return redirect("visit_guest", visit.slug)
