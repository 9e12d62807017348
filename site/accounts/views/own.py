"""Accepting an invitation, typing a code; a person's own settings and sessions."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.utils import perform_login
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings as project
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.cache import never_cache

from accounts import services
from accounts.choices import Role
from accounts.forms.own import GuestForm, InvitationForm, PasswordForm, SettingsForm
from accounts.forms.unit import CodeForm
from accounts.models import Invitation
from accounts.queries import invitation_for, sessions_of

LONGEST_NUMBER = 18
"""Digits of a number that every database takes."""

EMAIL_TAKEN = gettext_noop(
    "Somebody here has the e-mail %(email)s already. If it is you, sign in; your coordinator can then add the new "
    "role. Else ask for an invitation to another address."
)


@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """Where a printed code is typed; with `?code=`, as a slip's picture has it, it is looked up at once."""
    typed = request.POST if request.method == "POST" else request.GET
    form = CodeForm(typed if request.method == "POST" or "code" in typed else None)
    if form.is_valid():
        if invitation_for(form.cleaned_data["code"]):
            return redirect("invitation", form.cleaned_data["code"])
        form.add_error("code", _("This code is not known. Compare it with your slip, letter by letter."))
    return render(request, "accounts/code.html", {"form": form}, status=422 if form.is_bound else 200)


@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link of an invitation or a printed code leads."""
    found = invitation_for(token)
    if found is None or not found.is_open(timezone.now()):
        state = "unknown" if found is None else "accepted" if found.is_used_up else "expired"
        state = "withdrawn" if found is not None and found.withdrawn_at else state
        return render(request, "accounts/invitation_closed.html", {"state": state}, status=410 if found else 404)
    if found.person_id:
        return _new_password(request, found)
    user: Any = request.user
    if user.is_authenticated:
        return _join(request, found, user)
    if not translation.get_language_from_path(request.GET.get("next", "")):
        translation.activate(found.language)  # that of the letter or the slip
        request.LANGUAGE_CODE = found.language
    return _begin_as_guest(request, found) if found.role == Role.GUEST else _begin(request, found)


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/invitation_closed.html", {"state": "accepted"}, status=410)


def _new_password(request: HttpRequest, found: Invitation) -> HttpResponse:
    """Somebody who is here sets a new password with a code."""
    form = PasswordForm(request.POST or None, person=found.person)
    if request.method == "POST" and form.is_valid():
        try:
            user = services.set_password(invitation=found, password=form.cleaned_data["password"])
        except services.InvitationClosed:
            return _closed(request)
        return perform_login(request, user)
    return render(request, "accounts/new_password.html", {"form": form, "person": found.person})


def _join(request: HttpRequest, found: Invitation, user: Any) -> HttpResponse:
    """Somebody who is signed in takes the role as who they are."""
    if request.method == "POST":
        try:
            services.join(invitation=found, user=user)
        except services.InvitationClosed:
            return _closed(request)
        messages.success(request, _("You are now a member of %s.") % found.organisation)
        return redirect(project.LOGIN_REDIRECT_URL)
    return render(request, "accounts/join.html", {"invitation": found})


def _begin_as_guest(request: HttpRequest, found: Invitation) -> HttpResponse:
    """A guest gives a name, and is in on this device for as long as the access lasts."""
    form = GuestForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            user = services.accept_as_guest(invitation=found, language=request.LANGUAGE_CODE, **form.cleaned_data)
        except services.InvitationClosed:
            return _closed(request)
        answer = perform_login(request, user)
        request.session.set_expiry(found.access_ends_at)
        return answer
    return render(
        request, "accounts/guest.html", {"form": form, "invitation": found}, status=422 if form.is_bound else 200
    )


def _begin(request: HttpRequest, found: Invitation) -> HttpResponse:
    """Somebody new."""
    known = {"name_latin": found.name_latin, "name_national": found.name_national}
    form = InvitationForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        fields = {
            name: form.cleaned_data[name]
            for name in ("username", "password", "name_latin", "name_national", "time_zone")
        }
        try:
            user = services.accept_invitation(invitation=found, language=request.LANGUAGE_CODE, **fields)
        except services.InvitationClosed:
            return _closed(request)
        except services.UsernameTaken:
            form.add_error("username", _("This user name is taken."))
        except services.EmailTaken:
            form.add_error(None, _(EMAIL_TAKEN) % {"email": found.email})
        else:
            return perform_login(request, user)
    return render(request, "accounts/invitation.html", {"form": form, "invitation": found})


@login_required
@never_cache
def settings(request: HttpRequest) -> HttpResponse:
    """A person's name, language and time zone, and where they are signed in."""
    user: Any = request.user
    if "session" in request.POST:
        return _end_sessions(request, user)
    form = SettingsForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        services.change_settings(user=user, **form.cleaned_data)
        messages.success(request, _("Your settings are saved."))
        return redirect(request.path)
    context = {"form": form, "sessions": sessions_of(user), "here": request.session.session_key}
    return render(request, "accounts/settings.html", context, status=422 if form.errors else 200)


def _end_sessions(request: HttpRequest, user: Any) -> HttpResponse:
    """End one of one's sessions elsewhere, or all of them."""
    chosen = request.POST["session"]
    number = int(chosen) if chosen.isdecimal() and len(chosen) <= LONGEST_NUMBER else None
    ended = services.end_sessions(user=user, but=request.session.session_key, number=number)
    messages.success(request, ngettext("%d session is ended.", "%d sessions are ended.", ended) % ended)
    return redirect(request.path)


@login_required
@never_cache
def second_factor_choice(request: HttpRequest) -> HttpResponse:
    """Which ways there are, for who has none yet."""
    user: Any = request.user
    context = {"has_one": is_mfa_enabled(user), "next": request.GET.get("next", ""), "required": project.MFA_REQUIRED}
    return render(request, "accounts/second_factor.html", context)


@never_cache
def idle(request: HttpRequest) -> HttpResponse:
    """Where a page on a shared computer goes by itself after ten idle minutes, when the session has ended."""
    return render(request, "accounts/idle.html")


def admin_login(request: HttpRequest) -> HttpResponse:
    """Wagtail's own sign-in page is not used: one way in, with one lockout."""
    target = request.GET.get("next", "/admin/")
    return redirect(f"{reverse('account_login')}?{urlencode({'next': target})}")
