"""A unit and its people, for its coordinator and for programme staff."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import queries, second_factor, services
from accounts.forms.unit import GivingForm, InviteForm, NamesForm, RoleForm
from accounts.letters import send_invitation
from accounts.models import Invitation, User
from accounts.queries import viewer_in
from accounts.rights import givable
from accounts.slips import Slip, slip_of, slip_of_person
from core.labels import Label
from reference.models import Organisation

AnyForm = TypeVar("AnyForm", bound=GivingForm)


def for_its_managers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the unit instead of its slug; whoever does not manage its people finds nothing here."""

    @login_required
    @never_cache
    @wraps(view)
    def wrapped(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
        unit = queries.unit_for(viewer_in(request), slug)
        if unit is None:
            raise Http404
        if second_factor.is_missing(request):
            return second_factor.ask(request)
        return view(request, unit, *args, **kwargs)

    return wrapped


def show(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page about people: it goes no further than those who look after them, and says so."""
    label = {"handling_label": Label.AMBER_STRICT.value}
    return render(request, template, context | label, status=status)


def roles_here(request: HttpRequest, unit: Organisation) -> frozenset[str]:
    return givable(viewer_in(request), unit.lineage_ids)


@login_required
@never_cache
def units(request: HttpRequest) -> HttpResponse:
    """The units whose people one manages; with one alone, that one."""
    found = queries.units_for(viewer_in(request))
    if not found:
        raise Http404
    if len(found) == 1:
        return redirect("unit", found[0].slug)
    return show(request, "accounts/units.html", {"units": found})


@for_its_managers
def unit(request: HttpRequest, unit: Organisation) -> HttpResponse:
    """Who is in a unit, who is invited, and what can be done about it."""
    now = timezone.now()
    context = {
        "unit": unit,
        "members": queries.members_of(unit, now),
        "by_mail": queries.invitations_of(unit, printed=False),
        "printed": queries.invitations_of(unit, printed=True),
        "now": now,
    }
    return show(request, "accounts/unit.html", context)


@for_its_managers
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, unit: Organisation) -> HttpResponse:
    """Invite one person: by a letter, or by a printed code."""
    form = _bound(InviteForm, request, unit)
    if form.is_valid() and _is_new_here(form, unit):
        invitation, token = services.invite(organisation=unit, actor=request.user, **form.cleaned_data)
        if not invitation.email:
            return _sheet(request, unit, [(invitation, token)])
        _send(request, invitation, token)
        return redirect("unit", unit.slug)
    context = {"unit": unit, "form": form, "title": _("Invite a person")}
    return show(request, "accounts/unit_form.html", context, status=422 if form.is_bound else 200)


def _bound(kind: type[AnyForm], request: HttpRequest, unit: Organisation) -> AnyForm:
    """A form with what was sent, if anything was."""
    data = request.POST if request.method == "POST" else None
    return kind(data, roles=roles_here(request, unit), initial={"language": request.LANGUAGE_CODE})


def _is_new_here(form: InviteForm, unit: Organisation) -> bool:
    """Whether the address is neither that of a member nor invited already; else the form says so."""
    email = form.cleaned_data["email"]
    if not email:
        return True
    if queries.members_of(unit, timezone.now(), user__email=email):
        form.add_error("email", _("Somebody with this e-mail is a member already."))
    elif queries.invitations_of(unit).filter(email=email).exists():
        form.add_error(
            "email", _("This e-mail is invited already. You can send the letter again on the page of the unit.")
        )
    return not form.errors


def _send(request: HttpRequest, invitation: Invitation, token: str) -> None:
    try:
        send_invitation(invitation, token)
    except OSError:
        messages.error(
            request, _("The letter could not be sent. The invitation stays: try again later, or print a code.")
        )
    else:
        services.note_sent(invitation=invitation)
        messages.success(request, _("The letter to %s is sent.") % invitation.email)


@for_its_managers
@require_http_methods(["GET", "POST"])
def codes(request: HttpRequest, unit: Organisation) -> HttpResponse:
    """Codes for people without a mailbox, on one sheet."""
    form = _bound(NamesForm, request, unit)
    if form.is_valid():
        made = services.invite_by_name(organisation=unit, actor=request.user, **form.cleaned_data)
        return _sheet(request, unit, made)
    context = {"unit": unit, "form": form, "title": _("Print codes")}
    return show(request, "accounts/unit_form.html", context, status=422 if form.is_bound else 200)


@for_its_managers
@require_POST
def slips(request: HttpRequest, unit: Organisation) -> HttpResponse:
    """Print the codes of all who wait without a mailbox, or of the chosen ones, anew."""
    chosen = queries.invitations_of(unit, printed=True)
    if uuids := [uuid for uuid in request.POST.getlist("invitation") if _is_uuid(uuid)]:
        chosen = chosen.filter(uuid__in=uuids)
    made = services.print_codes(invitations=chosen, actor=request.user)
    if not made:
        messages.error(request, _("There is nobody to print a code for."))
        return redirect("unit", unit.slug)
    return _sheet(request, unit, made)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _sheet(request: HttpRequest, unit: Organisation, made: Iterable[tuple[Invitation, str]]) -> HttpResponse:
    """The only time codes are shown: they are kept nowhere."""
    found: list[Slip] = [slip_of(invitation, code) for invitation, code in made]
    return show(request, "accounts/slips.html", {"unit": unit, "slips": found})


@for_its_managers
@require_POST
def invitation(request: HttpRequest, unit: Organisation, uuid: UUID) -> HttpResponse:
    """Withdraw an invitation, or send its letter again."""
    found = queries.invitations_of(unit).filter(uuid=uuid).first()
    if found is None:
        messages.error(request, _("This invitation was used or withdrawn meanwhile."))
    elif "withdraw" in request.POST:
        services.withdraw(invitation=found, actor=request.user)
        messages.success(request, _("The invitation is withdrawn."))
    elif found.email:
        again, token = services.renew(invitation=found, actor=request.user)
        _send(request, again, token)
    return redirect("unit", unit.slug)


@for_its_managers
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, unit: Organisation, uuid: UUID) -> HttpResponse:
    """A member: roles given and ended, a code for a new password, leaving."""
    member = queries.member_of(unit, uuid, timezone.now())
    if member is None:
        raise Http404
    roles = roles_here(request, unit)
    if request.method == "POST":
        return _act_on(request, unit, member, roles)
    held = {membership.role for membership in member.memberships}
    context = {
        "unit": unit,
        "member": member,
        "givable": roles,
        "form": RoleForm(roles=roles - held) if roles - held else None,
        "may_reset": queries.may_reset(viewer_in(request), member.person, timezone.now()),
        "may_leave": held <= roles,
        "is_me": member.person == request.user,
    }
    return show(request, "accounts/unit_person.html", context)


def _act_on(request: HttpRequest, unit: Organisation, member: queries.Member, roles: frozenset[str]) -> HttpResponse:
    user: User = member.person
    here = redirect("unit_person", unit.slug, user.uuid)
    held = {membership.role: membership for membership in member.memberships}
    if "password" in request.POST:
        if not queries.may_reset(viewer_in(request), user, timezone.now()):
            raise Http404
        code = services.issue_password_code(person=user, organisation=unit, actor=request.user)
        return show(request, "accounts/slips.html", {"unit": unit, "slips": [slip_of_person(user, code)]})
    if "one_time" in request.POST:
        if not queries.may_reset(viewer_in(request), user, timezone.now()):
            raise Http404
        codes = services.print_one_time_codes(person=user, actor=request.user)
        return show(request, "accounts/one_time_codes.html", {"unit": unit, "person": user, "codes": codes})
    if "leave" in request.POST and set(held) <= roles:
        services.leave(user=user, organisation=unit, actor=request.user)
        messages.success(request, _("%s is no longer a member. What they did stays.") % user)
        return redirect("unit", unit.slug)
    if (ended := request.POST.get("end", "")) in roles & held.keys():
        services.take_role(membership=held[ended], actor=request.user)
        messages.success(request, _("The role is ended."))
        return here if len(held) > 1 else redirect("unit", unit.slug)
    form = RoleForm(request.POST, roles=roles)
    if form.is_valid():
        services.give_role(user=user, organisation=unit, role=form.cleaned_data["role"], actor=request.user)
        messages.success(request, _("The role is given."))
    return here
