"""Accepting an invitation; a person's own settings; signing in where one stands."""

from urllib.parse import urlencode

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache

from accounts import services
from accounts.forms import InvitationForm, SettingsForm
from accounts.queries import invitation_for

EMAIL_TAKEN = gettext_noop(
    "Somebody here has the e-mail %(email)s already. If it is you, sign in; your coordinator can then add the new "
    "role. Else ask for an invitation to another address."
)


@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link of an invitation leads."""
    found = invitation_for(token)
    if found is None or not found.is_open(timezone.now()):
        state = "unknown" if found is None else "accepted" if found.accepted_at else "expired"
        return render(request, "accounts/invitation_closed.html", {"state": state}, status=410 if found else 404)
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        fields = {
            name: form.cleaned_data[name]
            for name in ("username", "password", "name_latin", "name_national", "time_zone")
        }
        try:
            user = services.accept_invitation(invitation=found, language=request.LANGUAGE_CODE, **fields)
        except services.InvitationClosed:
            return render(request, "accounts/invitation_closed.html", {"state": "accepted"}, status=410)
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
    """A person's name, language and time zone."""
    form = SettingsForm(request.POST or None, instance=request.user)  # type: ignore[arg-type]
    if request.method == "POST" and form.is_valid():
        services.change_settings(user=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        messages.success(request, _("Your settings are saved."))
        return redirect(request.path)
    return render(request, "accounts/settings.html", {"form": form})


def admin_login(request: HttpRequest) -> HttpResponse:
    """Wagtail's own sign-in page is not used: one way in, with one lockout."""
    target = request.GET.get("next", "/admin/")
    return redirect(f"{reverse('account_login')}?{urlencode({'next': target})}")
