"""People from a spreadsheet: read, looked at, invited as a whole."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import queries
from accounts.choices import Role, language_choices
from accounts.forms.unit import ListForm
from accounts.imports import checked
from accounts.models import PeopleImport
from accounts.services.lists import ListHasErrors, begin_inviting, put_list
from accounts.tasks import invite_people
from accounts.views.unit import for_its_managers, roles_here, show
from reference.models import Organisation


@for_its_managers
@require_http_methods(["GET", "POST"])
def new_list(request: HttpRequest, unit: Organisation) -> HttpResponse:
    """Choose the file."""
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
    if form.is_valid():
        rows = queries.with_known_people(unit, checked(form.rows, roles=_roles(request, unit), languages=_languages()))
        name = str(form.cleaned_data["file"].name)
        people = put_list(organisation=unit, file_name=name, rows=rows, actor=request.user)
        return redirect("people_list", unit.slug, people.uuid)
    context = {"unit": unit, "form": form}
    return show(request, "accounts/list_new.html", context, status=422 if form.is_bound else 200)


def _roles(request: HttpRequest, unit: Organisation) -> dict[str, str]:
    """What may stand in the column of roles: codes, and names in the language of the page."""
    given = [role for role in Role if role in roles_here(request, unit)]
    known = {role.value: role.value for role in given}
    return known | {str(role.label).casefold(): role.value for role in given}


def _languages() -> dict[str, str]:
    return {code: code for code, _name in language_choices()} | {
        name.casefold(): code for code, name in language_choices()
    }


@for_its_managers
@require_http_methods(["GET", "POST"])
def people_list(request: HttpRequest, unit: Organisation, uuid: UUID) -> HttpResponse:
    """What a list would become; then how far it is; then what it became."""
    user: Any = request.user
    people = PeopleImport.objects.filter(organisation=unit, uuid=uuid, created_by=user.uuid).first()
    if people is None:
        raise Http404
    if request.method == "POST":
        try:
            opened, is_new = begin_inviting(people=people, actor=user)
        except ListHasErrors:
            messages.error(request, _("Nothing was sent: the list has errors."))
        else:
            if is_new:
                invite_people.enqueue(str(people.uuid), str(opened.uuid))
        return redirect("people_list", unit.slug, people.uuid)
    job = queries.job_of(people)
    context = {
        "unit": unit,
        "people": people,
        "job": job,
        "wrong": [row for row in people.rows if row["errors"]],
        "with_mail": sum(bool(row["email"]) for row in people.rows),
        "without_mail": sum(not row["email"] for row in people.rows),
        "refresh": job is not None and job.ended_at is None,
    }
    return show(request, "accounts/list.html", context)
