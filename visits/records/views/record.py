"""The organiser's record of a visit: one page that shows it all, a form for each part."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import second_factor
from accounts.queries import viewer_in
from accounts.signing_in import signs_in_here
from audit.queries import entries_about
from core.screening import Screened
from reference.models import Organisation
from reference.queries import load_names
from visits.records import presentation, services
from visits.records.choices import DatePrecision, Side
from visits.records.forms.record import FactsForm, NewVisitForm
from visits.records.models import Observation, ProgrammeItem, Visit
from visits.records.queries import record as queries
from visits.records.queries.sources import places_in_sources
from visits.records.queries.words import dates_text

REMOVED = "visit-part-removed"
"""Key in the session of what was taken out last, until it is put back or something else is."""


def language_of(request: HttpRequest) -> str:
    return get_language() or "en"


def for_team(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the visit instead of its slug; whoever is not of its team finds nothing here."""

    @wraps(view)
    def wrapped(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
        visit = queries.visit_of(viewer_in(request), slug)
        if visit is None:
            raise Http404
        if second_factor.is_missing(request):
            return second_factor.ask(request)
        return view(request, visit, *args, **kwargs)

    return wrapped


def render_for_team(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of a record. What a team works on goes no further than the team, and the page says so."""
    return render(request, template, context | {"handling_label": presentation.TEAM_LABEL}, status=status)


def retyped(request: HttpRequest, **changed: Any) -> QueryDict:
    """What was typed, with some fields changed, to be shown and sent once more."""
    data = request.POST.copy()
    for name, value in changed.items():
        data[name] = str(value)
    return data


def warned_once(request: HttpRequest, form: Screened) -> bool:
    """Whether what was just saved has to be looked at once more, because it may identify somebody; it says so."""
    if form.has_new_findings:
        messages.warning(
            request, _("Saved. Look at the marked field: something in it may identify a person or a load.")
        )
        return True
    return False


def own_organisation(request: HttpRequest) -> Organisation:
    """The organisation a person records for: where they are a recorder, else the first they belong to."""
    user: Any = request.user
    memberships = user.memberships.select_related("organisation").order_by("pk")
    found = {membership.role: membership.organisation for membership in reversed(memberships)}
    return next((found[role] for role in queries.RECORDERS if role in found), next(iter(found.values())))


@signs_in_here
@never_cache
@require_http_methods(["GET", "POST"])
def new_visit(request: HttpRequest) -> HttpResponse:
    """Begin a record with what cannot be missing; the rest comes bit by bit."""
    if not queries.may_record(viewer_in(request)):
        raise Http404
    form = NewVisitForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render_for_team(request, "records/new_visit.html", {"form": form}, status=422 if form.is_bound else 200)
    data = form.cleaned_data
    visit = services.create_visit(
        creator=request.user,
        organisation=own_organisation(request),
        fields={
            "slug": queries.free_slug(slugify(data["working_title"])[:60] or "visit"),
            "working_title": data["working_title"],
            "visit_type": data["visit_type"],
            "starts_on": data["starts_on"],
            "ends_on": data["ends_on"],
            "date_precision": DatePrecision.DAY if data["starts_on"] else DatePrecision.UNKNOWN,
        },
        sides={Side.VISITING: data["visitor"], Side.HOST: data["host"]},
    )
    if warned_once(request, form):
        return redirect("visit_facts", visit.slug)
    messages.success(request, _("Saved. Now add what was seen; everything else can wait."))
    return redirect("visit_record", visit.slug)


@login_required
@never_cache
@for_team
def record(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Everything that is known of a visit, what is missing, and the next step."""
    language = language_of(request)
    state = queries.state_of(visit)
    places = places_in_sources(visit)
    parts = queries.parts_of(visit)
    load_names([visit.organiser, visit.programme, *parts.named()])
    context = {
        "visit": visit,
        "dates": dates_text(visit),
        "line": presentation.record_stations(state, visit),
        "gaps": presentation.gap_texts(state),
        "can_be_submitted": state.can_be_submitted,
        "delegations": parts.delegations,
        "items": presentation.item_rows(parts.items, language, places),
        "observations": presentation.observation_rows(parts.observations, language, places),
        "pages": presentation.page_rows(visit),
        "language": language,
        "changes": presentation.change_rows(entries_about([visit.uuid], limit=8)),
        "undo": request.session.get(REMOVED, {}).get("visit") == str(visit.uuid),
    }
    return render_for_team(request, "records/record.html", context)


@signs_in_here
@never_cache
@require_http_methods(["GET", "POST"])
@for_team
def facts(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The visit's own facts. Of two who save at once, the second is shown what the first wrote."""
    form = FactsForm(request.POST or None, instance=visit, initial={"version": visit.version})
    context: dict[str, Any] = {"visit": visit, "form": form}
    if request.method != "POST":
        return render_for_team(request, "records/facts.html", context)
    if not form.is_valid():
        return render_for_team(request, "records/facts.html", context, status=422)
    fields = {name: form.cleaned_data[name] for name in FactsForm.Meta.fields}
    try:
        services.put_visit(visit=visit, version=form.cleaned_data["version"], fields=fields, actor=request.user)
    except services.SavedMeanwhile as meanwhile:
        context["differences"] = presentation.differences(meanwhile.current, form)
        form.data = retyped(request, version=meanwhile.current.version)
        return render_for_team(request, "records/facts.html", context, status=409)
    if warned_once(request, form):
        return redirect("visit_facts", visit.slug)
    messages.success(request, _("Saved."))
    return redirect("visit_record", visit.slug)


@login_required
@require_POST
@for_team
def move(request: HttpRequest, visit: Visit, part: str) -> HttpResponse:
    """Put a programme item or an observation one place up or down: `move` is "<uuid>:up" or "<uuid>:down"."""
    model: Any = {"programme": ProgrammeItem, "observations": Observation}[part]
    uuid, _colon, way = request.POST.get("move", "").partition(":")
    order = list(model.objects.filter(visit=visit).order_by("position", "pk").values_list("uuid", flat=True))
    here = next((number for number, found in enumerate(order) if str(found) == uuid), None)
    if here is not None and way in {"up", "down"}:
        there = max(0, min(len(order) - 1, here + (1 if way == "down" else -1)))
        order.insert(there, order.pop(here))
        services.reorder(visit=visit, model=model, order=order)
    return redirect(f"{presentation.record_address(visit)}#{part}")


@login_required
@require_POST
@for_team
def remove(request: HttpRequest, visit: Visit, part: str, uuid: UUID) -> HttpResponse:
    """Take a part out of the record; it can be put back until something else is taken out."""
    rows: Any = {"delegations": visit.delegations, "programme": visit.items, "observations": visit.observations}[part]
    found = rows.filter(uuid=uuid).first()
    if found is not None:
        kept = services.remove(visit=visit, part=found, actor=request.user)
        request.session[REMOVED] = {"visit": str(visit.uuid), "kept": kept}
    return redirect("visit_record", visit.slug)


@login_required
@require_POST
@for_team
def undo(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Put back what was taken out last."""
    removed = request.session.pop(REMOVED, None)
    if removed is None or removed["visit"] != str(visit.uuid):
        messages.warning(request, _("There is nothing to put back."))
        return redirect("visit_record", visit.slug)
    try:
        services.restore(visit=visit, kept=removed["kept"], actor=request.user)
    except services.NotRestored:
        messages.warning(request, _("It could not be put back: its place is taken. Add it once more."))
    else:
        messages.success(request, _("Put back."))
    return redirect("visit_record", visit.slug)
