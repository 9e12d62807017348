"""A second proof of who somebody is: an app, a security key, or codes printed for them. No phone is needed.

Asked only where MFA_REQUIRED is set: of those who edit at their first click, of others when they open AMBER. What
was given holds for the session.
"""

from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.choices import EDITING_ROLES
from accounts.viewer import Viewer

OPEN = (
    *("/accounts/login/", "/accounts/logout/", "/accounts/reauthenticate/", "/accounts/second-factor/"),
    *("/accounts/code/", "/accounts/invitation/", "/accounts/idle/", "/static/", "/healthz", "/readyz"),
)
"""Where it is never asked for: signing in and out, and where it is given."""
GIVING = ("mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_authenticate")
SETTING_UP = "/accounts/second-factor/"


def is_given(request: HttpRequest) -> bool:
    user: Any = request.user
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


def is_missing(request: HttpRequest) -> bool:
    """Whether somebody who is signed in has yet to give it."""
    return bool(settings.MFA_REQUIRED) and not is_given(request)


def is_missing_of_editor(request: HttpRequest, viewer: Viewer) -> bool:
    """The same of those who edit, for every address that is not open."""
    if not settings.MFA_REQUIRED or request.path.startswith(OPEN):
        return False
    return viewer.has_role(*EDITING_ROLES) and not is_given(request)


def is_changed_without(request: HttpRequest) -> bool:
    """Whether somebody who has a second factor is about to change it, or add one, without having given it.

    Else whoever knows a password would add a factor of their own (2 queries, on those pages only).
    """
    user: Any = request.user
    if not request.path.startswith(SETTING_UP) or not user.is_authenticated:
        return False
    if request.path in {reverse("second_factor"), *map(reverse, GIVING)}:
        return False
    return is_mfa_enabled(user) and not is_given(request)


def ask(request: HttpRequest) -> HttpResponse:
    """To where it is given, and back here."""
    user: Any = request.user
    name = "mfa_reauthenticate" if is_mfa_enabled(user) else "second_factor"
    return redirect(f"{reverse(name)}?{urlencode({'next': request.get_full_path()}, safe='/')}")
