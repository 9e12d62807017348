"""Who of a unit is where, and what is assigned there: for its coordinators; in numbers for programme staff."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.queries import units_for, viewer_in
from accounts.views.unit import for_its_managers, show
from best_practices.modules.queries import ModuleView, modules_for
from best_practices.progress import queries, services
from best_practices.progress.exports import learner_rows, unit_rows
from best_practices.progress.forms import AssignForm, DueForm
from best_practices.progress.presentation.states import SORTINGS, in_order
from best_practices.progress.views.records import attachment
from core.tables import csv_of
from reference.models import Organisation

CSV = "text/csv; charset=utf-8"


def language_of(request: HttpRequest) -> str:
    return get_language() or "en"


@login_required
@never_cache
@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """The units one looks after, by their heads; a coordinator of one alone is led there. `?table`: as CSV."""
    viewer = viewer_in(request)
    managed = units_for(viewer)
    if not managed:
        raise Http404
    if len(managed) == 1:
        return redirect("unit_learning", managed[0].slug)
    rows = queries.numbers_by_unit(viewer, timezone.now())
    if "table" in request.GET:
        return attachment(csv_of(unit_rows(rows)), CSV, "units.csv")
    return show(request, "progress/units.html", {"rows": rows})


def named(module: ModuleView) -> str:
    """A module as lists name it, in the reader's language."""
    return f"{module.page.code} {module.page.title}"


@for_its_managers
@require_safe
def unit(request: HttpRequest, unit: Organisation) -> HttpResponse:
    """One unit with its units: heads in each module, what is assigned, and, for its coordinators, who is where."""
    viewer, language, now = viewer_in(request), language_of(request), timezone.now()
    names = queries.names_people(viewer, unit)
    sorting = request.GET.get("sort", "")
    learners = queries.learners_of(unit, viewer, now, language=language) if names else []
    modules = queries.numbers_by_module(unit, viewer, now, language=language)
    context: dict[str, Any] = {
        "unit": unit,
        "names": names,
        "people": queries.head_count(unit, now),
        "modules": modules,
        "titles": {row.module.key: named(row.module) for row in modules},
        "assignments": queries.shown_assignments(unit, viewer, names=names),
        "learners": in_order(learners, sorting),
        "sortings": SORTINGS,
        "sorting": sorting if sorting in SORTINGS else SORTINGS[0],
        "fewest": queries.FEWEST_FOR_RESULTS,
        "today": queries.day_in(viewer.time_zone, now),
    }
    return show(request, "progress/unit.html", context)


@for_its_managers
@require_safe
def unit_csv(request: HttpRequest, unit: Organisation) -> HttpResponse:
    """Who is where, as a table; for its coordinators only."""
    viewer = viewer_in(request)
    if not queries.names_people(viewer, unit):
        raise Http404
    learners = queries.learners_of(unit, viewer, timezone.now(), language=language_of(request))
    return attachment(csv_of(learner_rows(learners)), CSV, f"{unit.slug}.csv")


@for_its_managers
@require_safe
def learner(request: HttpRequest, unit: Organisation, uuid: UUID) -> HttpResponse:
    """One person of a unit: modules with their dates, and what they released from elsewhere. No answers, no results."""
    viewer = viewer_in(request)
    if not queries.names_people(viewer, unit):
        raise Http404
    found = queries.learners_of(unit, viewer, timezone.now(), language=language_of(request), person=uuid)
    if not found:
        raise Http404
    context = {"unit": unit, "learner": found[0], "external": queries.released_of([found[0].person.pk])}
    return show(request, "progress/learner.html", context)


@for_its_managers
@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, unit: Organisation) -> HttpResponse:
    """A module is assigned to a unit, to a role there, or (by its coordinators) to a person."""
    viewer, language, now = viewer_in(request), language_of(request), timezone.now()
    names = queries.names_people(viewer, unit)
    people = queries.people_in(unit, now) if names else []
    form = AssignForm(
        request.POST if request.method == "POST" else None,
        modules=modules_for(viewer, language=language),
        people=people,
        names=names,
        initial={"module": request.GET.get("module", "")[:36]},
    )
    if form.is_valid():
        try:
            services.assign_module(organisation=unit, actor=request.user, at=now, **form.chosen())
        except services.AlreadyAssigned:
            form.add_error("module", _("This is assigned to them already. You can change its day on the unit's page."))
        else:
            messages.success(request, _("The module is assigned."))
            return redirect("unit_learning", unit.slug)
    context = {"unit": unit, "form": form, "title": _("Assign a module")}
    return show(request, "progress/unit_form.html", context, status=422 if form.is_bound else 200)


@for_its_managers
@require_http_methods(["GET", "POST"])
def assignment(request: HttpRequest, unit: Organisation, uuid: UUID) -> HttpResponse:
    """An assignment of this unit gets another day, or is withdrawn (`withdraw`)."""
    found = queries.assignment_of(unit, uuid)
    if found is None or (found.person_id and not queries.names_people(viewer_in(request), unit)):
        raise Http404
    if request.method == "POST" and "withdraw" in request.POST:
        services.withdraw_assignment(assignment=found, actor=request.user, at=timezone.now())
        messages.success(request, _("The assignment is withdrawn. What people did stays."))
        return redirect("unit_learning", unit.slug)
    form = DueForm(request.POST if request.method == "POST" else None, initial={"due_on": found.due_on})
    if form.is_valid():
        services.change_due_day(assignment=found, due_on=form.cleaned_data["due_on"], actor=request.user)
        messages.success(request, _("The day is changed."))
        return redirect("unit_learning", unit.slug)
    seen = {module.key: named(module) for module in modules_for(viewer_in(request), language=language_of(request))}
    title = seen.get(found.module_key, found.module_title)
    context = {"unit": unit, "form": form, "assignment": found, "title": title}
    return show(request, "progress/assignment.html", context, status=422 if form.is_bound else 200)
