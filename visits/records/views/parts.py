"""Adding and changing the parts of a record: a delegation, a programme item, an observation."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.signing_in import signs_in_here
from visits.records import services
from visits.records.choices import Side
from visits.records.forms.record import DelegationForm, ItemForm, ObservationForm
from visits.records.models import Visit
from visits.records.presentation import record_address
from visits.records.queries.words import text_in
from visits.records.views.record import for_team, language_of, render_for_team, warned_once

ADDRESSES = {"delegations": "visit_delegation", "programme": "visit_item", "observations": "visit_observation"}


def _written(request: HttpRequest, visit: Visit, part: str, form: Any, uuid: UUID) -> HttpResponse:
    """Back to the record, or on to the next one of the same kind; first to what was written, if it warns."""
    if warned_once(request, form):
        return redirect(ADDRESSES[part], visit.slug, uuid)
    messages.success(request, _("Saved."))
    if "another" in request.POST:
        return redirect(request.path)
    return redirect(f"{record_address(visit)}#{part}")


def _show(request: HttpRequest, visit: Visit, part: str, form: Any, *, title: str) -> HttpResponse:
    context = {"visit": visit, "form": form, "part": part, "title": title}
    return render_for_team(request, "records/part.html", context, status=422 if form.is_bound else 200)


@signs_in_here
@never_cache
@require_http_methods(["GET", "POST"])
@for_team
def delegation(request: HttpRequest, visit: Visit, uuid: UUID | None = None) -> HttpResponse:
    """An organisation on one side of the visit."""
    found = visit.delegations.filter(uuid=uuid).first() if uuid else None
    if uuid and found is None:
        raise Http404
    side = request.GET.get("side", Side.HOST)
    form = DelegationForm(
        request.POST or None, visit=visit, instance=found, side=side if side in Side.values else Side.HOST
    )
    if request.method == "POST" and form.is_valid():
        services.put_delegation(visit=visit, delegation=form.instance)
        return _written(request, visit, "delegations", form, form.instance.uuid)
    return _show(request, visit, "delegations", form, title=_("Delegation"))


@signs_in_here
@never_cache
@require_http_methods(["GET", "POST"])
@for_team
def item(request: HttpRequest, visit: Visit, uuid: UUID | None = None) -> HttpResponse:
    """What was done: a talk, a walk over a yard, an exercise."""
    found = visit.items.prefetch_related("texts").filter(uuid=uuid).first() if uuid else None
    if uuid and found is None:
        raise Http404
    words = text_in(found.texts.all(), language_of(request)) if found else None
    language = words.language if words else language_of(request)
    form = ItemForm(request.POST or None, instance=found, visit=visit, words=words)
    if request.method == "POST" and form.is_valid():
        put = services.put_item(visit=visit, item=found, language=language, text=form.words(), fields=form.facts())
        return _written(request, visit, "programme", form, put.uuid)
    return _show(request, visit, "programme", form, title=_("Programme item"))


@signs_in_here
@never_cache
@require_http_methods(["GET", "POST"])
@for_team
def observation(request: HttpRequest, visit: Visit, uuid: UUID | None = None) -> HttpResponse:
    """What somebody learned from somebody."""
    found = visit.observations.prefetch_related("texts").filter(uuid=uuid).first() if uuid else None
    if uuid and found is None:
        raise Http404
    words = text_in(found.texts.all(), language_of(request)) if found else None
    language = words.language if words else language_of(request)
    form = ObservationForm(request.POST or None, instance=found, visit=visit, words=words)
    if request.method == "POST" and form.is_valid():
        put = services.put_observation(
            visit=visit,
            observation=found,
            language=language,
            text=form.words(),
            fields=form.facts(),
            actor=request.user,
        )
        return _written(request, visit, "observations", form, put.uuid)
    return _show(request, visit, "observations", form, title=_("Observation"))
