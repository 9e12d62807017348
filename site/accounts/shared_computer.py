"""A computer that several people use: short idle time, nothing left behind, an easy way to say "not me"."""

from typing import Any

from django.http import HttpRequest, HttpResponse

COOKIE = "shared-computer"
"""Says of a browser that it stands on such a computer, so that the box on the sign-in page is ticked; a year."""
YEAR = 365 * 24 * 3600
KEY = "shared"
"""In the session of somebody who signed in on one."""
IDLE_SECONDS = 600


def is_marked(request: HttpRequest) -> bool:
    return request.COOKIES.get(COOKIE) == "1"


def begin(request: HttpRequest) -> None:
    """Let the session that was just begun end ten minutes after the last click."""
    request.session[KEY] = True
    request.session.set_expiry(IDLE_SECONDS)


def is_on(request: HttpRequest) -> bool:
    """Whether this session is one on a shared computer."""
    session: Any = getattr(request, "session", None)
    return bool(session is not None and session.get(KEY))


def leave_nothing(response: HttpResponse) -> None:
    """Tell the browser to keep no page of this session."""
    response["Cache-Control"] = "no-store, private"
